package dev.opsdeck.api.caches;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How far the recovery from a flush is. Only `running` ever changes.
public enum FlushState {
    /// Nine tenths of the former hit rate are not back yet.
    @JsonProperty("running")
    RUNNING,
    /// They are back.
    @JsonProperty("back")
    BACK,
    /// They were not back when following ended, ten minutes after the flush.
    @JsonProperty("not_back")
    NOT_BACK,
    /// It cannot be told; the remarks say why.
    @JsonProperty("unknown")
    UNKNOWN
}
