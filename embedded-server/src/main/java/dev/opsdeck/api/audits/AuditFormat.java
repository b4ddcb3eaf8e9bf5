package dev.opsdeck.api.audits;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How a report is written.
public enum AuditFormat {
    @JsonProperty("json")
    JSON,
    @JsonProperty("markdown")
    MARKDOWN,
    /// One file with its charts in it.
    @JsonProperty("html")
    HTML,
    @JsonProperty("pdf")
    PDF
}
