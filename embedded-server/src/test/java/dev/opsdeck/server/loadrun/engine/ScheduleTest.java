package dev.opsdeck.server.loadrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ScheduleTest {

    @Test
    void aConstantRateSpreadsItsRequestsEvenly() {
        Schedule schedule = Schedule.constantRate(4, 1_000);

        assertThat(schedule.total()).isEqualTo(4);
        assertThat(schedule.intendedNanos(0)).isZero();
        assertThat(schedule.intendedNanos(1)).isEqualTo(250_000_000);
        assertThat(schedule.intendedNanos(3)).isEqualTo(750_000_000);
        assertThat(schedule.dueBefore(250_000_000)).isEqualTo(1);
        assertThat(schedule.dueBefore(250_000_001)).isEqualTo(2);
    }

    @Test
    void aRateBelowOneASecondStillBeginsAtOnce() {
        assertThat(Schedule.constantRate(0.1, 1_000).total()).isEqualTo(1);
        assertThat(Schedule.constantRate(0.1, 10_001).total()).isEqualTo(2);
    }

    @Test
    void countsAndTimesAgreeForAnyRateAndDuration() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 2_000; round++) {
            double rate = Math.exp(random.nextDouble(Math.log(0.1), Math.log(20_000)));
            long millis = random.nextLong(1, 43_200_000);
            Schedule schedule = Schedule.constantRate(rate, millis);
            long total = schedule.total();

            assertThat(schedule.intendedNanos(total - 1)).isLessThan(millis * 1_000_000);
            assertThat(schedule.intendedNanos(total)).isGreaterThanOrEqualTo(millis * 1_000_000);
            long index = random.nextLong(total);
            long at = schedule.intendedNanos(index);
            assertThat(schedule.dueBefore(at + 1)).isGreaterThan(index);
            assertThat(schedule.dueBefore(at)).isLessThanOrEqualTo(index);
            assertThat(schedule.intendedNanos(index + 1)).isGreaterThanOrEqualTo(at);
        }
    }

    @Test
    void theCountsOfTheSecondsAddUpToTheTotal() {
        Schedule schedule = Schedule.constantRate(333.3, 10_000);
        long sum = 0;
        for (int second = 0; second < 10; second++) {
            sum += schedule.dueBefore((second + 1) * 1_000_000_000L) - schedule.dueBefore(second * 1_000_000_000L);
        }
        assertThat(sum).isEqualTo(schedule.total()).isEqualTo(3_333);
    }

    @Test
    void aScheduleWithoutARateIsRefused() {
        assertThatThrownBy(() -> Schedule.constantRate(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Schedule.constantRate(Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
