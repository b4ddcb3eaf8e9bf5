package dev.opsdeck.server.loadrun.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Starts requests when the [Schedule] says so, whatever the server does. A request goes to an idle connection,
/// or to a new one while there may be more, or waits; waiting does not change its intended start, so a server
/// that stands still shows in the latencies of everything that was meant to start meanwhile.
final class OpenTraffic implements Traffic {

    /// @param intended  start by the schedule
    /// @param freeSince when the engine could have started it
    private record Ticket(Request request, long intended, long freeSince) {}

    /// A thread with its lane. Idle ones wait for a ticket.
    private final class Worker implements Runnable {

        private final Lane lane = lanes.open();
        private final Thread thread = Thread.ofPlatform().daemon().unstarted(this);
        private volatile @Nullable Ticket ticket;

        Worker(Ticket first) {
            ticket = first;
        }

        void start() {
            thread.start();
        }

        void hand(Ticket next) {
            ticket = next;
            LockSupport.unpark(thread);
        }

        @Override
        public void run() {
            while (!over && !stopped) {
                Ticket taken = ticket;
                if (taken == null) {
                    LockSupport.park(this);
                } else {
                    lane.call(taken.request(), taken.intended(), taken.freeSince());
                    next(this);
                }
            }
        }
    }

    private final Schedule schedule;
    private final Mix mix;
    private final Lanes lanes;
    private final int maxConnections;
    private final long graceNanos;
    private final Tally tally;
    private final LongSupplier nanos;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition quiet = lock.newCondition();
    private final Deque<Worker> idle = new ArrayDeque<>();
    private final Deque<Ticket> backlog = new ArrayDeque<>();
    private int busy;
    private volatile boolean stopped;
    private volatile boolean over;
    private volatile @Nullable Thread dispatcher;

    OpenTraffic(
            Schedule schedule,
            Mix mix,
            Lanes lanes,
            int maxConnections,
            long graceNanos,
            Tally tally,
            LongSupplier nanos) {
        this.schedule = schedule;
        this.mix = mix;
        this.lanes = lanes;
        this.maxConnections = maxConnections;
        this.graceNanos = graceNanos;
        this.tally = tally;
        this.nanos = nanos;
    }

    @Override
    public void run(long start) throws InterruptedException {
        dispatcher = Thread.currentThread();
        long total = schedule.total();
        for (long i = 0; i < total && !stopped; i++) {
            long intended = start + schedule.intendedNanos(i);
            Request request = mix.next();
            waitUntil(intended);
            dispatch(new Ticket(request, intended, intended));
        }
        drain();
        end();
    }

    @Override
    public void stop() {
        stopped = true;
        LockSupport.unpark(dispatcher);
        lanes.close();
        lock.lock();
        try {
            quiet.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Long askedBefore(long time) {
        return schedule.dueBefore(time);
    }

    private void waitUntil(long time) {
        long left = time - nanos.getAsLong();
        while (left > 0 && !stopped) {
            LockSupport.parkNanos(this, left);
            left = time - nanos.getAsLong();
        }
    }

    private void dispatch(Ticket ticket) {
        Worker waiting = null;
        Worker fresh = null;
        lock.lock();
        try {
            waiting = idle.poll();
            if (waiting != null) {
                busy++;
            } else if (lanes.size() < maxConnections) {
                fresh = new Worker(ticket);
                busy++;
            } else {
                backlog.add(ticket);
            }
        } finally {
            lock.unlock();
        }
        if (waiting != null) {
            waiting.hand(ticket);
        } else if (fresh != null) {
            fresh.start();
        }
    }

    /// Called by a worker whose lane is free again. The one that became idle last is used first, so that no more
    /// connections are kept busy than the load needs.
    private void next(Worker worker) {
        lock.lock();
        try {
            Ticket waiting = backlog.poll();
            if (waiting != null && !stopped) {
                worker.ticket = new Ticket(waiting.request(), waiting.intended(), nanos.getAsLong());
                return;
            }
            // Before anybody can hand it a new one.
            worker.ticket = null;
            busy--;
            idle.push(worker);
            if (busy == 0) {
                quiet.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void drain() throws InterruptedException {
        long left = graceNanos;
        lock.lock();
        try {
            while (busy > 0 && left > 0 && !stopped) {
                left = quiet.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void end() throws InterruptedException {
        lock.lock();
        try {
            over = true;
            if (!stopped) {
                long now = nanos.getAsLong();
                backlog.forEach(ticket -> tally.neverSent(ticket.request().call(), now - ticket.intended()));
            }
            backlog.clear();
        } finally {
            lock.unlock();
        }
        if (!stopped) {
            lanes.giveUp();
            awaitQuiet();
        }
        idle.forEach(worker -> LockSupport.unpark(worker.thread));
    }

    /// After giving up, each lane still records its request; that takes no longer than closing sockets takes.
    private void awaitQuiet() throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(1);
            while (busy > 0 && left > 0) {
                left = quiet.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
