package dev.opsdeck.console.analytics;

import dev.opsdeck.api.analytics.AnalyticsMetric;
import dev.opsdeck.api.analytics.AnalyticsSums;
import dev.opsdeck.api.analytics.Revenue;
import dev.opsdeck.console.ui.Formats;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The days of a report for the chart, and what is said of each. Pure.
record DayWords(
        Report report, AnalyticsMetric metric, @Nullable String currency) {

    PeriodChart.Values values() {
        List<AnalyticsSums> before = report.byDayBefore();
        return new PeriodChart.Values(
                report.from(), numbers(report.byDay()), before == null ? List.of() : numbers(before), DayWords::label);
    }

    /// `Thu 26 Nov: 1,234.50 · Mon 27 Oct: 1,100.00`.
    String of(int day) {
        String words = AnalyticsWords.weekday(report.from().plusDays(day)) + ": "
                + value(report.byDay().get(day));
        Revenue other = report.before();
        List<AnalyticsSums> before = report.byDayBefore();
        return other == null || before == null
                ? words
                : words + " · " + AnalyticsWords.weekday(other.from().plusDays(day)) + ": " + value(before.get(day));
    }

    private String value(AnalyticsSums day) {
        return AnalyticsWords.value(Report.value(day, metric, currency), metric, currency);
    }

    private List<Double> numbers(List<AnalyticsSums> days) {
        return days.stream()
                .map(day -> Report.value(day, metric, currency).doubleValue())
                .toList();
    }

    /// In thousands, millions and thousand millions, so that there is room for it.
    static String label(double value) {
        if (value >= 999_500_000) {
            return Formats.figure(value / 1e9) + " bn";
        }
        if (value >= 999_500) {
            return Formats.figure(value / 1e6) + " M";
        }
        return value >= 9_995 ? Formats.figure(value / 1e3) + " k" : Formats.figure(value);
    }
}
