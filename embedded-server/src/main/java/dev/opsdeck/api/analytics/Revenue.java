package dev.opsdeck.api.analytics;

import dev.opsdeck.api.Money;
import java.time.LocalDate;
import java.util.List;

/// Revenue and what led to it per day of a period (UTC), oldest first, every day of it; the list of a day without
/// revenue is empty.
public record Revenue(LocalDate from, LocalDate to, List<Money> total, List<Day> days) {

    public Revenue {
        total = List.copyOf(total);
        days = List.copyOf(days);
    }

    public record Day(LocalDate day, long views, long clicks, long conversions, List<Money> revenue) {

        public Day {
            revenue = List.copyOf(revenue);
        }
    }
}
