package dev.opsdeck.console.analytics;

import dev.opsdeck.api.Money;
import dev.opsdeck.api.analytics.AnalyticsMetric;
import dev.opsdeck.api.analytics.AnalyticsSums;
import dev.opsdeck.api.analytics.Revenue;
import dev.opsdeck.console.ui.Csv;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A report as a table: a line for each day, platform and product, with both periods. What was earned in further
/// currencies has lines of its own without counts, so that a column can be added up. Days are dates, amounts plain
/// decimals. Pure.
final class AnalyticsCsv {

    private static final List<String> TITLES = List.of(
            "part",
            "from",
            "to",
            "compared_from",
            "compared_to",
            "name",
            "product_id",
            "views",
            "clicks",
            "conversions",
            "currency",
            "revenue",
            "compared_views",
            "compared_clicks",
            "compared_conversions",
            "compared_revenue");

    private final Report report;
    private final @Nullable String currency;
    // With it a spreadsheet knows that the file is UTF-8.
    private final StringBuilder out = new StringBuilder("\ufeff").append(Csv.line(TITLES));

    /// @param currency the one that comes first
    private AnalyticsCsv(Report report, @Nullable String currency) {
        this.report = report;
        this.currency = currency;
    }

    static byte[] of(Report report, @Nullable String currency) {
        return new AnalyticsCsv(report, currency).write();
    }

    private byte[] write() {
        days();
        Revenue before = report.before();
        LocalDate otherFrom = before == null ? null : before.from();
        LocalDate otherTo = before == null ? null : before.to();
        for (Report.Line line : report.platforms(AnalyticsMetric.VIEWS, null)) {
            lines("platform", report.from(), report.to(), otherFrom, otherTo, line);
        }
        for (Report.Line line : report.ranked()) {
            lines("product", report.from(), report.to(), otherFrom, otherTo, line);
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void days() {
        List<AnalyticsSums> now = report.byDay();
        List<AnalyticsSums> before = report.byDayBefore();
        for (int i = 0; i < now.size(); i++) {
            LocalDate day = report.from().plusDays(i);
            LocalDate other =
                    report.before() == null ? null : report.before().from().plusDays(i);
            lines(
                    "day",
                    day,
                    day,
                    other,
                    other,
                    new Report.Line("", null, now.get(i), before == null ? null : before.get(i)));
        }
    }

    private void lines(
            String part,
            LocalDate from,
            LocalDate to,
            @Nullable LocalDate otherFrom,
            @Nullable LocalDate otherTo,
            Report.Line line) {
        AnalyticsSums now = line.now();
        AnalyticsSums before = line.before();
        NavigableSet<String> others = currencies(now);
        others.addAll(currencies(before));
        others.remove(currency);
        out.append(Csv.line(Arrays.asList(
                part,
                from,
                to,
                otherFrom,
                otherTo,
                line.name(),
                line.productId(),
                now.views(),
                now.clicks(),
                now.conversions(),
                currency,
                amount(now, currency),
                before == null ? null : before.views(),
                before == null ? null : before.clicks(),
                before == null ? null : before.conversions(),
                amount(before, currency))));
        for (String other : others) {
            out.append(Csv.line(Arrays.asList(
                    part,
                    from,
                    to,
                    otherFrom,
                    otherTo,
                    line.name(),
                    line.productId(),
                    null,
                    null,
                    null,
                    other,
                    amount(now, other),
                    null,
                    null,
                    null,
                    amount(before, other))));
        }
    }

    private static NavigableSet<String> currencies(@Nullable AnalyticsSums sums) {
        NavigableSet<String> all = new TreeSet<>();
        if (sums != null) {
            sums.revenue().stream().map(Money::currency).forEach(all::add);
        }
        return all;
    }

    private static @Nullable Object amount(@Nullable AnalyticsSums sums, @Nullable String in) {
        return sums == null || in == null
                ? null
                : Report.value(sums, AnalyticsMetric.REVENUE, in).toPlainString();
    }
}
