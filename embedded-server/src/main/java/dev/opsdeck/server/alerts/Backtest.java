package dev.opsdeck.server.alerts;

import dev.opsdeck.api.alerts.AlertRule;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.api.alerts.BacktestReport;
import dev.opsdeck.api.alerts.BacktestReport.Firing;
import dev.opsdeck.api.alerts.RuleMetric;
import dev.opsdeck.api.alerts.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A rule over seconds of the past, by the same window and the same steps as live: no clock, no database. One thread.
final class Backtest {

    private final Rule rule;
    private final Map<Severity, Open> open = new EnumMap<>(Severity.class);
    private final List<Open> firings = new ArrayList<>();
    private RuleState state = RuleState.INACTIVE;

    Backtest(Rule rule) {
        this.rule = rule;
    }

    /// One that fires or has fired.
    private static final class Open {

        private final Severity severity;
        private final Instant since;
        private @Nullable Instant resolvedAt;
        private @Nullable Double peak;

        Open(Severity severity, Instant since) {
            this.severity = severity;
            this.since = since;
        }
    }

    /// The values of a metric over a window at every stored second.
    ///
    /// @param millis when; rises
    /// @param values in the metric's own unit; NaN where there is none
    @SuppressWarnings("ArrayRecordComponent") // written once, never compared
    record Series(long[] millis, double[] values) {

        /// Makes it of readings, from the beginning of the first window on. For one thread.
        static final class Maker {

            private final RuleMetric metric;
            private final Window window;
            private long[] millis = new long[1024];
            private double[] values = new double[1024];
            private int size;

            Maker(AlertRule rule) {
                this.metric = Rule.of(rule).metric();
                this.window = new Window(rule.window().millis(), metric.percentile());
            }

            void add(Reading reading) {
                if (size == millis.length) {
                    millis = Arrays.copyOf(millis, size * 2);
                    values = Arrays.copyOf(values, size * 2);
                }
                window.add(reading);
                Double value = window.value(metric);
                millis[size] = reading.at().toEpochMilli();
                values[size++] = value == null ? Double.NaN : value;
            }

            Series made() {
                return new Series(Arrays.copyOf(millis, size), Arrays.copyOf(values, size));
            }
        }
    }

    /// When it would have fired in `(from, to]`.
    static BacktestReport run(AlertRule rule, Series series, Instant from, Instant to, long tookMicros) {
        Backtest test = new Backtest(Rule.of(rule));
        long samples = 0;
        for (int i = 0; i < series.millis().length; i++) {
            long millis = series.millis()[i];
            if (millis > from.toEpochMilli() && millis <= to.toEpochMilli()) {
                samples++;
                double value = series.values()[i];
                test.step(Instant.ofEpochMilli(millis), Double.isNaN(value) ? null : value);
            }
        }
        return new BacktestReport(test.firings(), samples, from, to, tookMicros);
    }

    /// When it has fired so far, and the worst values while it did.
    List<Firing> firings() {
        return firings.stream()
                .map(one -> new Firing(one.severity, one.since, one.resolvedAt, rule.shown(one.peak)))
                .toList();
    }

    /// The next second.
    ///
    /// @param value in the metric's own unit; null when there is none
    void step(Instant at, @Nullable Double value) {
        AlertEngine.Outcome outcome = AlertEngine.step(rule, state, at, value, false);
        state = outcome.state();
        for (Transition step : outcome.transitions()) {
            if (step.to() == AlertState.FIRING) {
                Open fired = new Open(step.severity(), at);
                open.put(step.severity(), fired);
                firings.add(fired);
            } else if (step.from() == AlertState.FIRING) {
                Objects.requireNonNull(open.remove(step.severity())).resolvedAt = at;
            }
        }
        if (value != null) {
            for (Open one : open.values()) {
                one.peak = worse(one.peak, value);
            }
        }
    }

    private Double worse(@Nullable Double peak, Double value) {
        if (peak == null) {
            return value;
        }
        return rule.source().comparison().upwards() ? Math.max(peak, value) : Math.min(peak, value);
    }
}
