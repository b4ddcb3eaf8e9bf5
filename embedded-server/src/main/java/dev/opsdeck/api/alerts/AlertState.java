package dev.opsdeck.api.alerts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Where an alert is in its life. A rule whose condition does not hold has no alert.
public enum AlertState {
    /// The condition holds, but not yet for as long as the rule asks for.
    @JsonProperty("pending")
    PENDING,
    /// It held for that long.
    @JsonProperty("firing")
    FIRING,
    /// It is over. Without a time of firing it ended while it was pending, and nobody was told.
    @JsonProperty("resolved")
    RESOLVED
}
