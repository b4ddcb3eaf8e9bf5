package dev.opsdeck.api.products;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The orders in which the list can be read, each with the id as the last key so that the order is total.
public enum ProductSort {
    /// Highest first, then profit score.
    @JsonProperty("trendScore")
    TREND_SCORE,
    /// Highest first.
    @JsonProperty("profitScore")
    PROFIT_SCORE,
    /// A to Z.
    @JsonProperty("title")
    TITLE,
    /// Lowest first.
    @JsonProperty("price")
    PRICE,
    /// Highest first.
    @JsonProperty("priceDesc")
    PRICE_DESC,
    /// Latest first.
    @JsonProperty("updatedAt")
    UPDATED_AT
}
