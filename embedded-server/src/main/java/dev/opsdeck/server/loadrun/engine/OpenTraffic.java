package dev.opsdeck.server.loadrun.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Starts requests when the [Schedule] says so, whatever the server does. A request goes over an idle connection, or
/// over a new one while there may be more, or waits; waiting does not change its intended start, so a server that
/// stands still shows in the latencies of everything that was meant to start meanwhile.
///
/// Every connection has a thread, and a thread whose answer has come takes the next request and waits for its time
/// itself: no request is handed from thread to thread, which would cost as much as sending it ("leader and followers",
/// Schmidt et al. 2000). [#AHEAD] of them wait at once, so that one is there when another begins to send.
final class OpenTraffic implements Traffic {

    private static final int AHEAD = 2;

    /// @param freeSince when the engine could have started it: later than intended if all connections were busy
    ///            then
    private record Ticket(Request request, long intended, long freeSince) {}

    private final class Worker implements Runnable {

        private final Lane lane = lanes.open();
        private final Thread thread = Thread.ofPlatform().daemon().unstarted(this);
        private volatile boolean idle;

        @Override
        public void run() {
            boolean answered = false;
            while (!over && !stopped) {
                Ticket ticket = take(this, answered);
                answered = ticket != null;
                if (ticket == null) {
                    rest();
                } else if (waitUntil(ticket.intended())) {
                    begin();
                    lane.call(ticket.request(), ticket.intended(), ticket.freeSince());
                    end();
                }
            }
        }

        private void rest() {
            while (idle && !over && !stopped) {
                LockSupport.park(this);
            }
        }

        void wake() {
            idle = false;
            LockSupport.unpark(thread);
        }
    }

    private final Schedule schedule;
    private final long total;
    private final Mix mix;
    private final Lanes lanes;
    private final int maxConnections;
    private final long graceNanos;
    private final Tally tally;
    private final LongSupplier nanos;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition quiet = lock.newCondition();
    private final List<Worker> workers = new ArrayList<>();
    private final Deque<Worker> idle = new ArrayDeque<>();
    private long start;
    private long next;
    private int ahead;
    private int busy;
    private long blockedUntil;
    private volatile boolean stopped;
    private volatile boolean over;

    OpenTraffic(
            Schedule schedule,
            Mix mix,
            Lanes lanes,
            int maxConnections,
            long graceNanos,
            Tally tally,
            LongSupplier nanos) {
        this.schedule = schedule;
        this.total = schedule.total();
        this.mix = mix;
        this.lanes = lanes;
        this.maxConnections = maxConnections;
        this.graceNanos = graceNanos;
        this.tally = tally;
        this.nanos = nanos;
    }

    @Override
    public void run(long begin) throws InterruptedException {
        lock.lock();
        try {
            start = begin;
            blockedUntil = begin;
            ready();
            awaitQuiet(begin + schedule.intendedNanos(total - 1) + graceNanos);
            over = true;
            if (!stopped) {
                giveUp();
            }
        } finally {
            lock.unlock();
        }
        wakeAll();
    }

    @Override
    public void stop() {
        stopped = true;
        lanes.close();
        lock.lock();
        try {
            quiet.signalAll();
        } finally {
            lock.unlock();
        }
        wakeAll();
    }

    @Override
    public Long askedBefore(long time) {
        return schedule.dueBefore(time);
    }

    /// The next request that nobody waits for yet; null when enough threads wait already, or there is none.
    ///
    /// @param answered whether its connection was busy until now
    private @Nullable Ticket take(Worker worker, boolean answered) {
        lock.lock();
        try {
            if (answered && nobodyIdle()) {
                blockedUntil = nanos.getAsLong();
            }
            if (over || stopped || next == total || ahead == AHEAD) {
                worker.idle = true;
                // The one that became idle last is used first: no more connections are kept busy than the load needs.
                idle.push(worker);
                return null;
            }
            ahead++;
            long intended = start + schedule.intendedNanos(next++);
            return new Ticket(mix.next(), intended, Math.max(intended, blockedUntil));
        } finally {
            lock.unlock();
        }
    }

    /// Whether every connection that there may be has its request: only an answer brings a free one. With the
    /// lock.
    private boolean nobodyIdle() {
        return idle.isEmpty() && lanes.size() == maxConnections;
    }

    /// @return false if the run has ended before
    private boolean waitUntil(long time) {
        for (long left = time - nanos.getAsLong(); left > 0; left = time - nanos.getAsLong()) {
            if (stopped) {
                return false;
            }
            LockSupport.parkNanos(this, left);
        }
        return true;
    }

    private void begin() {
        lock.lock();
        try {
            ahead--;
            busy++;
            ready();
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            busy--;
            if (finished()) {
                quiet.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Sees to it that somebody waits for the next request. With the lock.
    private void ready() {
        if (ahead > 0 || next == total || stopped) {
            return;
        }
        Worker waiting = idle.poll();
        if (waiting != null) {
            waiting.wake();
        } else if (lanes.size() < maxConnections) {
            Worker fresh = new Worker();
            workers.add(fresh);
            fresh.thread.start();
        }
    }

    private boolean finished() {
        return busy == 0 && ahead == 0 && (over || next == total);
    }

    /// Waits for the last answer. With the lock.
    ///
    /// @param until when not to wait any longer
    private void awaitQuiet(long until) throws InterruptedException {
        for (long left = until - nanos.getAsLong(); !finished() && left > 0 && !stopped; ) {
            quiet.awaitNanos(left);
            left = until - nanos.getAsLong();
        }
    }

    /// What has no answer yet counts as timed out, and what found no connection as never sent. With the lock.
    private void giveUp() throws InterruptedException {
        long now = nanos.getAsLong();
        if (nobodyIdle()) {
            blockedUntil = now;
        }
        for (; next < total; next++) {
            long intended = start + schedule.intendedNanos(next);
            tally.neverSent(mix.next().call(), intended, Math.max(intended, blockedUntil), now);
        }
        lanes.giveUp();
        // Each lane still records its request; that takes no longer than closing sockets takes.
        awaitQuiet(now + TimeUnit.SECONDS.toNanos(1));
    }

    private void wakeAll() {
        List<Worker> all;
        lock.lock();
        try {
            all = List.copyOf(workers);
        } finally {
            lock.unlock();
        }
        all.forEach(Worker::wake);
    }
}
