package dev.opsdeck.server.alerts;

import dev.opsdeck.api.alerts.AlertRule;
import dev.opsdeck.api.alerts.RuleMetric;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A rule made ready to be evaluated many times.
record Rule(AlertRule source, RuleMetric metric) {

    static Rule of(AlertRule source) {
        return new Rule(source, RuleMetric.of(source.metric()).orElseThrow());
    }

    String name() {
        return source.name();
    }

    List<AlertRule.Level> levels() {
        return source.levels();
    }

    /// In the rule's unit.
    @Nullable
    Double shown(@Nullable Double value) {
        return value == null ? null : RuleMetric.shown(value, source.unit());
    }

    /// Whether the condition of a level holds.
    ///
    /// @param value  in the metric's own unit
    /// @param firing what fires holds until its recovery threshold
    boolean holds(AlertRule.Level level, double value, boolean firing) {
        double limit = RuleMetric.base(firing ? level.recovery() : level.threshold(), source.unit());
        return source.comparison().holds(value, limit);
    }
}
