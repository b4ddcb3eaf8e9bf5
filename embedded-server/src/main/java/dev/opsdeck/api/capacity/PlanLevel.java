package dev.opsdeck.api.capacity;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How much.
public enum PlanLevel {
    @JsonProperty("low")
    LOW,
    @JsonProperty("medium")
    MEDIUM,
    @JsonProperty("high")
    HIGH
}
