package dev.opsdeck.api.alerts;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.opsdeck.api.Check;
import dev.opsdeck.api.InvalidField;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What must not be: a metric beyond a threshold for some time. Evaluated once a second for every server. An alert
/// belongs to its rule by name: who renames a rule ends its alerts.
///
/// @param name          at most 100 characters, no two alike
/// @param metric        a name of [RuleMetric]
/// @param comparison    of the value with the threshold
/// @param levels        one, or a warning and a critical one
/// @param unit          of the thresholds: one of the metric's units, the first of them when null
/// @param window        stretch of time that a value is made of, from `1s` to `1h`, `1m` when null: percentiles
///                      of all its durations, rates and shares from its sums, of gauges the mean. Of a remote
///                      server, percentiles are of its last second when the window is shorter than a minute, else
///                      of its last minute
/// @param keepFiringFor how long an alert goes on firing after its condition ceased to hold, `0s` when null
/// @param noData        what a moment without a value means, `ok` when null
/// @param text          of an alert; `{value}`, `{threshold}`, `{server}` and `{rule}` are filled in
/// @param link          an http or https address that helps
/// @param enabled       true when null
public record AlertRule(
        String name,
        String metric,
        Comparison comparison,
        List<Level> levels,
        @Nullable String unit,
        @Nullable Span window,
        @Nullable Span keepFiringFor,
        @Nullable NoData noData,
        @Nullable String text,
        @Nullable String link,
        @Nullable Boolean enabled) {

    private static final Span LONGEST_WINDOW = Span.minutes(60);

    /// From where on an alert is a warning or critical.
    ///
    /// @param threshold beyond which the condition holds
    /// @param recovery  behind which a firing alert's condition ceases to hold; the threshold when null
    /// @param hold      how long the condition must hold before the alert fires, `0s` when null
    public record Level(
            Severity severity,
            Double threshold,
            @Nullable Double recovery,
            @JsonProperty("for") @Nullable Span hold) {

        public Level {
            present("severity", severity);
            threshold = number("threshold", threshold);
            recovery = recovery == null ? threshold : number("recovery", recovery);
            hold = hold == null ? Span.ZERO : hold;
        }

        @Override
        public Double recovery() {
            return Objects.requireNonNull(recovery);
        }

        @Override
        @JsonProperty("for")
        public Span hold() {
            return Objects.requireNonNull(hold);
        }

        private static Double number(String field, @Nullable Double value) {
            if (value == null || !Double.isFinite(value) || Math.abs(value) > 1e15) {
                throw new InvalidField(field, "'" + field + "' must be a number.");
            }
            return value;
        }
    }

    public AlertRule {
        name = Check.text("name", name, 100);
        RuleMetric known = RuleMetric.of(Check.text("metric", metric, 100))
                .orElseThrow(() -> new InvalidField("metric", "There is no such metric. There are: " + names() + "."));
        present("comparison", comparison);
        levels = checked(levels, comparison);
        unit = unit == null ? known.units().getFirst() : unit;
        if (!known.units().contains(unit)) {
            throw new InvalidField(
                    "unit", "The unit of " + metric + " must be one of: " + String.join(", ", known.units()) + ".");
        }
        window = window == null ? Span.minutes(1) : window;
        if (window.millis() < 1000 || window.millis() > LONGEST_WINDOW.millis()) {
            throw new InvalidField("window", "'window' must be from 1s to 1h.");
        }
        keepFiringFor = keepFiringFor == null ? Span.ZERO : keepFiringFor;
        noData = noData == null ? NoData.OK : noData;
        text = text == null || text.isBlank() ? "{rule}: {value}" : Check.text("text", text, 300);
        link = link == null || link.isBlank() ? null : Check.webAddress("link", link, 1000);
        enabled = enabled == null || enabled;
    }

    @Override
    public String unit() {
        return Objects.requireNonNull(unit);
    }

    @Override
    public Span window() {
        return Objects.requireNonNull(window);
    }

    @Override
    public Span keepFiringFor() {
        return Objects.requireNonNull(keepFiringFor);
    }

    @Override
    public NoData noData() {
        return Objects.requireNonNull(noData);
    }

    @Override
    public String text() {
        return Objects.requireNonNull(text);
    }

    @Override
    public Boolean enabled() {
        return Objects.requireNonNull(enabled);
    }

    private static List<Level> checked(@Nullable List<Level> levels, Comparison comparison) {
        if (levels == null || levels.isEmpty() || levels.size() > 2) {
            throw new InvalidField("levels", "'levels' must have one level, or a warning and a critical one.");
        }
        for (int i = 0; i < levels.size(); i++) {
            Level level = levels.get(i);
            present("levels[" + i + "]", level);
            double beyond = level.recovery() - level.threshold();
            if (comparison.upwards() ? beyond > 0 : beyond < 0) {
                throw new InvalidField(
                        "levels[" + i + "].recovery",
                        "'recovery' must not be " + (comparison.upwards() ? "above" : "below") + " 'threshold'.");
            }
        }
        if (levels.size() == 2) {
            checkPair(levels.get(0), levels.get(1), comparison);
        }
        return List.copyOf(levels);
    }

    private static void checkPair(Level first, Level second, Comparison comparison) {
        if (first.severity() != Severity.WARNING || second.severity() != Severity.CRITICAL) {
            throw new InvalidField("levels", "Of two levels the first must be the warning, the second critical.");
        }
        double beyond = second.threshold() - first.threshold();
        if (comparison.upwards() ? beyond < 0 : beyond > 0) {
            throw new InvalidField(
                    "levels[1].threshold",
                    "The critical threshold must not be " + (comparison.upwards() ? "below" : "above")
                            + " the warning's.");
        }
    }

    private static void present(String field, @Nullable Object value) {
        if (value == null) {
            throw new InvalidField(field, "'" + field + "' is missing.");
        }
    }

    private static String names() {
        return Arrays.stream(RuleMetric.values()).map(RuleMetric::key).collect(Collectors.joining(", "));
    }
}
