package dev.opsdeck.server.alerts.delivery;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/// The same time of each day in a zone. On the day on which a clock is put forward over it, it is that much later; on
/// the day on which it comes twice, it is the first.
record DailyTime(LocalTime time, ZoneId zone) {

    /// The latest such moment that is not after `now`.
    Instant latest(Instant now) {
        ZonedDateTime today = now.atZone(zone).toLocalDate().atTime(time).atZone(zone);
        return today.toInstant().isAfter(now)
                ? now.atZone(zone)
                        .toLocalDate()
                        .minusDays(1)
                        .atTime(time)
                        .atZone(zone)
                        .toInstant()
                : today.toInstant();
    }

    /// The first such moment after `now`.
    Instant next(Instant now) {
        return latest(now)
                .atZone(zone)
                .toLocalDate()
                .plusDays(1)
                .atTime(time)
                .atZone(zone)
                .toInstant();
    }
}
