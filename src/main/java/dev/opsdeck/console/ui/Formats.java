package dev.opsdeck.console.ui;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Numbers and times as the operator reads them: three significant digits, thousands separated by commas, a value
/// that is not there as a dash; times in the operator's zone. Pure functions, any thread.
///
/// @param zone the operator's zone
public record Formats(ZoneId zone) {

    /// What is shown for a value that is not there.
    public static final String NONE = "–";

    private static final long TEN_MILLION = 10_000_000;
    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);
    private static final String[] BYTE_UNITS = {"B", "KB", "MB", "GB", "TB", "PB"};

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK_SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter FULL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_OF_YEAR = DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ENGLISH);

    /// A measured number: `145`, `4.20`, `0.093`, `15,200`. At most three decimals; what is smaller but not zero is
    /// `<0.001`.
    public static String figure(double value) {
        return measured(value, 3);
    }

    /// A share of 0 to 1 in percent, at most two decimals: `0.00`, `0.52`, `94.1`, `100`; more than nothing is never
    /// shown as nothing but as `<0.01`.
    public static Quantity percent(double share) {
        return new Quantity(share == 0 ? "0.00" : measured(share * 100, 2), "%");
    }

    /// A whole number with all its digits.
    public static String count(long value) {
        return (value < 0 ? "−" : "") + grouped(Long.toString(value).replace("-", ""));
    }

    /// A whole number where there is little room: from ten million on in millions, `12,346 M`.
    public static String large(long value) {
        return Math.abs(value) < TEN_MILLION ? count(value) : count(Math.round(value / 1e6)) + " M";
    }

    /// A change: `+312`, `−18`, `0`.
    public static String change(long value) {
        return value > 0 ? "+" + count(value) : count(value);
    }

    /// Milliseconds, as seconds from one second on.
    public static Quantity millis(double millis) {
        return Math.abs(millis) < 999.5 ? new Quantity(figure(millis), "ms") : new Quantity(figure(millis / 1000), "s");
    }

    /// Bytes in steps of 1024.
    public static Quantity bytes(double bytes) {
        int unit = 0;
        double value = bytes;
        // 999.5 and not 1024: four digits would not be three.
        while (Math.abs(value) >= 999.5 && unit < BYTE_UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return new Quantity(unit == 0 ? measured(value, 0) : figure(value), BYTE_UNITS[unit]);
    }

    /// Requests per second.
    public static Quantity rate(double perSecond) {
        return new Quantity(figure(perSecond), "req/s");
    }

    /// How long, in at most two units: `0.4 s`, `12 s`, `1 min 24 s`, `3 h 5 min`, `2 d 4 h`. What is negative (two
    /// clocks that differ) is `0 s`.
    public static String duration(Duration duration) {
        long millis = Math.max(0, duration.toMillis());
        if (millis > 0 && millis < 950) {
            return "0." + Math.max(1, Math.round(millis / 100.0)) + " s";
        }
        long seconds = millis < 1000 && millis > 0 ? 1 : millis / 1000;
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return units(seconds / 60, "min", seconds % 60, "s");
        }
        if (seconds < 86_400) {
            return units(seconds / 3600, "h", seconds % 3600 / 60, "min");
        }
        return units(seconds / 86_400, "d", seconds % 86_400 / 3600, "h");
    }

    /// `16:21`.
    public String clock(Instant at) {
        return CLOCK.format(at.atZone(zone));
    }

    /// `18:02:11`.
    public String clockSeconds(Instant at) {
        return CLOCK_SECONDS.format(at.atZone(zone));
    }

    /// The shortest that is clear: `16:21` today, `yesterday 16:21`, `20 Nov 16:21`, `2025-11-20 16:21`.
    public String moment(Instant at, Instant now) {
        LocalDate day = at.atZone(zone).toLocalDate();
        LocalDate today = now.atZone(zone).toLocalDate();
        if (day.equals(today)) {
            return clock(at);
        }
        if (day.equals(today.minusDays(1))) {
            return "yesterday " + clock(at);
        }
        return (day.getYear() == today.getYear() ? DAY : DAY_OF_YEAR).format(day) + " " + clock(at);
    }

    /// `20 Nov`.
    public String day(Instant at) {
        return DAY.format(at.atZone(zone));
    }

    /// Everything, with the offset, for tooltips: `2026-11-23 16:21:05 +01:00`.
    public String full(Instant at) {
        return FULL.format(at.atZone(zone));
    }

    /// The zone's offset at that time: `UTC`, `UTC+1`, `UTC+5:30`.
    public String offset(Instant at) {
        int minutes = at.atZone(zone).getOffset().get(java.time.temporal.ChronoField.OFFSET_SECONDS) / 60;
        if (minutes == 0 || zone.equals(ZoneOffset.UTC)) {
            return "UTC";
        }
        int rest = Math.abs(minutes) % 60;
        return "UTC" + (minutes < 0 ? "−" : "+") + Math.abs(minutes) / 60
                + (rest == 0 ? "" : ":" + (rest < 10 ? "0" : "") + rest);
    }

    private static String units(long large, String largeUnit, long small, String smallUnit) {
        return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }

    private static String measured(double value, int maxDecimals) {
        if (!Double.isFinite(value)) {
            return NONE;
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal exact = BigDecimal.valueOf(Math.abs(value));
        BigDecimal three = exact.round(THREE_DIGITS);
        // After rounding, so that 9.996 counts as 10.0 and not as 10.00.
        int exponent = three.precision() - three.scale() - 1;
        int decimals = Math.clamp(2L - exponent, 0, maxDecimals);
        BigDecimal shown = decimals == 0 && exponent >= 2
                ? three.setScale(0, RoundingMode.UNNECESSARY)
                : exact.setScale(decimals, RoundingMode.HALF_UP);
        if (shown.signum() == 0) {
            return "<" + BigDecimal.ONE.movePointLeft(maxDecimals).toPlainString();
        }
        return (value < 0 ? "−" : "") + grouped(shown.toPlainString());
    }

    private static String grouped(String digits) {
        int end = digits.indexOf('.') < 0 ? digits.length() : digits.indexOf('.');
        if (end <= 3) {
            return digits;
        }
        StringBuilder text = new StringBuilder(digits);
        for (int at = end - 3; at > 0; at -= 3) {
            text.insert(at, ',');
        }
        return text.toString();
    }
}
