package dev.opsdeck.api.loadruns;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a finished run says of its target.
public enum LoadVerdict {
    /// p95 under 200 ms and errors under 0.1 %.
    @JsonProperty("pass")
    PASS,
    /// A goal was missed.
    @JsonProperty("fail")
    FAIL,
    /// The generator fell behind: the figures say nothing sure of the server.
    @JsonProperty("not_valid")
    NOT_VALID
}
