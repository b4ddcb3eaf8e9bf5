package dev.opsdeck.api.alerts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Where notifications go.
public enum ChannelKind {
    /// An incoming webhook of Slack: everything.
    @JsonProperty("slack")
    SLACK,
    /// Events API version 2: what is critical.
    @JsonProperty("pagerduty")
    PAGERDUTY,
    /// A summary a day, and single alerts if asked.
    @JsonProperty("email")
    EMAIL,
    /// Alertmanager's JSON, version 4: everything.
    @JsonProperty("webhook")
    WEBHOOK,
    /// A sign of life each minute, for a service that says so when it stays away.
    @JsonProperty("heartbeat")
    HEARTBEAT
}
