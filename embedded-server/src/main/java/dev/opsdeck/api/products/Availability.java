package dev.opsdeck.api.products;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Whether the shop can deliver, in the words of Google Merchant.
public enum Availability {
    @JsonProperty("in_stock")
    IN_STOCK,
    @JsonProperty("out_of_stock")
    OUT_OF_STOCK,
    @JsonProperty("preorder")
    PREORDER,
    @JsonProperty("backorder")
    BACKORDER,
    /// The feed does not say.
    @JsonProperty("unknown")
    UNKNOWN
}
