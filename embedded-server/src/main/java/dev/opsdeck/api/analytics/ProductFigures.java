package dev.opsdeck.api.analytics;

import dev.opsdeck.api.Money;
import java.util.List;

/// The figures of one product over a period.
public record ProductFigures(
        long productId, String title, long views, long clicks, long conversions, List<Money> revenue) {

    public ProductFigures {
        revenue = List.copyOf(revenue);
    }
}
