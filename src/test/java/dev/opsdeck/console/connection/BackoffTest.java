package dev.opsdeck.console.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Backoff backoff = new Backoff(FIRST, LONGEST, new Random(7));

    @Test
    void everyWaitIsBetweenHalfAndAllOfADoublingLength() {
        long whole = FIRST.toNanos();
        for (int i = 0; i < 40; i++) {
            long expected = Math.min(whole, LONGEST.toNanos());
            assertThat(backoff.next().toNanos()).isBetween(expected / 2, expected);
            whole = Math.min(whole * 2, LONGEST.toNanos());
        }
    }

    @Test
    void beginsAgainAtTheShortestOnceItWorked() {
        for (int i = 0; i < 10; i++) {
            backoff.next();
        }
        backoff.reset();
        assertThat(backoff.next()).isLessThanOrEqualTo(FIRST);
    }

    @Test
    void twoConsolesDoNotComeBackInStep() {
        Backoff other = new Backoff(FIRST, LONGEST, new Random(8));
        assertThat(backoff.next()).isNotEqualTo(other.next());
    }
}
