package dev.opsdeck.server.metrics;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A time of day and a nanosecond clock that move when the test says so.
final class ManualClock implements InstantSource {

    private Instant now = Instant.parse("2026-11-23T12:00:00Z");
    private long nanos = 77;

    long nanos() {
        return nanos;
    }

    @Override
    public Instant instant() {
        return now;
    }

    void advance(Duration time) {
        nanos += time.toNanos();
        now = now.plus(time);
    }

    /// The machine slept, and the nanosecond clock with it.
    void sleep(Duration time) {
        now = now.plus(time);
    }

    void setWall(Instant time) {
        now = time;
    }
}
