package dev.opsdeck.console.ui.charts;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The labels below a chart: round times of the operator's zone. Pure functions.
public final class TimeAxis {

    /// One label.
    public record Tick(Instant at, String label) {}

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final int[] STEPS_IN_MINUTES = {1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720};

    private TimeAxis() {}

    /// At most `most` labels in `[from, to]`. A label at midnight is the day. On the day the clocks change no label is
    /// doubled or falls on an odd time.
    public static List<Tick> ticks(Instant from, Instant to, ZoneId zone, int most) {
        if (most < 1 || !from.isBefore(to)) {
            return List.of();
        }
        double minutes = Duration.between(from, to).toMillis() / 60_000.0;
        for (int step : STEPS_IN_MINUTES) {
            if (minutes / step <= most) {
                return withinDays(from, to, zone, step);
            }
        }
        int days = (int) Math.max(1, Math.ceil(minutes / 1440 / most));
        List<Tick> ticks = new ArrayList<>();
        LocalDate last = to.atZone(zone).toLocalDate();
        for (LocalDate day = from.atZone(zone).toLocalDate(); !day.isAfter(last); day = day.plusDays(1)) {
            if (day.toEpochDay() % days == 0) {
                add(ticks, from, to, day.atStartOfDay(zone).toInstant(), DAY.format(day));
            }
        }
        return ticks;
    }

    private static List<Tick> withinDays(Instant from, Instant to, ZoneId zone, int stepMinutes) {
        List<Tick> ticks = new ArrayList<>();
        LocalDate last = to.atZone(zone).toLocalDate();
        for (LocalDate day = from.atZone(zone).toLocalDate(); !day.isAfter(last); day = day.plusDays(1)) {
            for (int minute = 0; minute < 1440; minute += stepMinutes) {
                LocalTime time = LocalTime.of(minute / 60, minute % 60);
                var at = day.atTime(time).atZone(zone);
                // In the hour that does not exist the clock shows another time: no label there.
                if (at.toLocalTime().equals(time)) {
                    add(ticks, from, to, at.toInstant(), minute == 0 ? DAY.format(day) : CLOCK.format(time));
                }
            }
        }
        return ticks;
    }

    private static void add(List<Tick> ticks, Instant from, Instant to, Instant at, String label) {
        if (!at.isBefore(from) && !at.isAfter(to)) {
            ticks.add(new Tick(at, label));
        }
    }
}
