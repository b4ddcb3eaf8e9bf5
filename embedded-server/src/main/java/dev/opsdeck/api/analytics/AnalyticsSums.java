package dev.opsdeck.api.analytics;

import dev.opsdeck.api.Money;
import java.util.List;

/// What was counted over some days.
///
/// @param revenue commission earned, one amount a currency
public record AnalyticsSums(long views, long clicks, long conversions, List<Money> revenue) {

    public AnalyticsSums {
        revenue = List.copyOf(revenue);
    }
}
