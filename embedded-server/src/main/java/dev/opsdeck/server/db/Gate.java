package dev.opsdeck.server.db;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// A fair semaphore before which only so many threads may wait: who comes when it is full is turned away at once, the
/// others after a time, all by one [Alarm]. Thread-safe.
final class Gate {

    private enum State {
        WAITS,
        PASSED,
        TURNED_AWAY
    }

    private static final class Waiter {

        private final Thread thread = Thread.currentThread();
        private final long untilNanos;
        private volatile State state = State.WAITS;

        Waiter(long untilNanos) {
            this.untilNanos = untilNanos;
        }

        void tell(State now) {
            state = now;
            LockSupport.unpark(thread);
        }
    }

    private final int mostWaiting;
    private final long patienceNanos;
    private final LongSupplier nanos;
    private final Alarm alarm;
    private final ReentrantLock lock = new ReentrantLock();
    /// In the order of their deadlines, as all have the same patience. Empty while there are permits.
    private final Deque<Waiter> queue = new ArrayDeque<>();

    private int free;
    private boolean alarmed;

    /// @param permits       how many may be inside at once
    /// @param mostWaiting   how many may wait at once
    /// @param patienceNanos how long a thread waits
    Gate(int permits, int mostWaiting, long patienceNanos, LongSupplier nanos, Alarm alarm) {
        this.free = permits;
        this.mostWaiting = mostWaiting;
        this.patienceNanos = patienceNanos;
        this.nanos = nanos;
        this.alarm = alarm;
    }

    /// Takes a permit; who got one gives it back by [#leave].
    ///
    /// @return whether there was one in time; false at once when too many wait already
    /// @throws InterruptedException if the thread would have to wait and is interrupted
    boolean pass() throws InterruptedException {
        Waiter mine;
        lock.lock();
        try {
            if (free > 0) {
                free--;
                return true;
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (queue.size() >= mostWaiting) {
                return false;
            }
            mine = new Waiter(nanos.getAsLong() + patienceNanos);
            if (!alarmed) {
                alarm.in(patienceNanos, this::turnAway);
                alarmed = true;
            }
            // Last: nobody waits for whom no alarm could be set.
            queue.addLast(mine);
        } finally {
            lock.unlock();
        }
        return await(mine);
    }

    /// Gives a permit back: to who waits longest, if anybody does.
    void leave() {
        lock.lock();
        try {
            Waiter next = queue.pollFirst();
            if (next == null) {
                free++;
            } else {
                next.tell(State.PASSED);
            }
        } finally {
            lock.unlock();
        }
    }

    /// How many threads wait.
    int waiting() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    private boolean await(Waiter mine) throws InterruptedException {
        boolean interrupted = false;
        while (mine.state == State.WAITS) {
            LockSupport.park(this);
            if (Thread.interrupted()) {
                interrupted = true;
                giveUp(mine);
            }
        }
        if (interrupted && mine.state == State.TURNED_AWAY) {
            throw new InterruptedException();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return mine.state == State.PASSED;
    }

    /// Unless it was told something already.
    private void giveUp(Waiter mine) {
        lock.lock();
        try {
            if (queue.remove(mine)) {
                mine.state = State.TURNED_AWAY;
            }
        } finally {
            lock.unlock();
        }
    }

    private void turnAway() {
        lock.lock();
        try {
            long now = nanos.getAsLong();
            while (!queue.isEmpty() && queue.getFirst().untilNanos - now <= 0) {
                queue.removeFirst().tell(State.TURNED_AWAY);
            }
            alarmed = false;
            if (!queue.isEmpty()) {
                alarm.in(queue.getFirst().untilNanos - now, this::turnAway);
                alarmed = true;
            }
        } finally {
            lock.unlock();
        }
    }
}
