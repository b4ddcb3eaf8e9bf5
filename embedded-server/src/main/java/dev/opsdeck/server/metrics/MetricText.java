package dev.opsdeck.server.metrics;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Writes metrics in one of the two text formats that Prometheus reads: its own, version 0.0.4, and OpenMetrics 1.0.0.
/// They differ in the name of a counter's family, in units, in how bounds are written and in the end of the text.
final class MetricText {

    /// Which of the two.
    enum Format {
        PROMETHEUS("text/plain; version=0.0.4; charset=utf-8"),
        OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

        private final String contentType;

        Format(String contentType) {
            this.contentType = contentType;
        }

        String contentType() {
            return contentType;
        }
    }

    private static final String TOTAL = "_total";
    private static final String INFO = "_info";

    private final boolean open;
    private final StringBuilder lines = new StringBuilder(16_384);

    MetricText(Format format) {
        this.open = format == Format.OPEN_METRICS;
    }

    /// Begins a family.
    ///
    /// @param name as its samples are called; of a histogram or summary without `_bucket`, `_sum` and `_count`
    /// @param type `counter` (ends in `_total`), `gauge`, `histogram`, `summary` or `info` (ends in `_info`)
    /// @param unit the last part of the name before `_total`; null when it has no unit
    void family(String name, String type, @Nullable String unit, String help) {
        String family = name;
        String shown = type;
        if (open) {
            family = without(without(name, TOTAL), INFO);
        } else if (type.equals("info")) {
            shown = "gauge";
        }
        lines.append("# HELP ").append(family).append(' ').append(escaped(help)).append('\n');
        lines.append("# TYPE ").append(family).append(' ').append(shown).append('\n');
        if (open && unit != null) {
            lines.append("# UNIT ").append(family).append(' ').append(unit).append('\n');
        }
    }

    /// A counter without labels.
    void counter(String name, @Nullable String unit, String help, Number value) {
        family(name, "counter", unit, help);
        sample(name, value);
    }

    /// A gauge without labels.
    void gauge(String name, @Nullable String unit, String help, Number value) {
        family(name, "gauge", unit, help);
        sample(name, value);
    }

    /// One line.
    ///
    /// @param labels names and values in turn
    void sample(String name, Number value, String... labels) {
        lines.append(name);
        for (int i = 0; i < labels.length; i += 2) {
            lines.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"").append(escaped(labels[i + 1]));
            lines.append('"');
        }
        lines.append(labels.length > 0 ? "} " : " ").append(number(value)).append('\n');
    }

    /// An upper bound as the label `le` has it.
    String bound(double bound) {
        String plain = BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString();
        return open && plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }

    /// The whole text.
    String end() {
        return open ? lines.append("# EOF\n").toString() : lines.toString();
    }

    private static String number(Number number) {
        if (number instanceof Long || number instanceof Integer) {
            return number.toString();
        }
        double value = number.doubleValue();
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.format(Locale.ROOT, "%.0f", value)
                : Double.toString(value);
    }

    private static String without(String name, String suffix) {
        return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
