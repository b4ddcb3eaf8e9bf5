package dev.opsdeck.api.alerts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a notification tells.
public enum NotificationEvent {
    /// Alerts fire, or still do.
    @JsonProperty("trigger")
    TRIGGER,
    /// A person takes care.
    @JsonProperty("acknowledge")
    ACKNOWLEDGE,
    /// Alerts that were told of are over.
    @JsonProperty("resolve")
    RESOLVE,
    /// What was in a day.
    @JsonProperty("summary")
    SUMMARY,
    /// A report was written.
    @JsonProperty("audit")
    AUDIT,
    /// Somebody tries the channel.
    @JsonProperty("test")
    TEST
}
