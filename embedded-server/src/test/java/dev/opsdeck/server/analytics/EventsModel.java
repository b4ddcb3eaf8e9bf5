package dev.opsdeck.server.analytics;

import dev.opsdeck.api.Money;
import dev.opsdeck.api.analytics.AnalyticsEvent;
import dev.opsdeck.api.analytics.AnalyticsMetric;
import dev.opsdeck.api.analytics.AnalyticsSums;
import dev.opsdeck.api.analytics.EventKind;
import dev.opsdeck.api.analytics.PlatformFigures;
import dev.opsdeck.api.analytics.ProductDay;
import dev.opsdeck.api.analytics.ProductFigures;
import dev.opsdeck.api.analytics.ProductRanking;
import dev.opsdeck.api.analytics.Revenue;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Events, and what all figures of them must be: by going through every event for every figure.
final class EventsModel {

    private static final List<EventKind> KINDS = List.of(EventKind.values());
    private static final List<String> PLATFORMS = List.of("youtube", "tiktok", "instagram", "direct");
    private static final List<String> CURRENCIES = List.of("EUR", "DKK", "JPY");

    private final Map<String, AnalyticsEvent> byId = new LinkedHashMap<>();

    /// Makes events of the `days` days before `now`, and remembers them.
    static List<AnalyticsEvent> random(Random random, int count, List<Long> products, int days, Instant now) {
        List<AnalyticsEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            EventKind kind = KINDS.get(random.nextInt(KINDS.size()));
            boolean sale = kind == EventKind.CONVERSION;
            // A product of low number comes more often, so that there are best sellers.
            int product = random.nextInt(random.nextInt(products.size()) + 1);
            events.add(new AnalyticsEvent(
                    "e" + random.nextLong(),
                    kind,
                    now.minusSeconds(random.nextLong(days * 86_400L)),
                    kind == EventKind.PUBLICATION_CREATED ? null : products.get(product),
                    PLATFORMS.get(random.nextInt(PLATFORMS.size())),
                    sale ? BigDecimal.valueOf(random.nextLong(10_000_000), random.nextInt(5)) : null,
                    sale ? CURRENCIES.get(random.nextInt(CURRENCIES.size())) : null));
        }
        return events;
    }

    /// An event that is there already changes nothing.
    void add(List<AnalyticsEvent> events) {
        events.forEach(event -> byId.putIfAbsent(event.id(), event));
    }

    int size() {
        return byId.size();
    }

    List<PlatformFigures> platforms(Period period) {
        return groups(period, event -> true, AnalyticsEvent::platform).entrySet().stream()
                .map(group -> new PlatformFigures(
                        Objects.requireNonNull(group.getKey()),
                        count(group.getValue(), EventKind.VIEW),
                        count(group.getValue(), EventKind.CLICK),
                        count(group.getValue(), EventKind.CONVERSION),
                        count(group.getValue(), EventKind.VIDEO_GENERATED),
                        count(group.getValue(), EventKind.PUBLICATION_CREATED),
                        revenue(group.getValue())))
                .sorted(Comparator.comparingLong(PlatformFigures::views)
                        .reversed()
                        .thenComparing(PlatformFigures::platform))
                .toList();
    }

    List<Revenue.Day> byDay(Period period) {
        return groups(period, EventsModel::countsForProducts, EventsModel::day).entrySet().stream()
                .map(group -> new Revenue.Day(
                        group.getKey(),
                        count(group.getValue(), EventKind.VIEW),
                        count(group.getValue(), EventKind.CLICK),
                        count(group.getValue(), EventKind.CONVERSION),
                        revenue(group.getValue())))
                .toList();
    }

    /// By going through every product.
    ProductRanking ranking(RankingQueries.Asked asked, Function<Long, String> title) {
        Map<String, Long> sales = byId.values().stream()
                .filter(event -> in(asked.period(), event) && event.currency() != null)
                .collect(Collectors.groupingBy(AnalyticsEvent::currency, TreeMap::new, Collectors.counting()));
        String currency = asked.currency();
        long most = 0;
        for (Map.Entry<String, Long> sold : sales.entrySet()) {
            if (asked.currency() == null && sold.getValue() > most) {
                currency = sold.getKey();
                most = sold.getValue();
            }
        }
        String in = currency;
        List<ProductFigures> all = top(asked.period(), Integer.MAX_VALUE, title);
        ToDoubleFunction<ProductFigures> value = product -> switch (asked.sort()) {
            case REVENUE ->
                product.revenue().stream()
                        .filter(money -> money.currency().equals(in))
                        .mapToDouble(money -> money.amount().doubleValue())
                        .sum();
            case CONVERSIONS -> product.conversions();
            case CLICKS -> product.clicks();
            case VIEWS -> product.views();
        };
        Comparator<ProductFigures> order = Comparator.comparingDouble(value).reversed();
        // By its count in the order of the best sellers, by revenue in that of the ids.
        if (asked.sort() == AnalyticsMetric.REVENUE) {
            order = order.thenComparingLong(ProductFigures::productId);
        }
        Map<Long, ProductFigures> before = asked.compared() == null
                ? Map.of()
                : top(asked.compared(), Integer.MAX_VALUE, title).stream()
                        .collect(Collectors.toMap(ProductFigures::productId, Function.identity()));
        List<AnalyticsEvent> counted = byId.values().stream()
                .filter(event -> in(asked.period(), event) && countsForProducts(event))
                .toList();
        return new ProductRanking(
                asked.period().from(),
                asked.period().to(),
                asked.compared() == null ? null : asked.compared().from(),
                asked.compared() == null ? null : asked.compared().to(),
                asked.sort(),
                currency,
                sums(counted),
                all.size(),
                all.stream()
                        .filter(product -> value.applyAsDouble(product) > 0)
                        .sorted(order)
                        .limit(asked.limit())
                        .map(product -> new ProductRanking.Ranked(
                                product.productId(),
                                product.title(),
                                sums(product),
                                asked.compared() == null ? null : sums(before.get(product.productId()))))
                        .toList());
    }

    private static AnalyticsSums sums(List<AnalyticsEvent> events) {
        return new AnalyticsSums(
                count(events, EventKind.VIEW),
                count(events, EventKind.CLICK),
                count(events, EventKind.CONVERSION),
                revenue(events));
    }

    private static AnalyticsSums sums(@Nullable ProductFigures product) {
        return product == null
                ? new AnalyticsSums(0, 0, 0, List.of())
                : new AnalyticsSums(product.views(), product.clicks(), product.conversions(), product.revenue());
    }

    List<ProductFigures> top(Period period, int limit, Function<Long, String> title) {
        return groups(period, EventsModel::countsForProducts, AnalyticsEvent::productId).entrySet().stream()
                .map(group -> new ProductFigures(
                        group.getKey(),
                        title.apply(group.getKey()),
                        count(group.getValue(), EventKind.VIEW),
                        count(group.getValue(), EventKind.CLICK),
                        count(group.getValue(), EventKind.CONVERSION),
                        revenue(group.getValue())))
                .sorted(Comparator.comparingLong(ProductFigures::conversions)
                        .thenComparingLong(ProductFigures::clicks)
                        .thenComparingLong(ProductFigures::views)
                        .reversed()
                        .thenComparingLong(ProductFigures::productId))
                .limit(limit)
                .toList();
    }

    List<ProductDay> days(long product, Period period) {
        return groups(
                        period,
                        event -> countsForProducts(event) && Objects.equals(event.productId(), product),
                        EventsModel::day)
                .entrySet()
                .stream()
                .map(group -> new ProductDay(
                        group.getKey(),
                        count(group.getValue(), EventKind.VIEW),
                        count(group.getValue(), EventKind.CLICK),
                        count(group.getValue(), EventKind.CONVERSION),
                        revenue(group.getValue())))
                .toList();
    }

    private <K extends Comparable<? super K>> Map<K, List<AnalyticsEvent>> groups(
            Period period, Predicate<AnalyticsEvent> which, Function<AnalyticsEvent, K> key) {
        return byId.values().stream()
                .filter(event -> in(period, event))
                .filter(which)
                .collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()));
    }

    private static boolean in(Period period, AnalyticsEvent event) {
        return !day(event).isBefore(period.from()) && !day(event).isAfter(period.to());
    }

    private static boolean countsForProducts(AnalyticsEvent event) {
        return event.kind() == EventKind.VIEW
                || event.kind() == EventKind.CLICK
                || event.kind() == EventKind.CONVERSION;
    }

    private static LocalDate day(AnalyticsEvent event) {
        return LocalDate.ofInstant(Objects.requireNonNull(event.at()), ZoneOffset.UTC);
    }

    private static long count(List<AnalyticsEvent> events, EventKind kind) {
        return events.stream().filter(event -> event.kind() == kind).count();
    }

    private static List<Money> revenue(List<AnalyticsEvent> events) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        for (AnalyticsEvent event : events) {
            if (event.amount() != null && event.currency() != null) {
                sums.merge(event.currency(), event.amount(), BigDecimal::add);
            }
        }
        return sums.entrySet().stream()
                .map(sum -> new Money(plain(sum.getValue()), sum.getKey()))
                .toList();
    }

    private static BigDecimal plain(BigDecimal amount) {
        BigDecimal shortest = amount.stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }
}
