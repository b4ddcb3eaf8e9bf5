package dev.opsdeck.api.loadruns;

import com.fasterxml.jackson.annotation.JsonProperty;

/// A named kind of run with sensible numbers; most numbers can be given instead.
public enum LoadProfile {
    /// Does it work at all: 50 requests a second for 10 s.
    @JsonProperty("smoke")
    SMOKE,
    /// The goal: 200 users for 5 min.
    @JsonProperty("baseline")
    BASELINE,
    /// A constant rate for a time; both must be given.
    @JsonProperty("constant")
    CONSTANT,
    /// Ten times the load for 30 s, and the time until its p95 is what it was before: 20 requests a second for 30
    /// s, 200 for 30 s, 20 for 60 s.
    @JsonProperty("spike")
    SPIKE,
    /// Steps of 10 s, each 50 requests a second more than the one before, until a goal breaks: the capacity; at most
    /// 30 of them.
    @JsonProperty("ramp")
    RAMP,
    /// Hours of 50 requests a second (4 of them): does the memory of both sides stay flat.
    @JsonProperty("soak")
    SOAK,
    /// 125,000 requests of 200 users, of which none may fail; it may take half an hour.
    @JsonProperty("125k")
    GOAL
}
