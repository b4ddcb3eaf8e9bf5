package dev.opsdeck.console.alerts;

import dev.opsdeck.api.InvalidField;
import dev.opsdeck.api.alerts.AlertRule;
import dev.opsdeck.api.alerts.AlertRule.Level;
import dev.opsdeck.api.alerts.Comparison;
import dev.opsdeck.api.alerts.NoData;
import dev.opsdeck.api.alerts.RuleMetric;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.api.alerts.Span;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was typed into the editor of a rule, and what follows from it: a rule, or a sentence at every field that
/// cannot be read. A value; any thread.
///
/// @param window        such as `1m`
/// @param keepFiringFor such as `0s`
record RuleForm(
        String name,
        RuleMetric metric,
        Comparison comparison,
        String unit,
        LevelForm warning,
        LevelForm critical,
        String window,
        String keepFiringFor,
        NoData noData,
        String text,
        String link,
        boolean enabled) {

    /// What was typed of one level.
    ///
    /// @param recovery empty for the threshold
    /// @param hold     such as `5m`
    record LevelForm(boolean on, String threshold, String recovery, String hold) {}

    /// A field of the editor.
    enum Field {
        NAME,
        METRIC,
        UNIT,
        WARNING,
        WARNING_RECOVERY,
        WARNING_HOLD,
        CRITICAL,
        CRITICAL_RECOVERY,
        CRITICAL_HOLD,
        WINDOW,
        KEEP,
        TEXT,
        LINK,
        /// What belongs to no field alone.
        OTHER
    }

    /// A rule, or a sentence for each field at fault.
    sealed interface Result {
        record Rule(AlertRule rule) implements Result {}

        record Faults(Map<Field, String> sentences) implements Result {}
    }

    Result read() {
        Map<Field, String> faults = new EnumMap<>(Field.class);
        List<Level> levels = new ArrayList<>();
        add(levels, warning, Severity.WARNING, faults);
        add(levels, critical, Severity.CRITICAL, faults);
        if (!warning.on && !critical.on) {
            faults.put(Field.OTHER, "Choose a warning level, a critical one, or both.");
        }
        if (name.isBlank()) {
            faults.put(Field.NAME, "Give the rule a name.");
        }
        Span looked = span(window, Field.WINDOW, faults);
        Span kept = span(keepFiringFor, Field.KEEP, faults);
        if (!faults.isEmpty()) {
            return new Result.Faults(faults);
        }
        try {
            return new Result.Rule(new AlertRule(
                    name.strip(), metric.key(), comparison, levels, unit, looked, kept, noData, text, link, enabled));
        } catch (InvalidField e) {
            return new Result.Faults(Map.of(field(e.field()), String.valueOf(e.getMessage())));
        }
    }

    /// Which field the contract's name is, within a rule or on the way to it (`rules[3].levels[0].for`).
    Field field(String path) {
        String last = path.replaceFirst("^(rules\\[\\d+]|rule)\\.", "");
        if (last.startsWith("levels[")) {
            boolean first = last.startsWith("levels[0]") && warning.on;
            return switch (last.substring(last.indexOf(']') + 1)) {
                case ".recovery" -> first ? Field.WARNING_RECOVERY : Field.CRITICAL_RECOVERY;
                case ".for" -> first ? Field.WARNING_HOLD : Field.CRITICAL_HOLD;
                default -> first ? Field.WARNING : Field.CRITICAL;
            };
        }
        return switch (last) {
            case "name" -> Field.NAME;
            case "metric" -> Field.METRIC;
            case "unit" -> Field.UNIT;
            case "window" -> Field.WINDOW;
            case "keepFiringFor" -> Field.KEEP;
            case "text" -> Field.TEXT;
            case "link" -> Field.LINK;
            default -> Field.OTHER;
        };
    }

    private static void add(List<Level> levels, LevelForm form, Severity severity, Map<Field, String> faults) {
        if (!form.on) {
            return;
        }
        boolean first = severity == Severity.WARNING;
        Double threshold = number(form.threshold, first ? Field.WARNING : Field.CRITICAL, faults);
        Double recovery = form.recovery.isBlank()
                ? null
                : number(form.recovery, first ? Field.WARNING_RECOVERY : Field.CRITICAL_RECOVERY, faults);
        Span hold = span(form.hold, first ? Field.WARNING_HOLD : Field.CRITICAL_HOLD, faults);
        if (threshold != null && hold != null) {
            levels.add(new Level(severity, threshold, recovery, hold));
        }
    }

    /// A number as it is typed; null when it is none.
    static @Nullable Double number(String text) {
        String digits = text.strip().replaceAll("(?<=\\d),(?=\\d{3}(\\D|$))", "");
        return digits.matches("-?\\d{1,15}(\\.\\d{1,9})?") ? Double.valueOf(digits) : null;
    }

    private static @Nullable Double number(String text, Field field, Map<Field, String> faults) {
        Double number = number(text);
        if (number == null) {
            faults.put(field, "Write a number, such as 500 or 0.5.");
        }
        return number;
    }

    private static @Nullable Span span(String text, Field field, Map<Field, String> faults) {
        try {
            return Span.of(text.strip());
        } catch (InvalidField e) {
            faults.put(field, String.valueOf(e.getMessage()));
            return null;
        }
    }
}
