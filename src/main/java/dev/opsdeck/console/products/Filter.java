package dev.opsdeck.console.products;

import dev.opsdeck.api.products.ProductSort;
import dev.opsdeck.api.products.ProductStatus;
import dev.opsdeck.console.connection.ProductQuery;
import org.jspecify.annotations.Nullable;

/// Which products the page shows, and in which order.
record Filter(
        String text,
        @Nullable ProductStatus status,
        @Nullable String network,
        ProductSort sort) {

    /// Everything, highest trend first.
    static final Filter ALL = new Filter("", null, null, ProductSort.TREND_SCORE);

    /// Whether it could hide a product.
    boolean narrows() {
        return !text.isBlank() || status != null || network != null;
    }

    /// A page by its place in the list.
    ProductQuery page(int limit, int offset) {
        return new ProductQuery(text.strip(), status, network, sort, limit, offset, null);
    }

    /// The page that follows another, however deep in the list, at the cost of the first.
    ProductQuery after(int limit, @Nullable String next) {
        return new ProductQuery(text.strip(), status, network, sort, limit, 0, next);
    }
}
