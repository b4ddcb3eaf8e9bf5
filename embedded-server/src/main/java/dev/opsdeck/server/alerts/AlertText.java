package dev.opsdeck.server.alerts;

import dev.opsdeck.api.alerts.AlertRule;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Fills in a rule's text.
final class AlertText {

    private static final int LONGEST = 1000;

    private AlertText() {}

    /// @param value in the rule's unit
    static String of(AlertRule rule, @Nullable Double value, double threshold, String server) {
        String text = rule.text()
                .replace("{value}", value == null ? "unknown" : quantity(value, rule.unit()))
                .replace("{threshold}", quantity(threshold, rule.unit()))
                .replace("{server}", server)
                .replace("{rule}", rule.name());
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    /// Three digits are enough to act on: `612 ms`, `0.53 %`, `41`.
    static String quantity(double value, String unit) {
        double size = Math.abs(value);
        int decimals = size >= 100 || value == Math.rint(value) ? 0 : size >= 10 ? 1 : 2;
        String number = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return switch (unit) {
            case "1" -> number;
            case "1/s" -> number + " per second";
            default -> number + " " + unit;
        };
    }
}
