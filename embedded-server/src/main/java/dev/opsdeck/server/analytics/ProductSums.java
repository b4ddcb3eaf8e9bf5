package dev.opsdeck.server.analytics;

import dev.opsdeck.api.analytics.AnalyticsMetric;
import java.util.Comparator;

/// What became of one product over some days.
record ProductSums(long productId, long views, long clicks, long conversions) {

    /// Most conversions first, then clicks, then views; the older product where all are the same.
    static final Comparator<ProductSums> BEST_FIRST = Comparator.comparingLong(ProductSums::conversions)
            .thenComparingLong(ProductSums::clicks)
            .thenComparingLong(ProductSums::views)
            .reversed()
            .thenComparingLong(ProductSums::productId);

    /// Most of that first, then as [#BEST_FIRST].
    static Comparator<ProductSums> bestFirst(AnalyticsMetric count) {
        return Comparator.comparingLong((ProductSums sums) -> sums.of(count))
                .reversed()
                .thenComparing(BEST_FIRST);
    }

    /// @param count any but revenue, which is no count
    long of(AnalyticsMetric count) {
        return switch (count) {
            case CONVERSIONS -> conversions;
            case CLICKS -> clicks;
            case VIEWS -> views;
            case REVENUE -> throw new IllegalArgumentException("revenue is not counted");
        };
    }
}
