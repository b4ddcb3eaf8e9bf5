package dev.opsdeck.api.traces;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a span measures.
public enum SpanKind {
    /// A request that this server answered.
    @JsonProperty("request")
    REQUEST,
    /// A statement on the database.
    @JsonProperty("query")
    QUERY,
    /// A lookup in a cache, with the reading when it had to be read.
    @JsonProperty("cache")
    CACHE,
    /// A sync run, or a part of it.
    @JsonProperty("sync")
    SYNC,
    /// A load run.
    @JsonProperty("load_run")
    LOAD_RUN
}
