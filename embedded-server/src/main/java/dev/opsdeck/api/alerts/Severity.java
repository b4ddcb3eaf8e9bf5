package dev.opsdeck.api.alerts;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How bad it is.
public enum Severity {
    @JsonProperty("warning")
    WARNING,
    @JsonProperty("critical")
    CRITICAL
}
