package dev.opsdeck.api.analytics;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The products of a period that come first by one metric, and what became of the same products in another period.
/// Days are whole days (UTC), both ends included.
///
/// @param comparedFrom first day of the other period; null when none was asked for
/// @param currency     of the revenue that the order is by: the one asked for, else the one with most sales in the
///                     period; null when nothing was sold
/// @param total        of all products with figures in the period
/// @param products     how many those are
public record ProductRanking(
        LocalDate from,
        LocalDate to,
        @Nullable LocalDate comparedFrom,
        @Nullable LocalDate comparedTo,
        AnalyticsMetric sort,
        @Nullable String currency,
        AnalyticsSums total,
        long products,
        List<Ranked> ranked) {

    public ProductRanking {
        ranked = List.copyOf(ranked);
    }

    /// @param before in the other period, nothing counted being zeros; null when none was asked for
    public record Ranked(
            long productId,
            String title,
            AnalyticsSums now,
            @Nullable AnalyticsSums before) {}
}
