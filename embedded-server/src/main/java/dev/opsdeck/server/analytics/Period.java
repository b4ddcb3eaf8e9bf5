package dev.opsdeck.server.analytics;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// Whole days (UTC), both ends included. As a record it is also a key in the caches, so that a new day is a new key.
record Period(LocalDate from, LocalDate to) {

    /// The last `days` days, today being the last.
    static Period last(int days, InstantSource clock) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return new Period(today.minusDays(days - 1L), today);
    }
}
