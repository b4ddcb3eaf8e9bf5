package dev.opsdeck.console.live;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The stretches of time that charts can show, up to now.
public enum TimeRange {
    QUARTER_HOUR("15 min", Duration.ofMinutes(15)),
    HOUR("1 h", Duration.ofHours(1)),
    SIX_HOURS("6 h", Duration.ofHours(6)),
    DAY("24 h", Duration.ofHours(24)),
    WEEK("7 d", Duration.ofDays(7));

    private final String label;
    private final Duration length;

    TimeRange(String label, Duration length) {
        this.label = label;
        this.length = length;
    }

    /// The one of that name; a day when there is none.
    public static TimeRange named(@Nullable String name) {
        for (TimeRange range : values()) {
            if (range.name().equals(name)) {
                return range;
            }
        }
        return DAY;
    }

    /// As on the button.
    public String label() {
        return label;
    }

    public Duration length() {
        return length;
    }
}
