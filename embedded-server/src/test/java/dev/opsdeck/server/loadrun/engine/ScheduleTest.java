package dev.opsdeck.server.loadrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opsdeck.api.loadruns.LoadPlan.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ScheduleTest {

    @Test
    void aConstantRateSpreadsItsRequestsEvenly() {
        Schedule schedule = constantRate(4, 1_000);

        assertThat(schedule.total()).isEqualTo(4);
        assertThat(schedule.intendedNanos(0)).isZero();
        assertThat(schedule.intendedNanos(1)).isEqualTo(250_000_000);
        assertThat(schedule.intendedNanos(3)).isEqualTo(750_000_000);
        assertThat(schedule.dueBefore(250_000_000)).isEqualTo(1);
        assertThat(schedule.dueBefore(250_000_001)).isEqualTo(2);
    }

    @Test
    void aRateBelowOneASecondStillBeginsAtOnce() {
        assertThat(constantRate(0.1, 1_000).total()).isEqualTo(1);
        assertThat(constantRate(0.1, 10_001).total()).isEqualTo(2);
    }

    @Test
    void countsAndTimesAgreeForAnyRateAndDuration() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 2_000; round++) {
            double rate = Math.exp(random.nextDouble(Math.log(0.1), Math.log(20_000)));
            long millis = random.nextLong(1, 43_200_000);
            Schedule schedule = constantRate(rate, millis);
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
        Schedule schedule = constantRate(333.3, 10_000);
        long sum = 0;
        for (int second = 0; second < 10; second++) {
            sum += schedule.dueBefore((second + 1) * 1_000_000_000L) - schedule.dueBefore(second * 1_000_000_000L);
        }
        assertThat(sum).isEqualTo(schedule.total()).isEqualTo(3_333);
    }

    @Test
    void aScheduleWithoutARateIsRefused() {
        assertThatThrownBy(() -> constantRate(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> constantRate(Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRiseFromNothingHasTheAreaBelowItAndBeginsSlowly() {
        // 0 to 100 a second in 10 s: 500 requests, and request i at the root of i / 5 seconds.
        Schedule schedule = Schedule.of(List.of(new Phase(0, 100, 10_000)));

        assertThat(schedule.total()).isEqualTo(500);
        assertThat(schedule.intendedNanos(0)).isZero();
        assertThat(schedule.intendedNanos(5)).isEqualTo(1_000_000_000);
        assertThat(schedule.intendedNanos(125)).isEqualTo(5_000_000_000L);
        assertThat(schedule.dueBefore(5_000_000_000L)).isEqualTo(125);
        assertThat(schedule.dueBefore(5_000_000_001L)).isEqualTo(126);
    }

    @Test
    void aSpikeChangesItsRateExactlyAtItsBorders() {
        Schedule schedule =
                Schedule.of(List.of(Phase.flat(20, 30_000), Phase.flat(200, 30_000), Phase.flat(20, 60_000)));

        assertThat(schedule.total()).isEqualTo(600 + 6_000 + 1_200);
        assertThat(schedule.dueBefore(30_000_000_000L)).isEqualTo(600);
        assertThat(schedule.intendedNanos(600)).isEqualTo(30_000_000_000L);
        assertThat(schedule.intendedNanos(601)).isEqualTo(30_005_000_000L);
        assertThat(schedule.dueBefore(60_000_000_000L)).isEqualTo(6_600);
        assertThat(schedule.intendedNanos(6_600)).isEqualTo(60_000_000_000L);
        assertThat(schedule.intendedNanos(6_601)).isEqualTo(60_050_000_000L);
        assertThat(schedule.intendedNanos(schedule.total())).isEqualTo(120_000_000_000L);
    }

    @Test
    void aPauseHasNoRequests() {
        Schedule schedule = Schedule.of(List.of(Phase.flat(10, 1_000), Phase.flat(0, 5_000), Phase.flat(10, 1_000)));

        assertThat(schedule.total()).isEqualTo(20);
        assertThat(schedule.intendedNanos(9)).isEqualTo(900_000_000);
        assertThat(schedule.intendedNanos(10)).isEqualTo(6_000_000_000L);
        assertThat(Schedule.of(List.of(Phase.flat(10, 1_000), Phase.flat(0, 5_000)))
                        .total())
                .isEqualTo(10);
    }

    @Test
    void anyPhasesHaveTheIntegralOfTheirRatesAndAgreeWithTheirTimes() {
        SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 500; round++) {
            List<Phase> phases = new ArrayList<>();
            double integral = 0;
            long millis = 0;
            for (int i = random.nextInt(1, 6); i > 0; i--) {
                Phase phase = new Phase(
                        random.nextInt(4) == 0 ? 0 : random.nextDouble(2_000),
                        random.nextDouble(0.1, 2_000),
                        random.nextLong(1, 120_000));
                phases.add(phase);
                integral += (phase.fromPerSecond() + phase.toPerSecond()) / 2 * phase.millis() / 1e3;
                millis += phase.millis();
            }
            Schedule schedule = Schedule.of(phases);
            long total = schedule.total();

            assertThat((double) total).isBetween(integral - 1e-3, integral + 1 + 1e-3);
            assertThat(schedule.intendedNanos(total - 1)).isLessThan(millis * 1_000_000);
            long index = random.nextLong(total);
            long at = schedule.intendedNanos(index);
            assertThat(schedule.dueBefore(at + 1)).isGreaterThan(index);
            assertThat(schedule.dueBefore(at)).isLessThanOrEqualTo(index);
            assertThat(schedule.intendedNanos(index + 1)).isGreaterThanOrEqualTo(at);
        }
    }

    private static Schedule constantRate(double perSecond, long millis) {
        return Schedule.of(List.of(Phase.flat(perSecond, millis)));
    }
}
