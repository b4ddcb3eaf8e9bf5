package dev.opsdeck.api.alerts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.opsdeck.api.InvalidField;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A length of time, written as in Prometheus: `5m`, `0s`, `1h30m`, `500ms`, `2d`; at most 30 days.
public record Span(Duration duration) {

    private static final Duration LONGEST = Duration.ofDays(30);
    private static final String[] UNITS = {"w", "d", "h", "m", "s", "ms"};
    private static final long[] MILLIS = {604_800_000, 86_400_000, 3_600_000, 60_000, 1_000, 1};
    private static final Pattern FORM = Pattern.compile(
            "(?:(\\d{1,9})w)?(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");

    /// No time.
    public static final Span ZERO = new Span(Duration.ZERO);

    public Span {
        if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
            throw new InvalidField("", "A length of time must be from 0s to 30d.");
        }
        duration = Duration.ofMillis(duration.toMillis());
    }

    /// Reads `5m` and the like.
    @JsonCreator
    public static Span of(String text) {
        Matcher parts = FORM.matcher(text);
        if (text.isEmpty() || (!text.equals("0") && !parts.matches())) {
            throw new InvalidField("", "A length of time is written as 30s, 5m or 1h30m.");
        }
        long millis = 0;
        for (int unit = 0; unit < UNITS.length && !text.equals("0"); unit++) {
            String number = parts.group(unit + 1);
            millis += number == null ? 0 : Long.parseLong(number) * MILLIS[unit];
        }
        return new Span(Duration.ofMillis(millis));
    }

    public static Span minutes(long minutes) {
        return new Span(Duration.ofMinutes(minutes));
    }

    /// In milliseconds.
    public long millis() {
        return duration.toMillis();
    }

    /// As it is written.
    @Override
    @JsonValue
    public String toString() {
        StringBuilder text = new StringBuilder();
        long left = millis();
        for (int unit = 1; unit < UNITS.length; unit++) {
            if (left >= MILLIS[unit]) {
                text.append(left / MILLIS[unit]).append(UNITS[unit]);
                left %= MILLIS[unit];
            }
        }
        return text.isEmpty() ? "0s" : text.toString();
    }
}
