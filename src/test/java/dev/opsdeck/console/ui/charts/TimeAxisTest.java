package dev.opsdeck.console.ui.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeAxisTest {

    private final ZoneId berlin = ZoneId.of("Europe/Berlin");

    @Test
    void aDayHasRoundHoursAndMidnightIsTheDay() {
        assertThat(labels("2026-11-22T16:10:00Z", "2026-11-23T16:10:00Z", 6))
                .containsExactly("20:00", "23 Nov", "04:00", "08:00", "12:00", "16:00");
    }

    @Test
    void fifteenMinutesHaveRoundMinutes() {
        assertThat(labels("2026-11-23T15:58:10Z", "2026-11-23T16:13:10Z", 5))
                .containsExactly("17:00", "17:05", "17:10");
    }

    @Test
    void aWeekHasDays() {
        assertThat(labels("2026-11-16T16:10:00Z", "2026-11-23T16:10:00Z", 8))
                .containsExactly("17 Nov", "18 Nov", "19 Nov", "20 Nov", "21 Nov", "22 Nov", "23 Nov");
    }

    @Test
    void theHourThatDoesNotExistHasNoLabelAndTheOthersStayRound() {
        assertThat(labels("2026-03-28T23:30:00Z", "2026-03-29T04:30:00Z", 6))
                .containsExactly("01:00", "03:00", "04:00", "05:00", "06:00");
    }

    @Test
    void theHourThatComesTwiceHasOneLabel() {
        assertThat(labels("2026-10-24T22:30:00Z", "2026-10-25T03:30:00Z", 6))
                .containsExactly("01:00", "02:00", "03:00", "04:00");
    }

    @Test
    void anEmptyWindowHasNoLabels() {
        assertThat(labels("2026-11-23T16:10:00Z", "2026-11-23T16:10:00Z", 6)).isEmpty();
        assertThat(labels("2026-11-22T16:10:00Z", "2026-11-23T16:10:00Z", 0)).isEmpty();
    }

    private List<String> labels(String from, String to, int most) {
        return TimeAxis.ticks(Instant.parse(from), Instant.parse(to), berlin, most).stream()
                .map(TimeAxis.Tick::label)
                .toList();
    }
}
