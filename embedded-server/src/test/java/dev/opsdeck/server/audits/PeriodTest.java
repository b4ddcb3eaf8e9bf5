package dev.opsdeck.server.audits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.audits.AuditKind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which weeks, months and quarters there are, and when their reports are due.
final class PeriodTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalTime SIX = LocalTime.of(6, 0);

    @ParameterizedTest
    @CsvSource({
        // A Thursday in UTC and in Berlin.
        "WEEKLY, 2026-11-26T12:00:00Z, 2026-11-16, 2026-11-09",
        // Sunday in UTC, Monday in Berlin.
        "WEEKLY, 2026-11-22T23:30:00Z, 2026-11-16, 2026-11-09",
        "WEEKLY, 2026-11-22T22:30:00Z, 2026-11-09, 2026-11-02",
        "MONTHLY, 2026-03-31T21:59:59Z, 2026-02-01, 2026-01-01",
        "MONTHLY, 2026-03-31T22:00:00Z, 2026-03-01, 2026-02-01",
        "QUARTERLY, 2026-01-15T00:00:00Z, 2025-10-01, 2025-07-01",
        "QUARTERLY, 2026-09-30T22:00:00Z, 2026-07-01, 2026-04-01"
    })
    void theLastPeriodIsTheOneThatIsOver(AuditKind kind, Instant now, LocalDate first, LocalDate before) {
        Period last = Period.last(kind, now, BERLIN);
        assertThat(last.first()).isEqualTo(first);
        assertThat(last.before().first()).isEqualTo(before);
        assertThat(last.before().to()).isEqualTo(last.from());
    }

    @Test
    void weeksOfAClockChangeAreAnHourShorterOrLonger() {
        Period spring = Period.last(AuditKind.WEEKLY, Instant.parse("2026-04-01T00:00:00Z"), BERLIN);
        assertThat(Duration.between(spring.from(), spring.to())).isEqualTo(Duration.ofHours(7 * 24 - 1));
        Period autumn = Period.last(AuditKind.WEEKLY, Instant.parse("2026-10-28T00:00:00Z"), BERLIN);
        assertThat(Duration.between(autumn.from(), autumn.to())).isEqualTo(Duration.ofHours(7 * 24 + 1));
    }

    @Test
    void aReportIsDueAtItsTimeOfTheLocalDayAndNotBefore() {
        // Monday the 30th of March, the day after the clocks went forward: six in Berlin is four in UTC.
        Period before = Period.due(AuditKind.WEEKLY, Instant.parse("2026-03-30T03:59:59.999Z"), BERLIN, SIX);
        Period at = Period.due(AuditKind.WEEKLY, Instant.parse("2026-03-30T04:00:00Z"), BERLIN, SIX);
        assertThat(before.first()).isEqualTo(LocalDate.of(2026, 3, 16));
        assertThat(at.first()).isEqualTo(LocalDate.of(2026, 3, 23));
    }

    @Test
    void aTimeThatTheClocksLeaveOutIsDueAnHourLater() {
        // In Santiago the clocks go from 24:00 to 01:00: Sunday the 6th of September 2026 has no midnight.
        ZoneId santiago = ZoneId.of("America/Santiago");
        assertThat(LocalDate.of(2026, 9, 6).atStartOfDay(santiago).getHour()).isEqualTo(1);
        // A month that begins on the day of a change: in Asuncion, the 1st of October 2023.
        ZoneId asuncion = ZoneId.of("America/Asuncion");
        Instant begin = LocalDate.of(2023, 10, 1).atStartOfDay(asuncion).toInstant();
        LocalTime half = LocalTime.of(0, 30);
        assertThat(begin.atZone(asuncion).getHour()).isEqualTo(1);
        assertThat(Period.due(AuditKind.MONTHLY, begin.plusSeconds(29 * 60), asuncion, half)
                        .first())
                .isEqualTo(LocalDate.of(2023, 8, 1));
        assertThat(Period.due(AuditKind.MONTHLY, begin.plusSeconds(30 * 60), asuncion, half)
                        .first())
                .isEqualTo(LocalDate.of(2023, 9, 1));
    }

    @Test
    void aChosenPeriodIsComparedWithAsMuchTimeBeforeIt() {
        Instant from = Instant.parse("2026-11-20T10:00:00Z");
        Period before = Period.chosen(AuditKind.WEEKLY, from, from.plusSeconds(5_400), BERLIN)
                .before();
        assertThat(before.from()).isEqualTo(from.minusSeconds(5_400));
        assertThat(before.to()).isEqualTo(from);
    }
}
