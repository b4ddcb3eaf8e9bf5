package dev.opsdeck.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opsdeck.api.metrics.Latency;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Merging is exact, whatever the durations and however they are cut into parts.
final class DurationsTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void percentilesOfMergedPartsAreThoseOfAllRawValues(long seed) {
        Random random = new Random(seed);
        Histogram raw = histogram();
        List<Durations> parts = new ArrayList<>();
        int count = random.nextInt(1, 400);
        for (int part = 0; part < count; part++) {
            Histogram second = histogram();
            int requests = random.nextInt(30);
            for (int i = 0; i < requests; i++) {
                // From microseconds to an hour, every power of ten as often.
                long micros = (long) Math.pow(10, random.nextDouble() * 9.55);
                second.recordValue(micros);
                raw.recordValue(micros);
            }
            Durations durations = Durations.of(second);
            parts.add(random.nextBoolean() ? durations : Durations.decoded(durations.encoded()));
        }

        Latency merged = Durations.merged(parts).latency();

        assertThat(merged)
                .isEqualTo(new Latency(
                        raw.getTotalCount(),
                        raw.getValueAtPercentile(50) / 1e3,
                        raw.getValueAtPercentile(95) / 1e3,
                        raw.getValueAtPercentile(99) / 1e3,
                        raw.getMaxValue() / 1e3));
    }

    @Test
    void percentilesOfFewAreThoseOfHdrHistogram() {
        for (int count = 1; count <= 200; count++) {
            Histogram raw = histogram();
            for (int i = 1; i <= count; i++) {
                raw.recordValue(i * 10L);
            }
            assertThat(Durations.of(raw).latency())
                    .isEqualTo(new Latency(
                            count,
                            raw.getValueAtPercentile(50) / 1e3,
                            raw.getValueAtPercentile(95) / 1e3,
                            raw.getValueAtPercentile(99) / 1e3,
                            raw.getMaxValue() / 1e3));
        }
    }

    @Test
    void noDurationsHaveNoPercentiles() {
        assertThat(Durations.merged(List.of()).latency()).isEqualTo(Latency.NONE);
        assertThat(Durations.merged(List.of(Durations.NONE, Durations.NONE)).count())
                .isZero();
        assertThat(Durations.of(histogram())).isSameAs(Durations.NONE);
    }

    @Test
    void bytesThatAreNoHistogramAreRefused() {
        assertThatThrownBy(() -> Durations.decoded(new byte[] {1, 2, 3})).isInstanceOf(IllegalArgumentException.class);
    }

    private static Histogram histogram() {
        return new Histogram(1, Durations.HIGHEST_MICROS, Durations.DIGITS);
    }
}
