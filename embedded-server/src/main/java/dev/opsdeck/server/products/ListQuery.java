package dev.opsdeck.server.products;

import dev.opsdeck.api.products.ProductSort;
import dev.opsdeck.api.products.ProductStatus;
import org.jspecify.annotations.Nullable;

/// One page of the list, asked for. As a record it is also the key of the page in the cache.
///
/// @param after where the page starts; with it there is no offset
record ListQuery(
        Filter filter,
        ProductSort sort,
        int limit,
        int offset,
        @Nullable Cursor after) {

    ListQuery longerByOne() {
        return new ListQuery(filter, sort, limit + 1, offset, after);
    }

    /// Which products the list has.
    ///
    /// @param status null for all
    /// @param q      text in title, brand or external id, in any case; null for all
    record Filter(
            @Nullable ProductStatus status,
            @Nullable String q,
            @Nullable String network) {

        Filter withoutText() {
            return new Filter(status, null, network);
        }
    }
}
