package dev.opsdeck.server.alerts;

import dev.opsdeck.api.alerts.AlertRule;
import dev.opsdeck.api.alerts.AlertRule.Level;
import dev.opsdeck.api.alerts.Comparison;
import dev.opsdeck.api.alerts.NoData;
import dev.opsdeck.api.alerts.RuleMetric;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.api.alerts.Span;
import java.util.List;

/// Rules for tests, on the number of database connections, whose value is what the reading says.
final class Rules {

    private Rules() {}

    static AlertRule simple(String name, double threshold, String hold) {
        return rule(name, RuleMetric.DB_ACTIVE, "1s", "0s", NoData.OK, warning(threshold, hold));
    }

    static AlertRule rule(
            String name, RuleMetric metric, String window, String keepFiringFor, NoData noData, Level... levels) {
        return new AlertRule(
                name,
                metric.key(),
                Comparison.ABOVE,
                List.of(levels),
                null,
                Span.of(window),
                Span.of(keepFiringFor),
                noData,
                "{value} of {threshold} on {server}",
                null,
                true);
    }

    static Level warning(double threshold, String hold) {
        return new Level(Severity.WARNING, threshold, null, Span.of(hold));
    }

    static Level critical(double threshold, String hold) {
        return new Level(Severity.CRITICAL, threshold, null, Span.of(hold));
    }
}
