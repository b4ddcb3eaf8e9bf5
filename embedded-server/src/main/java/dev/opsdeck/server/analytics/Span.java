package dev.opsdeck.server.analytics;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The days of a block, both ends included: 1, 8 or 64 of them, from a day whose number since 1970 is a multiple of
/// that. Any period is then a few spans: 90 days are at most 30, 365 days at most 36.
record Span(LocalDate first, LocalDate last) {

    /// How many days a span can have, the most first. Each is eight of the next.
    static final List<Integer> LENGTHS = List.of(64, 8, 1);

    /// The span of that length in which a day lies.
    static Span around(LocalDate day, int length) {
        LocalDate first = LocalDate.ofEpochDay(Math.floorDiv(day.toEpochDay(), length) * (long) length);
        return new Span(first, first.plusDays(length - 1L));
    }

    /// A period in spans that have a block, and what is left.
    ///
    /// @param open stretches of days without a block
    record Cover(List<Span> spans, List<Period> open) {}

    /// Covers a period by as few spans as there can be.
    ///
    /// @param known whether there is a block of a span
    static Cover cover(Period period, Predicate<Span> known) {
        List<Span> spans = new ArrayList<>();
        List<Period> open = new ArrayList<>();
        LocalDate day = period.from();
        while (!day.isAfter(period.to())) {
            Span longest = longest(day, period, known);
            if (longest != null) {
                spans.add(longest);
                day = longest.last().plusDays(1);
            } else {
                boolean joins =
                        !open.isEmpty() && open.getLast().to().plusDays(1).equals(day);
                open.add(new Period(joins ? open.removeLast().from() : day, day));
                day = day.plusDays(1);
            }
        }
        return new Cover(spans, open);
    }

    private static @Nullable Span longest(LocalDate first, Period period, Predicate<Span> known) {
        for (int length : LENGTHS) {
            Span span = around(first, length);
            if (span.first().equals(first) && !span.last().isAfter(period.to()) && known.test(span)) {
                return span;
            }
        }
        return null;
    }
}
