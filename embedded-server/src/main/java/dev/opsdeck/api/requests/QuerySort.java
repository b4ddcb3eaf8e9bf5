package dev.opsdeck.api.requests;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Orders of the statements; the largest comes first.
public enum QuerySort {
    @JsonProperty("total")
    TOTAL,
    @JsonProperty("p95")
    P95,
    @JsonProperty("max")
    MAX,
    @JsonProperty("calls")
    CALLS,
    @JsonProperty("rows")
    ROWS
}
