package dev.opsdeck.console.store;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// Which messages the desktop gets.
///
/// @param on    whether it is told of critical alerts and their end
/// @param quiet whether there are hours without messages
/// @param from  when they begin, `22:00`
/// @param until when they end, `07:00`; earlier than `from` means the next day
public record DesktopSettings(boolean on, boolean quiet, String from, String until) {

    /// Of a first start: always told.
    public static final DesktopSettings FIRST = new DesktopSettings(true, false, "22:00", "07:00");

    /// A time of day as it is typed; empty when it is none.
    public static Optional<LocalTime> time(String text) {
        String typed = text.strip();
        try {
            return Optional.of(LocalTime.parse(typed.indexOf(':') == 1 ? "0" + typed : typed));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /// How long it stays quiet from now on; zero when it is not quiet.
    public Duration quietFor(Instant now, ZoneId zone) {
        Optional<LocalTime> begin = time(from);
        Optional<LocalTime> end = time(until);
        if (!quiet || begin.isEmpty() || end.isEmpty()) {
            return Duration.ZERO;
        }
        ZonedDateTime here = now.atZone(zone);
        LocalTime clock = here.toLocalTime();
        boolean overMidnight = end.get().isBefore(begin.get());
        boolean after = !clock.isBefore(begin.get());
        boolean before = clock.isBefore(end.get());
        if (overMidnight ? !after && !before : !after || !before) {
            return Duration.ZERO;
        }
        ZonedDateTime over = here.with(end.get());
        return Duration.between(here, before ? over : over.plusDays(1));
    }
}
