package dev.opsdeck.api.analytics;

import java.time.LocalDate;
import java.util.List;

/// A product's days with figures in a period, oldest first; both ends of the period are included.
public record ProductAnalytics(long productId, LocalDate from, LocalDate to, List<ProductDay> days) {

    public ProductAnalytics {
        days = List.copyOf(days);
    }
}
