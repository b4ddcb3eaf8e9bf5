package dev.opsdeck.console.analytics;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Which days the operator wants to see, and beside which. Whole days, UTC.
///
/// @param days 1 to 365
/// @param to   the last of them; null for today, whenever that is
record Wanted(int days, @Nullable LocalDate to, Against against) {

    /// The most days that a server gives.
    static final int MOST_DAYS = 365;

    /// What a period is compared with.
    enum Against {
        /// As many days as the period has, just before it.
        BEFORE("the days before"),
        YEAR("the same days a year ago"),
        NONE("nothing");

        private final String words;

        Against(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        /// The last day of the other period; null for none.
        @Nullable
        LocalDate to(LocalDate from, LocalDate to) {
            return switch (this) {
                case BEFORE -> from.minusDays(1);
                case YEAR -> to.minusYears(1);
                case NONE -> null;
            };
        }
    }

    static Wanted last(int days, Against against) {
        return new Wanted(days, null, against);
    }

    Wanted with(Against other) {
        return new Wanted(days, to, other);
    }

    static int days(LocalDate from, LocalDate to) {
        return Math.toIntExact(ChronoUnit.DAYS.between(from, to) + 1);
    }
}
