package dev.opsdeck.console.connection;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the next attempt: doubled each time up to a limit, and a random half of it taken off, so
/// that many consoles do not come back in step. One thread.
final class Backoff {

    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private int failures;

    Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
    }

    /// The wait after one more failure.
    Duration next() {
        double factor = Math.pow(2, Math.min(failures, 20));
        failures++;
        double whole = Math.min((double) longest.toNanos(), first.toNanos() * factor);
        return Duration.ofNanos(Math.round(whole * (1 - random.nextDouble() / 2)));
    }

    /// It works again.
    void reset() {
        failures = 0;
    }
}
