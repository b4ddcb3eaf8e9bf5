package dev.opsdeck.api.alerts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How a value is compared with a threshold.
public enum Comparison {
    @JsonProperty(">")
    ABOVE,
    @JsonProperty("<")
    BELOW,
    @JsonProperty(">=")
    AT_LEAST,
    @JsonProperty("<=")
    AT_MOST;

    /// Whether the condition holds.
    public boolean holds(double value, double threshold) {
        return switch (this) {
            case ABOVE -> value > threshold;
            case BELOW -> value < threshold;
            case AT_LEAST -> value >= threshold;
            case AT_MOST -> value <= threshold;
        };
    }

    /// Whether more is worse.
    public boolean upwards() {
        return this == ABOVE || this == AT_LEAST;
    }
}
