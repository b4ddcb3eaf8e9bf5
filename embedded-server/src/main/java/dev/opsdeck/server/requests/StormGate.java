package dev.opsdeck.server.requests;

import dev.opsdeck.api.requests.RequestEntry;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Lets so many entries a second through. The first beyond them waits for the end of its second and then stands for all
/// that were left out, so that a storm is bounded and yet counted. Any thread.
final class StormGate {

    private final int perSecond;
    private final Consumer<RequestEntry> out;
    private final ReentrantLock lock = new ReentrantLock();
    private long second = Long.MIN_VALUE;
    private int passed;
    private @Nullable RequestEntry waiting;
    private long leftOut;

    /// @param out takes what passes; must not block
    StormGate(int perSecond, Consumer<RequestEntry> out) {
        this.perSecond = perSecond;
        this.out = out;
    }

    /// @param entry makes the entry; not asked when it is left out
    void offer(Instant at, Supplier<RequestEntry> entry) {
        lock.lock();
        try {
            next(at.getEpochSecond());
            if (passed < perSecond) {
                passed++;
                out.accept(entry.get());
            } else if (waiting == null) {
                waiting = entry.get();
            } else {
                leftOut++;
            }
        } finally {
            lock.unlock();
        }
    }

    /// Lets through what waits for the end of a second that is over.
    void sweep(Instant now) {
        lock.lock();
        try {
            next(now.getEpochSecond());
        } finally {
            lock.unlock();
        }
    }

    /// A clock that is set back does not open the gate again.
    private void next(long now) {
        if (now <= second) {
            return;
        }
        RequestEntry standing = waiting;
        if (standing != null) {
            out.accept(standing.standingFor(leftOut));
        }
        second = now;
        passed = 0;
        waiting = null;
        leftOut = 0;
    }
}
