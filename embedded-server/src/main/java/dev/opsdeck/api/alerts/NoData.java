package dev.opsdeck.api.alerts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a rule makes of a moment without a value.
public enum NoData {
    /// Nothing changes, and no time passes for the rule.
    @JsonProperty("keep")
    KEEP,
    /// The condition does not hold, as in Prometheus.
    @JsonProperty("ok")
    OK,
    /// The condition holds.
    @JsonProperty("alert")
    ALERT
}
