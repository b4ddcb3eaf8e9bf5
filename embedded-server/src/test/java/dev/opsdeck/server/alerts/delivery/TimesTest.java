package dev.opsdeck.server.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/// When something is tried again, and when a day is over.
final class TimesTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void attemptsComeLaterAndLaterUpToAMinute() {
        Backoff full = new Backoff(() -> 0);
        assertThat(full.after(1, null)).isEqualTo(Duration.ofSeconds(1));
        assertThat(full.after(2, null)).isEqualTo(Duration.ofSeconds(2));
        assertThat(full.after(6, null)).isEqualTo(Duration.ofSeconds(32));
        assertThat(full.after(7, null)).isEqualTo(Duration.ofSeconds(60));
        assertThat(full.after(Integer.MAX_VALUE, null)).isEqualTo(Duration.ofSeconds(60));
        assertThat(new Backoff(() -> 0.5).after(7, null)).isEqualTo(Duration.ofSeconds(45));
        assertThat(new Backoff(() -> 0.999).after(1, null)).isBetween(Duration.ofMillis(500), Duration.ofMillis(501));
    }

    @Test
    void theReceiversWishIsKeptUpToAnHour() {
        Backoff backoff = new Backoff(() -> 0);
        assertThat(backoff.after(1, Duration.ofSeconds(90))).isEqualTo(Duration.ofSeconds(90));
        assertThat(backoff.after(7, Duration.ZERO)).isEqualTo(Duration.ofSeconds(60));
        assertThat(backoff.after(1, Duration.ofDays(400))).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void aWishIsSecondsOrADate() {
        assertThat(RetryAfter.parse("120", NOW)).contains(Duration.ofMinutes(2));
        assertThat(RetryAfter.parse("Mon, 23 Nov 2026 12:00:30 GMT", NOW)).contains(Duration.ofSeconds(30));
        assertThat(RetryAfter.parse("Mon, 23 Nov 2026 11:00:00 GMT", NOW)).contains(Duration.ZERO);
        for (String nothing : new String[] {"", "soon", "-1", "1.5", "99999999999999999999", "2026-11-23T12:00:30Z"}) {
            assertThat(RetryAfter.parse(nothing, NOW)).as(nothing).isEmpty();
        }
    }

    @Test
    void theSameTimeOfEachDayAlsoWhereClocksAreMoved() {
        DailyTime eight = new DailyTime(LocalTime.of(8, 0), ZoneId.of("Europe/Berlin"));
        assertThat(eight.latest(Instant.parse("2026-11-23T06:59:59Z"))).isEqualTo("2026-11-22T07:00:00Z");
        assertThat(eight.latest(Instant.parse("2026-11-23T07:00:00Z"))).isEqualTo("2026-11-23T07:00:00Z");
        assertThat(eight.next(Instant.parse("2026-11-23T07:00:00Z"))).isEqualTo("2026-11-24T07:00:00Z");
        assertThat(eight.next(Instant.parse("2026-03-28T12:00:00Z")))
                .as("summer time begins")
                .isEqualTo("2026-03-29T06:00:00Z");

        DailyTime night = new DailyTime(LocalTime.of(2, 30), ZoneId.of("Europe/Berlin"));
        assertThat(night.next(Instant.parse("2026-03-28T12:00:00Z")))
                .as("there is no 02:30 on that day")
                .isEqualTo("2026-03-29T01:30:00Z");
        assertThat(night.latest(Instant.parse("2026-10-25T02:00:00Z")))
                .as("there are two of them on that day")
                .isEqualTo("2026-10-25T00:30:00Z");
    }
}
