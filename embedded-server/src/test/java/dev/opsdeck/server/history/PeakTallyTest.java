package dev.opsdeck.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.capacity.CapacityPeaks;
import dev.opsdeck.api.capacity.CapacityPeaks.BusyUsers;
import dev.opsdeck.api.capacity.CapacityPeaks.Value;
import dev.opsdeck.server.history.PeakTally.Minute;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Which minutes count as peaks.
final class PeakTallyTest {

    private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");

    private final PeakTally tally = new PeakTally(START, 150);

    @Test
    void requestsOfLoadRunsAreNoPeak() {
        tally.add(minute(1, 60, 600, 0, 5, 3, 0.1));
        tally.add(minute(2, 60, 60_000, 59_400, 5, 20, 0.9));
        tally.add(minute(3, 5, 5_000, 0, 5, 1, 0.1));
        CapacityPeaks peaks = read();
        assertThat(peaks.perSecond()).as("the short minute does not count").isEqualTo(value(10, 1));
        assertThat(peaks.dbActive()).isEqualTo(value(3, 1));
        assertThat(peaks.cpuShare()).isEqualTo(value(0.1, 1));
        assertThat(peaks.minutes()).isEqualTo(3);
        assertThat(peaks.loadMinutes()).isEqualTo(1);
    }

    @Test
    void theLongestStretchWithManyUsersIsFoundAndAGapEndsOne() {
        for (int i = 1; i <= 40; i++) {
            boolean gap = i == 20;
            if (!gap) {
                tally.add(minute(i, 60, 60, 0, i <= 2 ? 150 : i == 3 ? 151 : 160, 1, 0.1));
            }
        }
        BusyUsers busy = Objects.requireNonNull(read().busyUsers());
        assertThat(busy.minutes()).isEqualTo(20);
        assertThat(busy.from()).isEqualTo(START.plusSeconds(20 * 60));
        assertThat(busy.to()).isEqualTo(START.plusSeconds(40 * 60));
        assertThat(busy.mean()).isEqualTo(160);
    }

    @Test
    void memoryIsTheHighestFloorOfTheDaysThatWereMeasured() {
        day(1, 60, 500);
        day(2, 60, 700);
        day(3, 59, 900);
        assertThat(Objects.requireNonNull(read().memoryBytes()).value()).isEqualTo(700);
    }

    private void day(int day, int minutes, double floor) {
        for (int i = 1; i <= minutes; i++) {
            tally.add(new Minute(
                    "here",
                    START.plusSeconds(day * 86_400L + i * 60L),
                    60,
                    1,
                    0,
                    1,
                    1,
                    1,
                    i == 30 ? floor : floor * 3,
                    0.1));
        }
    }

    private CapacityPeaks read() {
        return tally.read(START.plusSeconds(5 * 86_400));
    }

    private static Value value(double value, int minute) {
        return new Value(value, START.plusSeconds(minute * 60L), "here");
    }

    private static Minute minute(
            int minute, double seconds, long requests, long load, double users, double db, double cpu) {
        return new Minute("here", START.plusSeconds(minute * 60L), seconds, requests, load, users, users, db, 1, cpu);
    }
}
