package dev.opsdeck.server.capacity;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Figures in the sentences of this package: three significant digits, thousands separated by commas. Pure.
final class Figures {

    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH);

    private Figures() {}

    static String figure(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return value == 0 ? "0" : "–";
        }
        BigDecimal plain = BigDecimal.valueOf(value).round(THREE_DIGITS).stripTrailingZeros();
        return String.format(Locale.ROOT, "%,." + Math.max(0, plain.scale()) + "f", plain);
    }

    static String percent(double share) {
        return figure(share * 100) + " %";
    }

    static String megabytes(double bytes) {
        return figure(bytes / (1 << 20)) + " MB";
    }

    static String day(Instant at) {
        return DAY.format(at.atOffset(ZoneOffset.UTC));
    }

    /// To the minute.
    static String moment(Instant at) {
        return MOMENT.format(at.atOffset(ZoneOffset.UTC)) + " UTC";
    }
}
