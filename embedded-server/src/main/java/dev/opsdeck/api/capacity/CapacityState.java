package dev.opsdeck.api.capacity;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How urgent something is.
public enum CapacityState {
    @JsonProperty("ok")
    OK,
    @JsonProperty("warning")
    WARNING,
    @JsonProperty("critical")
    CRITICAL,
    /// Figures are missing.
    @JsonProperty("unknown")
    UNKNOWN
}
