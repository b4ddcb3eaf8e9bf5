package dev.opsdeck.server.db;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Where the primary's write-ahead log was at which time, for the last seconds. From this follows how fresh a replica
/// is without comparing clocks: one that has replayed what was logged when the primary was asked at a certain moment
/// has every commit from before that moment, whoever made it. It is fresh also when nobody writes, as the log then
/// stands still. Thread-safe.
final class LogMarks {

    private final long keptNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Mark> marks = new ArrayDeque<>();

    /// @param keptNanos older marks are of no use
    LogMarks(long keptNanos) {
        this.keptNanos = keptNanos;
    }

    private record Mark(long askedNanos, long position) {}

    /// The log was at `position`, or further on, when asked at that moment. Moments come in order.
    void add(long askedNanos, long position) {
        lock.lock();
        try {
            while (!marks.isEmpty() && askedNanos - marks.getFirst().askedNanos > keptNanos) {
                marks.removeFirst();
            }
            marks.addLast(new Mark(askedNanos, position));
        } finally {
            lock.unlock();
        }
    }

    /// After the connection was lost: it may be another primary now, whose log went another way.
    void clear() {
        lock.lock();
        try {
            marks.clear();
        } finally {
            lock.unlock();
        }
    }

    /// The latest moment from before which everything was committed is replayed by who is at `position`; null when that
    /// is too long ago.
    @Nullable
    Long coveredBy(long position) {
        lock.lock();
        try {
            for (Iterator<Mark> latestFirst = marks.descendingIterator(); latestFirst.hasNext(); ) {
                Mark mark = latestFirst.next();
                if (mark.position <= position) {
                    return mark.askedNanos;
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /// Whether the log goes on behind `position`.
    boolean isAhead(long position) {
        lock.lock();
        try {
            return !marks.isEmpty() && marks.getLast().position > position;
        } finally {
            lock.unlock();
        }
    }
}
