package dev.opsdeck.server.cache;

import java.util.concurrent.atomic.AtomicBoolean;

/// A value in memory with all that decides whether it may be given. Times are nanoseconds of the cache's clock.
final class Kept<V> {

    private final V value;
    private final Stamp stamp;
    private final long readNanos;
    private final long freshUntil;
    private final long staleUntil;
    private final AtomicBoolean refreshing = new AtomicBoolean();

    /// @param readNanos  when it began to be read
    /// @param freshUntil until when it is given as it is
    /// @param staleUntil until when it is given while another is being read
    Kept(V value, Stamp stamp, long readNanos, long freshUntil, long staleUntil) {
        this.value = value;
        this.stamp = stamp;
        this.readNanos = readNanos;
        this.freshUntil = freshUntil;
        this.staleUntil = staleUntil;
    }

    V value() {
        return value;
    }

    Stamp stamp() {
        return stamp;
    }

    long readNanos() {
        return readNanos;
    }

    boolean alive(long now) {
        return now - staleUntil < 0;
    }

    boolean fresh(long now) {
        return now - freshUntil < 0;
    }

    long nanosToLive(long now) {
        return Math.max(0, staleUntil - now);
    }

    /// Whether the caller is the one who reads another.
    boolean beginRefresh() {
        return !refreshing.get() && refreshing.compareAndSet(false, true);
    }

    void endRefresh() {
        refreshing.set(false);
    }
}
