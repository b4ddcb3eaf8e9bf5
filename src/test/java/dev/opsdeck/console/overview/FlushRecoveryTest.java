package dev.opsdeck.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.metrics.Latency;
import dev.opsdeck.api.metrics.Sample;
import dev.opsdeck.api.metrics.Totals;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FlushRecoveryTest {

    private long hits = 9_000;
    private long misses = 1_000;
    private final FlushRecovery recovery = new FlushRecovery(Samples.NOON, "Flushed 12 entries.", sample(0, 0.94));

    @Test
    void itIsBackWhenNineTenthsOfTheFormerRateAreReachedAgain() {
        second(1, 10, 0);
        assertThat(recovery.current()).isNaN();
        second(2, 0, 10);
        assertThat(recovery.current()).isZero();
        second(3, 5, 5);
        assertThat(recovery.current()).isEqualTo(0.25);
        assertThat(recovery.took()).isNull();
        for (int i = 4; i <= 20; i++) {
            second(i, 10, 0);
        }
        assertThat(recovery.took()).isEqualTo(Duration.ofSeconds(7));
        assertThat(recovery.current()).isEqualTo(1);
    }

    @Test
    void theTimeStaysWhenTheRateFallsAgain() {
        for (int i = 1; i <= 8; i++) {
            second(i, 10, 0);
        }
        second(9, 0, 100);
        assertThat(recovery.took()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void withoutLookupsNothingIsClaimed() {
        second(1, 0, 0);
        second(2, 0, 0);
        assertThat(recovery.current()).isNaN();
        assertThat(recovery.took()).isNull();
        assertThat(recovery.rate().value(15)).isNaN();
    }

    @Test
    void withoutAFormerRateThereIsNothingToComeBackTo() {
        FlushRecovery idle = new FlushRecovery(Samples.NOON, "Flushed 0 entries.", sample(0, null));
        idle.add(sample(1, null));
        hits += 100;
        idle.add(sample(2, null));
        assertThat(idle.former()).isNaN();
        assertThat(idle.current()).isEqualTo(1);
        assertThat(idle.took()).isNull();
    }

    @Test
    void aServerStartedAgainDoesNotCountBackwards() {
        second(1, 10, 0);
        hits = 3;
        misses = 1;
        recovery.add(sample(2, 0.5));
        assertThat(recovery.current()).isNaN();
        second(3, 3, 1);
        assertThat(recovery.current()).isEqualTo(0.75);
    }

    @Test
    void theFormerRateIsDrawnBeforeTheFlush() {
        assertThat(recovery.rate().value(0)).isEqualTo(0.94);
        assertThat(recovery.rate().start()).isEqualTo(Samples.NOON.minusSeconds(15));
        assertThat(recovery.rate().value(15)).isNaN();
    }

    private void second(int second, int newHits, int newMisses) {
        hits += newHits;
        misses += newMisses;
        recovery.add(sample(second, 0.94));
    }

    private Sample sample(int second, @org.jspecify.annotations.Nullable Double share) {
        Sample sample =
                Samples.sample(Samples.NOON.plusSeconds(second), Latency.NONE, 0, 0, share, Samples.MB, 0, 0, 1);
        return new Sample(
                sample.instance(),
                sample.startedAt(),
                sample.at(),
                sample.second(),
                sample.minute(),
                sample.gauges(),
                new Totals(0, 0, 0, hits, misses, 0, 0, 0));
    }
}
