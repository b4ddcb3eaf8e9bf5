package dev.opsdeck.server.alerts;

import dev.opsdeck.api.alerts.AlertRule;
import dev.opsdeck.api.alerts.AlertRule.Level;
import dev.opsdeck.api.alerts.Comparison;
import dev.opsdeck.api.alerts.NoData;
import dev.opsdeck.api.alerts.RuleMetric;
import dev.opsdeck.api.alerts.RuleSet;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.api.alerts.Span;
import java.util.List;

/// The rules to begin with. Memory is the heap in use, as on the tile.
final class RuleSets {

    /// Thresholds with durations: these are in force until somebody saves others.
    static final RuleSet DOCUMENT = new RuleSet(
            "document",
            "Thresholds that must be passed for minutes",
            List.of(
                    rule("response time", RuleMetric.P95, "p95 is {value}", warning(500, 5), critical(1000, 2)),
                    rule("errors", RuleMetric.ERROR_SHARE, "{value} of requests fail", warning(0.5, 5), critical(1, 2)),
                    rule(
                            "memory",
                            RuleMetric.MEMORY_USED,
                            "{value} of heap are in use",
                            warning(700, 10),
                            critical(900, 5)),
                    rule("cpu", RuleMetric.CPU_SHARE, "CPU use is {value}", warning(70, 15), critical(90, 5)),
                    rule(
                            "database connections",
                            RuleMetric.DB_ACTIVE,
                            "{value} database connections are in use",
                            warning(40, 5),
                            critical(48, 2)),
                    state("health check", RuleMetric.HEALTH_FAILING, "The health check fails", Span.minutes(1)),
                    state("server unreachable", RuleMetric.UNREACHABLE, "{server} cannot be reached", Span.of("30s")),
                    // A rate below zero does not exist: only a moment without a value makes this one fire.
                    new AlertRule(
                            "no data",
                            RuleMetric.REQUEST_RATE.key(),
                            Comparison.BELOW,
                            List.of(warning(0, 2)),
                            null,
                            null,
                            null,
                            NoData.ALERT,
                            "{server} sends no figures",
                            null,
                            null)));

    /// Simple thresholds: they fire at once.
    static final RuleSet SIMPLE = new RuleSet(
            "simple",
            "Simple thresholds that alert at once",
            List.of(
                    rule("response time", RuleMetric.P95, "p95 is {value}", warning(500, 0), critical(1000, 0)),
                    rule("errors", RuleMetric.ERROR_SHARE, "{value} of requests fail", warning(0.5, 0), critical(1, 0)),
                    rule(
                            "memory",
                            RuleMetric.MEMORY_USED,
                            "{value} of heap are in use",
                            warning(512, 0),
                            critical(1024, 0))));

    private RuleSets() {}

    private static AlertRule rule(String name, RuleMetric metric, String text, Level warning, Level critical) {
        return new AlertRule(
                name,
                metric.key(),
                Comparison.ABOVE,
                List.of(warning, critical),
                null,
                null,
                null,
                null,
                text,
                null,
                null);
    }

    private static AlertRule state(String name, RuleMetric metric, String text, Span hold) {
        return new AlertRule(
                name,
                metric.key(),
                Comparison.AT_LEAST,
                List.of(new Level(Severity.CRITICAL, 1.0, null, hold)),
                null,
                Span.of("1s"),
                null,
                null,
                text,
                null,
                null);
    }

    private static Level warning(double threshold, long minutes) {
        return new Level(Severity.WARNING, threshold, null, Span.minutes(minutes));
    }

    private static Level critical(double threshold, long minutes) {
        return new Level(Severity.CRITICAL, threshold, null, Span.minutes(minutes));
    }
}
