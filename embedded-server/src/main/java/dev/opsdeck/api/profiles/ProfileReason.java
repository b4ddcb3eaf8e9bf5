package dev.opsdeck.api.profiles;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Why a profile was made.
public enum ProfileReason {
    /// An operator asked for it.
    @JsonProperty("requested")
    REQUESTED,
    /// An alert became critical: what had been recorded until then was kept.
    @JsonProperty("alert")
    ALERT
}
