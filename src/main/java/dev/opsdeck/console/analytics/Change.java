package dev.opsdeck.console.analytics;

import dev.opsdeck.api.analytics.AnalyticsMetric;
import dev.opsdeck.api.analytics.AnalyticsSums;
import dev.opsdeck.console.ui.Formats;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a figure differs from that of the period it is compared with, and whether that is more than chance. Pure.
///
/// Chance is twice the standard deviation of the difference of both sums. Of rare things that happen one by one that is
/// the root of their number (Poisson): of counts `a` and `b` the root of `a + b`, of amounts of `c` and `d` sales the
/// root of `a²/c + b²/d`, as if all sales of a period were of one size. Of a week or more it is also told by how much
/// the days differ: the root of `n s²` of both, `s²` being the variance of the `n` days; the larger of the two counts.
///
/// @param chance  what the difference must be above to mean something
/// @param missing about how much a day that is not over has still to bring: so much less is no sign of a decline
record Change(BigDecimal now, BigDecimal before, double chance, double missing) {

    private static final int ENOUGH_DAYS = 7;

    /// A smaller one never means something, however many there are.
    private static final double LEAST = 0.01;

    /// What can be said of it.
    enum Kind {
        /// Nothing in both.
        NOTHING,
        /// There was none before.
        NEW,
        UP,
        DOWN,
        /// It may be chance.
        CHANCE
    }

    /// Of sums alone.
    ///
    /// @param missing the part of a day that is not over yet, 0 to 1
    static Change ofSums(
            AnalyticsSums now,
            AnalyticsSums before,
            AnalyticsMetric metric,
            @Nullable String currency,
            int days,
            double missing) {
        BigDecimal a = Report.value(now, metric, currency);
        BigDecimal b = Report.value(before, metric, currency);
        double variance = metric == AnalyticsMetric.REVENUE
                ? ofSales(a, now.conversions()) + ofSales(b, before.conversions())
                : a.doubleValue() + b.doubleValue();
        return new Change(a, b, 2 * Math.sqrt(variance), b.doubleValue() / days * missing);
    }

    /// Of the days of both periods.
    static Change ofDays(
            List<AnalyticsSums> now,
            List<AnalyticsSums> before,
            AnalyticsMetric metric,
            @Nullable String currency,
            double missing) {
        Change sums = ofSums(Report.total(now), Report.total(before), metric, currency, before.size(), missing);
        if (now.size() < ENOUGH_DAYS) {
            return sums;
        }
        double variance =
                now.size() * variance(now, metric, currency) + before.size() * variance(before, metric, currency);
        return new Change(sums.now, sums.before, Math.max(sums.chance, 2 * Math.sqrt(variance)), sums.missing);
    }

    Kind kind() {
        int order = now.compareTo(before);
        if (before.signum() == 0) {
            return order == 0 ? Kind.NOTHING : Kind.NEW;
        }
        double difference = difference().doubleValue();
        double least = Math.max(chance, LEAST * before.doubleValue());
        if (difference > least) {
            return Kind.UP;
        }
        return -difference > least + missing ? Kind.DOWN : Kind.CHANCE;
    }

    BigDecimal difference() {
        return now.subtract(before);
    }

    /// `+12.4 %`, `−3.00 %`, `new`, `–` when there is nothing in both.
    String percent() {
        if (before.signum() == 0) {
            return now.signum() == 0 ? Formats.NONE : "new";
        }
        double share = difference().doubleValue() / before.doubleValue();
        return sign() + Formats.percent(Math.abs(share)).text();
    }

    /// `+`, `−`, or nothing.
    String sign() {
        return switch (difference().signum()) {
            case 1 -> "+";
            case -1 -> "−";
            default -> "";
        };
    }

    private static double ofSales(BigDecimal amount, long sales) {
        return sales == 0 ? 0 : amount.doubleValue() * amount.doubleValue() / sales;
    }

    private static double variance(List<AnalyticsSums> days, AnalyticsMetric metric, @Nullable String currency) {
        double[] values = days.stream()
                .mapToDouble(day -> Report.value(day, metric, currency).doubleValue())
                .toArray();
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return squares / (values.length - 1);
    }
}
