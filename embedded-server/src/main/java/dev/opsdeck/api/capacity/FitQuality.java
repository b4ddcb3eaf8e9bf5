package dev.opsdeck.api.capacity;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Whether a fit is to be believed.
public enum FitQuality {
    @JsonProperty("good")
    GOOD,
    /// There is a curve, and its remarks say why it tells little.
    @JsonProperty("poor")
    POOR,
    /// There is nothing to fit.
    @JsonProperty("none")
    NONE
}
