package dev.opsdeck.api.analytics;

import dev.opsdeck.api.Money;
import java.time.LocalDate;
import java.util.List;

/// Totals of a period of whole days (UTC), both ends included.
///
/// @param activeProducts products with status active now
/// @param topProducts    the five with the most conversions, then clicks, then views
/// @param platforms      every platform with figures, most views first
public record Overview(
        LocalDate from,
        LocalDate to,
        long activeProducts,
        long views,
        long clicks,
        long conversions,
        List<Money> revenue,
        List<ProductFigures> topProducts,
        List<PlatformFigures> platforms) {

    public Overview {
        revenue = List.copyOf(revenue);
        topProducts = List.copyOf(topProducts);
        platforms = List.copyOf(platforms);
    }
}
