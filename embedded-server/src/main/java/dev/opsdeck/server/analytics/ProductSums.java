package dev.opsdeck.server.analytics;

import java.util.Comparator;

/// What became of one product over some days.
record ProductSums(long productId, long views, long clicks, long conversions) {

    /// Most conversions first, then clicks, then views; the older product where all are the same.
    static final Comparator<ProductSums> BEST_FIRST = Comparator.comparingLong(ProductSums::conversions)
            .thenComparingLong(ProductSums::clicks)
            .thenComparingLong(ProductSums::views)
            .reversed()
            .thenComparingLong(ProductSums::productId);
}
