package dev.opsdeck.api.requests;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Why a request is kept.
public enum RequestKind {
    /// It took as long as the threshold or longer.
    @JsonProperty("slow")
    SLOW,
    /// It was answered with status 500 or higher: what the error rate counts.
    @JsonProperty("error")
    ERROR
}
