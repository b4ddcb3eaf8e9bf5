package dev.opsdeck.console.alerts;

import dev.opsdeck.api.alerts.Recurrence;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.api.alerts.Silence;
import dev.opsdeck.console.ui.AlertWords;
import dev.opsdeck.console.ui.State;
import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Silences in words. Pure functions.
final class SilenceWords {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    private SilenceWords() {}

    /// Whether it has not ended yet.
    static boolean going(Silence silence, Instant now) {
        return silence.until().isAfter(now);
    }

    /// `quiet now`, `waits for its hours`, `later` or `over`.
    static String word(Silence silence, Instant now) {
        if (!going(silence, now)) {
            return "over";
        }
        if (silence.from().isAfter(now)) {
            return "later";
        }
        Recurrence hours = silence.recurrence();
        return hours == null || hours.covers(now) ? "quiet now" : "waits for its hours";
    }

    /// What is kept quiet is a thing to know of.
    static State state(Silence silence, Instant now) {
        return word(silence, now).equals("quiet now") ? State.WARNING : State.UNKNOWN;
    }

    /// `critical alerts of response time on eu-prod`, `everything`.
    static String scope(@Nullable String rule, @Nullable String server, @Nullable Severity severity) {
        if (rule == null && server == null && severity == null) {
            return "Everything";
        }
        List<String> words = new ArrayList<>();
        words.add(severity == null ? "Alerts" : severity == Severity.CRITICAL ? "Critical alerts" : "Warnings");
        if (rule != null) {
            words.add("of " + rule);
        }
        if (server != null) {
            words.add("on " + AlertWords.server(server));
        }
        return String.join(" ", words);
    }

    static String scope(Silence silence) {
        return scope(silence.rule(), silence.server(), silence.severity());
    }

    /// `Mon, Tue 22:00 to 06:00`; empty when it is there all the time.
    static String hours(@Nullable Recurrence hours) {
        if (hours == null) {
            return "";
        }
        String days = hours.days().size() == 7
                ? "every day"
                : hours.days().stream().map(SilenceWords::day).collect(Collectors.joining(", "));
        return days + " " + clock(hours.start()) + " to " + clock(hours.end());
    }

    static String day(Recurrence.Day day) {
        String name = day.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    private static String clock(LocalTime time) {
        return CLOCK.format(time);
    }
}
