package dev.opsdeck.server.db;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes what others must not wait for: they add, and a thread of its own stores in batches. When the database
/// is gone it keeps the latest items, bounded, and goes on by itself when the database is back. Whoever made it
/// closes it, before the database; closing stores what is left.
public final class BatchWriter<T> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BatchWriter.class);
    private static final long RETRY_NANOS = Duration.ofSeconds(2).toNanos();

    /// A batch that the database refuses so often, although it is there, is given up.
    private static final int MAX_REFUSALS = 3;

    private final String what;
    private final int capacity;
    private final long everyNanos;
    private final Consumer<List<T>> store;
    private final Deque<T> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    /// There is something to store where there was nothing, or no more will come.
    private final Condition begun = lock.newCondition();
    private final Thread thread;
    private int underWay;
    private long dropped;
    private boolean closed;
    private boolean unavailable;
    private int refusals;

    /// @param what     for the log, such as `samples`
    /// @param capacity how many may wait; beyond it the oldest are dropped
    /// @param every    how long items wait for others; zero: not at all
    /// @param store    stores all of the batch or, when it throws, nothing
    public BatchWriter(String what, int capacity, Duration every, Consumer<List<T>> store) {
        this.what = what;
        this.capacity = capacity;
        this.everyNanos = every.toNanos();
        this.store = store;
        this.thread = Thread.ofPlatform().daemon().name("opsdeck-" + what).start(this::run);
    }

    /// Never blocks, never throws.
    public void add(T item) {
        lock.lock();
        try {
            waiting.addLast(item);
            trim();
            // Who waits for more items need not be woken by each of them.
            if (waiting.size() == 1) {
                begun.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// What is not stored yet, oldest first. Read it before the database: then nothing is missed, and what is in
    /// both is recognised.
    public List<T> pending() {
        lock.lock();
        try {
            return List.copyOf(waiting);
        } finally {
            lock.unlock();
        }
    }

    /// Stores what is left, unless the database is gone.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            begun.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            for (List<T> batch = next(); !batch.isEmpty(); batch = next()) {
                finish(batch.size(), attempt(batch));
            }
        } catch (InterruptedException ending) {
            LOG.warn("The writer of {} was interrupted", what);
        }
    }

    /// The next batch; empty when closed and nothing is left. The items stay in the queue until they are stored.
    private List<T> next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty() && !closed) {
                begun.await();
            }
            long left = unavailable || refusals > 0 ? RETRY_NANOS : everyNanos;
            while (left > 0 && !closed) {
                left = begun.awaitNanos(left);
            }
            if (closed && unavailable) {
                return List.of();
            }
            underWay = waiting.size();
            return new ArrayList<>(waiting);
        } finally {
            lock.unlock();
        }
    }

    private boolean attempt(List<T> batch) {
        try {
            store.accept(batch);
            if (unavailable) {
                LOG.info("The database is back: {} are stored again ({} were lost)", what, lost());
            }
            unavailable = false;
            refusals = 0;
            return true;
        } catch (DatabaseUnavailable gone) {
            if (!unavailable) {
                LOG.warn("The database is gone: {} wait, at most {}", what, capacity, gone);
            }
            unavailable = true;
            return false;
        } catch (RuntimeException refused) {
            refusals++;
            boolean giveUp = refusals >= MAX_REFUSALS;
            LOG.error("{} {} could not be stored{}", batch.size(), what, giveUp ? " and are lost" : "", refused);
            if (giveUp) {
                refusals = 0;
            }
            return giveUp;
        }
    }

    private void finish(int size, boolean done) {
        lock.lock();
        try {
            // Some of the batch may have been dropped meanwhile to keep the bound; they are at its beginning.
            int left = Math.min(underWay, size);
            for (int i = 0; done && i < left; i++) {
                waiting.removeFirst();
            }
            underWay = 0;
        } finally {
            lock.unlock();
        }
    }

    private long lost() {
        lock.lock();
        try {
            long count = dropped;
            dropped = 0;
            return count;
        } finally {
            lock.unlock();
        }
    }

    private void trim() {
        while (waiting.size() > capacity) {
            waiting.removeFirst();
            dropped++;
            underWay = Math.max(0, underWay - 1);
        }
    }
}
