package dev.opsdeck.server.alerts;

import dev.opsdeck.api.alerts.AlertRule;
import dev.opsdeck.api.alerts.RuleMetric;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Fills in a rule's text.
final class AlertText {

    private static final int LONGEST = 1000;

    /// Two decimals would not be two digits.
    private static final double SMALL = 0.1;

    private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.HALF_UP);

    private AlertText() {}

    /// @param value in the rule's unit
    static String of(AlertRule rule, @Nullable Double value, double threshold, String server) {
        String text = rule.text()
                .replace("{value}", value == null ? "unknown" : told(rule, value, threshold))
                .replace("{threshold}", quantity(threshold, rule.unit()))
                .replace("{server}", server)
                .replace("{rule}", rule.name());
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    private static String told(AlertRule rule, double value, double threshold) {
        return RuleMetric.of(rule.metric())
                .flatMap(metric -> metric.said(threshold, value))
                .orElseGet(() -> quantity(value, rule.unit()));
    }

    /// Three digits are enough to act on: `612 ms`, `0.53 %`, `41`. What is small keeps two: `0.002 ms`.
    static String quantity(double value, String unit) {
        double size = Math.abs(value);
        int decimals = size >= 100 || value == Math.rint(value) ? 0 : size >= 10 ? 1 : 2;
        String number = size > 0 && size < SMALL
                ? BigDecimal.valueOf(value).round(TWO_DIGITS).toPlainString()
                : String.format(Locale.ROOT, "%." + decimals + "f", value);
        return switch (unit) {
            case "1" -> number;
            case "1/s" -> number + " per second";
            default -> number + " " + unit;
        };
    }
}
