package dev.opsdeck.api.traces;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Why a trace is kept; of several reasons the last one here.
public enum TraceReason {
    /// It is one of those that are picked by chance, or its caller asked for it.
    @JsonProperty("sampled")
    SAMPLED,
    /// A sync run or a load run: all are kept.
    @JsonProperty("run")
    RUN,
    /// The request took as long as the threshold of slow requests or longer.
    @JsonProperty("slow")
    SLOW,
    /// It was answered with status 500 or higher, or the run failed.
    @JsonProperty("error")
    ERROR
}
