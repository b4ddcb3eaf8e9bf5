package dev.opsdeck.server.db;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// When a watcher looks again: four times a second, and soon when somebody asks for it, but never more than fifty times
/// a second. One thread waits, any thread asks.
final class Pulse {

    private static final long SHORTEST_MILLIS = 20;
    private static final long LONGEST_MILLIS = Duration.ofMillis(250).toMillis();

    private final Semaphore asked = new Semaphore(0);

    /// Never blocks; costs one read of a field when somebody else has asked already.
    void ask() {
        if (asked.availablePermits() == 0) {
            asked.release();
        }
    }

    void await() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(SHORTEST_MILLIS);
        asked.tryAcquire(LONGEST_MILLIS - SHORTEST_MILLIS, TimeUnit.MILLISECONDS);
        asked.drainPermits();
    }
}
