package dev.opsdeck.api.sync;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// A product that a run changes in a way that a person may want to see before.
///
/// @param oldPrice what a buyer paid before: the sale price, where there is one
/// @param newPrice what a buyer would pay; null for a product that vanished
public record SyncChange(
        Kind kind,
        String externalId,
        String title,
        BigDecimal oldPrice,
        String oldCurrency,
        @Nullable BigDecimal newPrice,
        @Nullable String newCurrency) {

    /// Why it is worth a look.
    public enum Kind {
        /// It is not in the feed any more and would be archived.
        @JsonProperty("vanished")
        VANISHED,
        /// Its price changes by more than the source's `maxPriceJump`, or its currency does.
        @JsonProperty("jump")
        JUMP
    }
}
