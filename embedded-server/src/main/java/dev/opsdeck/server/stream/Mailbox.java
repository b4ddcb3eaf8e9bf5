package dev.opsdeck.server.stream;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What waits for one subscriber. The feed puts and never waits; the subscriber's thread takes. Bounded: what has been
/// superseded is dropped (a sample by a later sample, progress of a run by later progress), and a subscriber so slow
/// that even the rest does not fit is cut off, to resume from the feed's memory when it comes back.
///
/// What it hands out always has rising numbers.
final class Mailbox implements AutoCloseable {

    /// What cannot be dropped: some minutes of the busiest load run.
    static final int CAPACITY = 1_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final LinkedHashMap<Object, Numbered> waiting = new LinkedHashMap<>();
    private boolean closed;

    /// Puts an event; false when the mailbox is closed, also when it closes because of this event.
    boolean offer(Numbered event) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            Object topic = event.topic();
            Object ended = event.ended();
            if (topic != null) {
                waiting.remove(topic);
            }
            if (ended != null) {
                waiting.remove(ended);
            }
            if (waiting.size() >= CAPACITY) {
                closed = true;
                waiting.clear();
            } else {
                waiting.put(topic == null ? event.id() : topic, event);
            }
            changed.signal();
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /// The next event; null when none came within the time, or when it is closed.
    @Nullable
    Numbered take(long timeoutNanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = timeoutNanos;
            while (waiting.isEmpty() && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            Map.Entry<Object, Numbered> first = waiting.pollFirstEntry();
            return first == null ? null : first.getValue();
        } finally {
            lock.unlock();
        }
    }

    /// Whether nothing more will come; what waits can still be taken.
    boolean closed() {
        lock.lock();
        try {
            return closed && waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }
}
