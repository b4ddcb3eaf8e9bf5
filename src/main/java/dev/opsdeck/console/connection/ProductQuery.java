package dev.opsdeck.console.connection;

import dev.opsdeck.api.products.ProductSort;
import dev.opsdeck.api.products.ProductStatus;
import org.jspecify.annotations.Nullable;

/// Which products, in which order, which page.
///
/// @param text    words to look for; empty for all
/// @param network exact name, or null for all
/// @param limit   1 to 200
/// @param after   the `next` of the page before, or null; then `offset` is not used
public record ProductQuery(
        String text,
        @Nullable ProductStatus status,
        @Nullable String network,
        ProductSort sort,
        int limit,
        int offset,
        @Nullable String after) {

    /// The first page of all products, highest trend first.
    public static ProductQuery first(int limit) {
        return new ProductQuery("", null, null, ProductSort.TREND_SCORE, limit, 0, null);
    }
}
