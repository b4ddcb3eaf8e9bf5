package dev.opsdeck.server.cache;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/// How long the values of a cache may be given.
///
/// @param fresh  after they were read, give or take a tenth, so that what was read at the same time does not end at the
///               same time
/// @param stale  beyond that, while another is being read
/// @param random from 0 to 1
record Lifetime(Duration fresh, Duration stale, DoubleSupplier random) {

    private static final double JITTER = 0.1;

    /// Nanoseconds that one value is fresh.
    long drawFresh() {
        return (long) (fresh.toNanos() * (1 - JITTER + 2 * JITTER * random.getAsDouble()));
    }

    /// Of one value that another instance read: what is left of its time.
    long freshLeft(long millisLeft) {
        return Duration.ofMillis(millisLeft).minus(stale).toNanos();
    }
}
