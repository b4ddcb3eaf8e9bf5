package dev.opsdeck.server.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.opsdeck.server.insights.Trend.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which series of readings look like a leak, and which do not.
final class HeapFloorTest {

    private static final double MB = 1 << 20;

    /// One reading every three minutes.
    private static List<Point> series(double hours, DoubleUnaryOperator megabytesAt) {
        List<Point> points = new ArrayList<>();
        for (double at = 0; at <= hours; at += 0.05) {
            points.add(new Point(at, megabytesAt.applyAsDouble(at) * MB));
        }
        return points;
    }

    @Test
    void aLineHasItsSlopeAndOnePointDoesNotBendIt() {
        Trend line = Trend.of(
                List.of(new Point(0, 1), new Point(1, 3), new Point(2, 5), new Point(3, 900), new Point(4, 9)));
        assertThat(line.slope()).isEqualTo(2);
        assertThat(Trend.of(List.of(new Point(0, 5))).slope()).isZero();
        assertThat(Trend.of(List.of(new Point(0, 5), new Point(1, 5), new Point(2, 5)))
                        .chance())
                .isEqualTo(1);
    }

    /// Against the values that a table of the test gives: S = 18 of 5 and of 10 points.
    @Test
    void theChanceIsThatOfMannAndKendall() {
        List<Point> rising = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            rising.add(new Point(i, i));
        }
        // S = 45, variance = 125, z = 44 / 11.18 = 3.935.
        assertThat(Trend.of(rising).chance()).isCloseTo(4.16e-5, within(2e-7));
        List<Point> falling = rising.stream()
                .map(point -> new Point(point.time(), -point.value()))
                .toList();
        assertThat(Trend.of(falling).chance()).isGreaterThan(0.9999);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aLeakIsFoundThroughNoiseWithItsPace(long seed) {
        Random random = new Random(seed);
        HeapFloor.Leak leak =
                Objects.requireNonNull(HeapFloor.leak(series(6, at -> 200 + 12 * at + random.nextGaussian() * 6)));
        assertThat(leak.bytesPerHour() / MB).isCloseTo(12, within(2.5));
        assertThat(leak.chance()).isLessThan(0.001);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void noiseIsNone(long seed) {
        Random random = new Random(seed);
        assertThat(HeapFloor.leak(series(6, at -> 200 + random.nextGaussian() * 40)))
                .isNull();
    }

    @Test
    void aSawtoothIsNoneWhereverItIsBrokenOff() {
        for (double end = 3; end < 6; end += 0.25) {
            assertThat(HeapFloor.leak(series(end, at -> 150 + 60 * (at % 0.7))))
                    .as("%f h", end)
                    .isNull();
        }
    }

    @Test
    void aStepAndACacheThatFillsAreNone() {
        for (double step = 0.5; step < 6; step += 0.5) {
            double when = step;
            Random random = new Random((long) (step * 10));
            assertThat(HeapFloor.leak(series(6, at -> (at < when ? 150 : 260) + random.nextGaussian() * 2)))
                    .as("at %f h", step)
                    .isNull();
        }
        assertThat(HeapFloor.leak(series(6, at -> 300 - 200 * Math.exp(-at * 1.5))))
                .isNull();
    }

    @Test
    void aRiseTooSmallToMatterIsNone() {
        assertThat(HeapFloor.leak(series(6, at -> 400 + at))).isNull();
    }

    @Test
    void onlyCollectionsCountAndTooFewAreNotJudged() {
        HeapFloor floor = new HeapFloor();
        for (int i = 0; i < 100; i++) {
            floor.read(i * 0.1, 100 * MB);
        }
        assertThat(floor.collections()).isEqualTo(1);
        assertThat(floor.enough()).isFalse();
        assertThat(floor.leak()).isNull();
        for (int i = 0; i < 1_000; i++) {
            floor.read(10 + i * 0.05, (100 + i) * MB);
        }
        assertThat(floor.collections()).isLessThanOrEqualTo(HeapFloor.MOST);
        assertThat(floor.hours()).isGreaterThan(55);
        assertThat(Objects.requireNonNull(floor.leak()).bytesPerHour() / MB).isCloseTo(20, within(0.5));
    }
}
