package dev.opsdeck.console.alerts;

import dev.opsdeck.api.alerts.AlertRule;
import dev.opsdeck.api.alerts.AlertRule.Level;
import dev.opsdeck.api.alerts.BacktestReport;
import dev.opsdeck.api.alerts.Comparison;
import dev.opsdeck.api.alerts.NoData;
import dev.opsdeck.api.alerts.RuleMetric;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.console.ui.AlertWords;
import dev.opsdeck.console.ui.Formats;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// Rules and what a backtest found, in words. Pure functions.
final class RuleWords {

    private static final Duration DAY = Duration.ofHours(24);

    private RuleWords() {}

    /// What is watched, as a person calls it.
    static String title(RuleMetric metric) {
        return switch (metric) {
            case P50 -> "Response time p50";
            case P95 -> "Response time p95";
            case P99 -> "Response time p99";
            case MAX -> "Longest response time";
            case REQUEST_RATE -> "Requests a second";
            case ERROR_SHARE -> "Share of failed requests";
            case REQUESTS -> "Requests in the window";
            case ERRORS -> "Failed requests in the window";
            case REQUESTS_ACTIVE -> "Requests under way";
            case USERS_ACTIVE -> "Active users";
            case DB_ACTIVE -> "Database connections in use";
            case MEMORY_USED -> "Memory in use";
            case CPU_SHARE -> "CPU";
            case CACHE_HIT_SHARE -> "Cache hit rate";
            case HEALTH_FAILING -> "Health check failing";
            case UNREACHABLE -> "Server unreachable";
        };
    }

    static String title(String metric) {
        return RuleMetric.of(metric).map(RuleWords::title).orElse(metric);
    }

    static String sign(Comparison comparison) {
        return switch (comparison) {
            case ABOVE -> ">";
            case BELOW -> "<";
            case AT_LEAST -> "≥";
            case AT_MOST -> "≤";
        };
    }

    static String noData(NoData noData) {
        return switch (noData) {
            case KEEP -> "changes nothing";
            case OK -> "counts as fine";
            case ALERT -> "counts as bad";
        };
    }

    /// `> 500 ms for 5m`, `no answer for 30s`; a dash where the rule has no such level.
    static String level(AlertRule rule, Severity severity) {
        return rule.levels().stream()
                .filter(level -> level.severity() == severity)
                .map(level -> condition(rule, level.threshold()) + hold(level))
                .findFirst()
                .orElse(Formats.NONE);
    }

    /// Of what only is or is not, the one that is bad; a figure where both are or none.
    private static String condition(AlertRule rule, double threshold) {
        boolean one = rule.comparison().holds(1, threshold);
        String words = one == rule.comparison().holds(0, threshold)
                ? null
                : AlertWords.yesOrNo(rule.metric(), threshold, one ? 1.0 : 0.0);
        return words != null ? words : sign(rule.comparison()) + " " + AlertWords.value(threshold, rule.unit());
    }

    /// A value as the rule's alerts tell it.
    static String value(AlertRule rule, @Nullable Double value) {
        String words =
                AlertWords.yesOrNo(rule.metric(), rule.levels().getFirst().threshold(), value);
        return words != null ? words : AlertWords.value(value, rule.unit());
    }

    private static String hold(Level level) {
        return level.hold().millis() == 0 ? ", at once" : " for " + level.hold();
    }

    /// `Would have fired 3 times in the last 24 h: 2 warnings and 1 critical, the longest for 12 min.`
    static String forecast(BacktestReport report) {
        if (report.samples() == 0) {
            return "Nothing is stored yet to try this on.";
        }
        String when = when(report);
        long critical = count(report, Severity.CRITICAL);
        long warnings = count(report, Severity.WARNING);
        if (critical + warnings == 0) {
            return "Would not have fired " + when + ".";
        }
        String kinds = critical == 0
                ? times(warnings, "warning")
                : warnings == 0
                        ? Formats.count(critical) + " critical"
                        : times(warnings, "warning") + " and " + Formats.count(critical) + " critical";
        Duration longest = report.firings().stream()
                .map(firing -> lasted(firing, report.to()))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        return "Would have fired " + times(critical + warnings, "time") + " " + when + ": " + kinds
                + ", the longest for " + Formats.duration(longest) + ".";
    }

    private static String when(BacktestReport report) {
        Duration stored = Duration.ofSeconds(report.samples());
        return stored.compareTo(DAY.multipliedBy(99).dividedBy(100)) >= 0
                ? "in the last 24 h"
                : "in the last 24 h, of which " + Formats.duration(stored) + " are stored";
    }

    /// `1 time`, `3 times`.
    static String times(long number, String what) {
        return Formats.count(number) + " " + what + (number == 1 ? "" : "s");
    }

    private static long count(BacktestReport report, Severity severity) {
        return report.firings().stream()
                .filter(firing -> firing.severity() == severity)
                .count();
    }

    private static Duration lasted(BacktestReport.Firing firing, Instant end) {
        Duration all = Duration.between(firing.firingSince(), firing.resolvedAt() == null ? end : firing.resolvedAt());
        return Duration.ofSeconds(all.toSeconds());
    }
}
