package dev.opsdeck.api.loadruns;

import com.fasterxml.jackson.annotation.JsonProperty;

/// A named kind of run with sensible numbers; each number can be given instead.
public enum LoadProfile {
    /// Does it work at all: 50 requests a second for 10 s.
    @JsonProperty("smoke")
    SMOKE,
    /// The goal: 200 users for 5 min.
    @JsonProperty("baseline")
    BASELINE,
    /// A constant rate for a time; both must be given.
    @JsonProperty("constant")
    CONSTANT
}
