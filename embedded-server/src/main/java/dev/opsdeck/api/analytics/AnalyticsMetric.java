package dev.opsdeck.api.analytics;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What products are put in order by, highest first.
public enum AnalyticsMetric {
    /// In one currency.
    @JsonProperty("revenue")
    REVENUE,
    @JsonProperty("conversions")
    CONVERSIONS,
    @JsonProperty("clicks")
    CLICKS,
    @JsonProperty("views")
    VIEWS
}
