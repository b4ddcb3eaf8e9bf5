package dev.opsdeck.api.analytics;

import dev.opsdeck.api.Money;
import java.time.LocalDate;
import java.util.List;

/// The figures of one product on one day (UTC).
///
/// @param revenue commission earned, one amount a currency
public record ProductDay(LocalDate day, long views, long clicks, long conversions, List<Money> revenue) {

    public ProductDay {
        revenue = List.copyOf(revenue);
    }
}
