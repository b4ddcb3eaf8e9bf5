package dev.opsdeck.server.audits;

import dev.opsdeck.api.audits.AuditKind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Figures and times as a report says them: three significant digits, thousands separated by commas, what is not
/// known as a dash, times in the zone of the report. Pure.
final class Words {

    /// What is not known.
    static final String NONE = "–";

    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);
    private static final String[] BYTES = {"B", "KB", "MB", "GB", "TB", "PB"};
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH);

    private Words() {}

    static String kind(AuditKind kind) {
        return switch (kind) {
            case WEEKLY -> "Weekly";
            case MONTHLY -> "Monthly";
            case QUARTERLY -> "Quarterly";
        };
    }

    /// Such as `16 Nov 2026 to 22 Nov 2026`, or with times when it does not consist of whole days.
    static String period(Instant from, Instant to, ZoneId zone) {
        boolean days = midnight(from, zone) && midnight(to, zone);
        return days
                ? DAY.format(from.atZone(zone)) + " to "
                        + DAY.format(to.atZone(zone).minusDays(1))
                : moment(from, zone) + " to " + moment(to, zone);
    }

    private static boolean midnight(Instant at, ZoneId zone) {
        return at.atZone(zone).toLocalTime().equals(LocalTime.MIDNIGHT);
    }

    static String weekday(Instant at, ZoneId zone) {
        return WEEKDAY.format(at.atZone(zone));
    }

    static String moment(Instant at, ZoneId zone) {
        return MOMENT.format(at.atZone(zone));
    }

    /// A value of a metric, with its unit.
    static String value(String metric, String unit, @Nullable Double value) {
        if (value == null) {
            return NONE;
        }
        return switch (unit) {
            case "ms" -> millis(value);
            case "bytes" -> bytes(value);
            case "1/s" -> figure(value) + "/s";
            default -> share(metric) ? percent(value) : amount(value);
        };
    }

    /// Of a count every digit.
    private static String amount(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? count((long) value) : figure(value);
    }

    /// Whether the values of a metric without a unit are shares.
    static boolean share(String metric) {
        return metric.startsWith("http.errors.")
                || metric.startsWith("process.cpu.")
                || metric.startsWith("cache.hit.");
    }

    /// A change with its sign: `+12 %`, `−3 %`, `0 %`.
    static String change(@Nullable Double change) {
        if (change == null) {
            return NONE;
        }
        String percent = percent(Math.abs(change));
        return (change > 0 ? "+" : change < 0 ? "−" : "") + percent;
    }

    /// A slope: `+1.2 MB a day`.
    static String perDay(String metric, String unit, double slope) {
        return (slope > 0 ? "+" : slope < 0 ? "−" : "") + difference(metric, unit, Math.abs(slope)) + " a day";
    }

    /// How far two values lie apart: that of shares in points of a percent.
    static String difference(String metric, String unit, double value) {
        return share(metric) ? figure(value * 100) + " points" : value(metric, unit, value);
    }

    static String millis(double millis) {
        return Math.abs(millis) < 999.5 ? figure(millis) + " ms" : figure(millis / 1000) + " s";
    }

    /// In steps of 1024.
    static String bytes(double bytes) {
        int unit = 0;
        double value = bytes;
        while (Math.abs(value) >= 999.5 && unit < BYTES.length - 1) {
            value /= 1024;
            unit++;
        }
        return figure(value) + " " + BYTES[unit];
    }

    static String percent(double share) {
        return figure(share * 100) + " %";
    }

    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /// `12 requests`, `1 request`.
    static String count(long value, String noun) {
        return count(value) + " " + noun + (value == 1 ? "" : "s");
    }

    /// In at most two units: `6 d 23 h`.
    static String duration(double seconds) {
        Duration whole = Duration.ofSeconds(Math.round(seconds));
        if (whole.toMinutes() == 0) {
            return whole.toSeconds() + " s";
        }
        if (whole.toHours() == 0) {
            return units(whole.toMinutes(), "min", whole.toSecondsPart(), "s");
        }
        return whole.toDays() == 0
                ? units(whole.toHours(), "h", whole.toMinutesPart(), "min")
                : units(whole.toDays(), "d", whole.toHoursPart(), "h");
    }

    private static String units(long large, String largeUnit, long small, String smallUnit) {
        return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }

    /// Three significant digits and at most three decimals; what is more than nothing is never shown as nothing.
    static String figure(double value) {
        if (!Double.isFinite(value)) {
            return NONE;
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal three = BigDecimal.valueOf(Math.abs(value)).round(THREE_DIGITS);
        BigDecimal shown = three.scale() > 3 ? three.setScale(3, RoundingMode.HALF_UP) : three;
        if (shown.signum() == 0) {
            return "<0.001";
        }
        BigDecimal plain = shown.stripTrailingZeros();
        return (value < 0 ? "−" : "") + String.format(Locale.ROOT, "%,." + Math.max(0, plain.scale()) + "f", plain);
    }
}
