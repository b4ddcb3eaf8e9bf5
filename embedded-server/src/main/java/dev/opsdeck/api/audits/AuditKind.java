package dev.opsdeck.api.audits;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How long the period of an audit is, and what a person is to look at.
public enum AuditKind {
    /// From Monday to Sunday.
    @JsonProperty("weekly")
    WEEKLY,
    @JsonProperty("monthly")
    MONTHLY,
    /// From the first of January, April, July or October.
    @JsonProperty("quarterly")
    QUARTERLY
}
