package dev.opsdeck.api.loadruns;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What decides when the next request starts.
public enum LoadModel {
    /// A schedule, whatever the server does. Latency counts from the scheduled start.
    @JsonProperty("open")
    OPEN,
    /// The answer to the one before, and a time to think: N users.
    @JsonProperty("closed")
    CLOSED
}
