package dev.opsdeck.api.products;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Where a product is in its life.
public enum ProductStatus {
    /// Offered: the only status that the top list shows.
    @JsonProperty("active")
    ACTIVE,
    /// Kept by hand out of the top list.
    @JsonProperty("inactive")
    INACTIVE,
    /// Vanished from its feed, or deleted by hand. Kept for its history.
    @JsonProperty("archived")
    ARCHIVED
}
