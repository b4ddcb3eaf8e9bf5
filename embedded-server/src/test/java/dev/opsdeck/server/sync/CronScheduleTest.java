package dev.opsdeck.server.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opsdeck.api.InvalidField;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronScheduleTest {

    @ParameterizedTest
    @CsvSource({
        "30 6 * * 1-5, UTC, 2026-03-06T06:30:00Z, 2026-03-09T06:30:00Z",
        "*/15 * * * *, UTC, 2026-03-06T06:31:00Z, 2026-03-06T06:45:00Z",
        "0 6 * * *, America/New_York, 2026-01-01T00:00:00Z, 2026-01-01T11:00:00Z",
        "0 0 29 2 *, UTC, 2026-01-01T00:00:00Z, 2028-02-29T00:00:00Z"
    })
    void theNextMomentIsAfterTheOneGiven(String cron, String zone, Instant after, Instant next) {
        assertThat(CronSchedule.of(cron, ZoneId.of(zone)).next(after)).isEqualTo(next);
    }

    @Test
    void anHourThatTheClockLeavesOutIsNotLost() {
        CronSchedule schedule = CronSchedule.of("30 2 * * *", ZoneId.of("Europe/Berlin"));

        assertThat(schedule.next(Instant.parse("2026-03-29T00:00:00Z")))
                .isAfter(Instant.parse("2026-03-29T00:00:00Z"))
                .isBefore(Instant.parse("2026-03-30T01:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"daily", "* * * *", "0 0 6 * * *", "61 * * * *", "", "0 25 * * *", "0 0 31 2 *", "@nonsense"})
    void whatIsNoScheduleIsRefusedWithASentence(String cron) {
        assertThatThrownBy(() -> CronSchedule.of(cron, ZoneId.of("UTC")))
                .isInstanceOf(InvalidField.class)
                .hasMessageContaining("'schedule'");
    }

    @Test
    void aZoneThatIsNotKnownIsRefused() {
        assertThatThrownBy(() -> CronSchedule.zone("Berlin")).isInstanceOf(InvalidField.class);
    }
}
