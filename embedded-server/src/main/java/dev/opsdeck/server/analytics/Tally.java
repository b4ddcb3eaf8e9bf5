package dev.opsdeck.server.analytics;

import dev.opsdeck.api.analytics.AnalyticsEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a batch adds to the day figures: one sum for each row that it touches, in an order that all batches share, so
/// that two of them never wait for each other in a circle. Used by one thread.
final class Tally {

    /// The currency of what has none.
    static final String NO_CURRENCY = "";

    record ProductRow(long productId, LocalDate day, String currency) {

        private static final Comparator<ProductRow> ORDER = Comparator.comparingLong(ProductRow::productId)
                .thenComparing(ProductRow::day)
                .thenComparing(ProductRow::currency);
    }

    record DayRow(LocalDate day, String currency) {

        private static final Comparator<DayRow> ORDER =
                Comparator.comparing(DayRow::day).thenComparing(DayRow::currency);
    }

    record PlatformRow(String platform, LocalDate day, String currency) {

        private static final Comparator<PlatformRow> ORDER = Comparator.comparing(PlatformRow::platform)
                .thenComparing(PlatformRow::day)
                .thenComparing(PlatformRow::currency);
    }

    /// What is added to one row.
    static final class Sums {
        long views;
        long clicks;
        long conversions;
        long videos;
        long publications;
        BigDecimal revenue = BigDecimal.ZERO;

        private void add(AnalyticsEvent event) {
            switch (event.kind()) {
                case VIEW -> views++;
                case CLICK -> clicks++;
                case CONVERSION -> {
                    conversions++;
                    revenue = revenue.add(event.amount() == null ? BigDecimal.ZERO : event.amount());
                }
                case VIDEO_GENERATED -> videos++;
                case PUBLICATION_CREATED -> publications++;
            }
        }
    }

    private final SortedMap<ProductRow, Sums> products = new TreeMap<>(ProductRow.ORDER);
    private final SortedMap<DayRow, Sums> days = new TreeMap<>(DayRow.ORDER);
    private final SortedMap<PlatformRow, Sums> platforms = new TreeMap<>(PlatformRow.ORDER);
    private final Sums all = new Sums();

    /// @param at when the event counts, if it does not say so itself
    void add(AnalyticsEvent event, Instant at) {
        LocalDate day = LocalDate.ofInstant(event.at() == null ? at : event.at(), ZoneOffset.UTC);
        String currency = orNone(event.currency());
        Long product = event.productId();
        boolean counted = switch (event.kind()) {
            case VIEW, CLICK, CONVERSION -> true;
            case VIDEO_GENERATED, PUBLICATION_CREATED -> false;
        };
        if (product != null && counted) {
            products.computeIfAbsent(new ProductRow(product, day, currency), row -> new Sums())
                    .add(event);
        }
        days.computeIfAbsent(new DayRow(day, currency), row -> new Sums()).add(event);
        String platform = event.platform() == null ? "direct" : event.platform();
        platforms
                .computeIfAbsent(new PlatformRow(platform, day, currency), row -> new Sums())
                .add(event);
        all.add(event);
    }

    SortedMap<ProductRow, Sums> products() {
        return products;
    }

    SortedMap<DayRow, Sums> days() {
        return days;
    }

    SortedMap<PlatformRow, Sums> platforms() {
        return platforms;
    }

    /// Over the whole batch; its revenue is of mixed currencies and means nothing.
    Sums all() {
        return all;
    }

    private static String orNone(@Nullable String currency) {
        return currency == null ? NO_CURRENCY : currency;
    }
}
