package dev.opsdeck.api.profiles;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How far a profile is.
public enum ProfileState {
    @JsonProperty("recording")
    RECORDING,
    /// It is recorded, and its figures are being read out of it.
    @JsonProperty("reading")
    READING,
    @JsonProperty("done")
    DONE,
    @JsonProperty("failed")
    FAILED
}
