package dev.opsdeck.api.loadruns;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a finished run says of its target.
public enum LoadVerdict {
    /// p95 under 200 ms, errors under 0.1 %, and no critical alert rule of the server would have fired.
    @JsonProperty("pass")
    PASS,
    /// A goal was missed, or a critical alert rule would have fired: the run's remarks say which.
    @JsonProperty("fail")
    FAIL,
    /// The generator fell behind: the figures say nothing sure of the server.
    @JsonProperty("not_valid")
    NOT_VALID
}
