package dev.opsdeck.server.alerts.delivery;

import dev.opsdeck.server.db.DatabaseUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A thread of its own that does something when it is time, or when it is woken. Closed by whoever made it.
final class Loop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    /// The time of day may jump.
    private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

    private final String what;
    private final InstantSource clock;
    private final UnaryOperator<Instant> step;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private final Thread thread;
    private boolean due = true;
    private boolean closed;

    /// @param step given the time; says when it wants to be called next, unless it is woken before
    Loop(String what, InstantSource clock, UnaryOperator<Instant> step) {
        this.what = what;
        this.clock = clock;
        this.step = step;
        this.thread = Thread.ofVirtual().name("opsdeck-" + what).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Something changed: do not wait any longer. Never blocks.
    void wake() {
        lock.lock();
        try {
            due = true;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            for (Duration sleep = Duration.ZERO; awaitTurn(sleep); sleep = attempt()) {
                // All is done in between.
            }
        } catch (InterruptedException e) {
            LOG.warn("{} was interrupted", what, e);
        }
    }

    /// @return false when it is closed
    private boolean awaitTurn(Duration sleep) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = sleep.toNanos();
            while (!due && !closed && nanos > 0) {
                nanos = woken.awaitNanos(nanos);
            }
            due = false;
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private Duration attempt() {
        try {
            Instant now = clock.instant();
            Instant next = step.apply(now);
            Duration sleep = next.isAfter(now.plus(LONGEST_SLEEP)) ? LONGEST_SLEEP : Duration.between(now, next);
            return sleep.isNegative() ? Duration.ZERO : sleep;
        } catch (DatabaseUnavailable gone) {
            LOG.debug("{}: not now", what, gone);
        } catch (RuntimeException failed) {
            LOG.error("{} failed", what, failed);
        }
        return AFTER_FAILURE;
    }

    /// Waits for the step that is under way.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            if (thread.isAlive() && !thread.join(Duration.ofSeconds(5))) {
                LOG.warn("{} did not end in time", what);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
