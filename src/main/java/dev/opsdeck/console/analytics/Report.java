package dev.opsdeck.console.analytics;

import dev.opsdeck.api.Money;
import dev.opsdeck.api.analytics.AnalyticsMetric;
import dev.opsdeck.api.analytics.AnalyticsSums;
import dev.opsdeck.api.analytics.Overview;
import dev.opsdeck.api.analytics.PlatformFigures;
import dev.opsdeck.api.analytics.ProductRanking;
import dev.opsdeck.api.analytics.Revenue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What was read of a period and of the one that it is compared with. Immutable.
///
/// @param days       of the period
/// @param before     of the other; null when there is nothing to compare with
/// @param overview   for the platforms
/// @param earlier    the same of the other period; null with `before`
/// @param products   those that come first by its metric
/// @param remark     what is not as it was asked for, a sentence; may be empty
record Report(
        Revenue days,
        @Nullable Revenue before,
        Overview overview,
        @Nullable Overview earlier,
        ProductRanking products,
        String remark) {

    private static final AnalyticsSums NOTHING = new AnalyticsSums(0, 0, 0, List.of());

    /// A platform or a product in both periods.
    ///
    /// @param productId null for a platform
    /// @param before    null when there is nothing to compare with
    record Line(
            String name,
            @Nullable Long productId,
            AnalyticsSums now,
            @Nullable AnalyticsSums before) {}

    LocalDate from() {
        return days.from();
    }

    LocalDate to() {
        return days.to();
    }

    int length() {
        return Wanted.days(from(), to());
    }

    /// Whether nothing at all was counted in the period.
    boolean empty() {
        return days.days().stream().allMatch(day -> day.views() + day.clicks() + day.conversions() == 0);
    }

    /// Of both periods, A to Z.
    NavigableSet<String> currencies() {
        NavigableSet<String> all = new TreeSet<>();
        days.total().forEach(money -> all.add(money.currency()));
        if (before != null) {
            before.total().forEach(money -> all.add(money.currency()));
        }
        return all;
    }

    List<AnalyticsSums> byDay() {
        return sums(days);
    }

    /// Day by day as [#byDay]; null when there is nothing to compare with.
    @Nullable
    List<AnalyticsSums> byDayBefore() {
        return before == null ? null : sums(before);
    }

    /// Highest first by that metric.
    List<Line> platforms(AnalyticsMetric metric, @Nullable String currency) {
        Map<String, PlatformFigures> former = earlier == null
                ? Map.of()
                : earlier.platforms().stream()
                        .collect(Collectors.toMap(PlatformFigures::platform, Function.identity(), (a, b) -> a));
        List<Line> lines = new ArrayList<>();
        for (PlatformFigures platform : overview.platforms()) {
            lines.add(line(platform.platform(), sums(platform), former.get(platform.platform())));
        }
        if (earlier != null) {
            // One from which nothing came any more is worth a line of its own.
            List<String> named = lines.stream().map(Line::name).toList();
            earlier.platforms().stream()
                    .filter(platform -> !named.contains(platform.platform()))
                    .forEach(platform -> lines.add(line(platform.platform(), NOTHING, platform)));
        }
        lines.sort(Comparator.comparing((Line line) -> value(line.now(), metric, currency))
                .reversed()
                .thenComparing(Line::name));
        return List.copyOf(lines);
    }

    List<Line> ranked() {
        return products.ranked().stream()
                .map(product -> new Line(product.title(), product.productId(), product.now(), product.before()))
                .toList();
    }

    /// Of all platforms, for shares.
    AnalyticsSums allPlatforms() {
        return total(overview.platforms().stream().map(Report::sums).toList());
    }

    static AnalyticsSums total(List<AnalyticsSums> parts) {
        Map<String, BigDecimal> amounts = parts.stream()
                .flatMap(part -> part.revenue().stream())
                .collect(Collectors.toMap(Money::currency, Money::amount, BigDecimal::add));
        return new AnalyticsSums(
                parts.stream().mapToLong(AnalyticsSums::views).sum(),
                parts.stream().mapToLong(AnalyticsSums::clicks).sum(),
                parts.stream().mapToLong(AnalyticsSums::conversions).sum(),
                amounts.entrySet().stream()
                        .map(amount -> new Money(amount.getValue(), amount.getKey()))
                        .sorted(Comparator.comparing(Money::currency))
                        .toList());
    }

    /// @param currency of revenue; null when nothing was sold
    static BigDecimal value(AnalyticsSums sums, AnalyticsMetric metric, @Nullable String currency) {
        return switch (metric) {
            case VIEWS -> BigDecimal.valueOf(sums.views());
            case CLICKS -> BigDecimal.valueOf(sums.clicks());
            case CONVERSIONS -> BigDecimal.valueOf(sums.conversions());
            case REVENUE ->
                sums.revenue().stream()
                        .filter(money -> money.currency().equals(currency))
                        .map(Money::amount)
                        .findFirst()
                        .orElse(BigDecimal.ZERO);
        };
    }

    private Line line(String name, AnalyticsSums now, @Nullable PlatformFigures former) {
        AnalyticsSums before = former == null ? NOTHING : sums(former);
        return new Line(name, null, now, earlier == null ? null : before);
    }

    private static List<AnalyticsSums> sums(Revenue revenue) {
        return revenue.days().stream()
                .map(day -> new AnalyticsSums(day.views(), day.clicks(), day.conversions(), day.revenue()))
                .toList();
    }

    private static AnalyticsSums sums(PlatformFigures platform) {
        return new AnalyticsSums(platform.views(), platform.clicks(), platform.conversions(), platform.revenue());
    }
}
