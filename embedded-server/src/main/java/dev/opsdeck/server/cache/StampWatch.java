package dev.opsdeck.server.cache;

import dev.opsdeck.server.db.DatabaseException;
import dev.opsdeck.server.db.DatabaseUnavailable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks for the stamps of all instances again and again, on a thread of its own, as it may have to wait for the
/// database; and at once when it is rung. Closed by whoever made it.
final class StampWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StampWatch.class);

    private final Stamps stamps;
    private final Semaphore bell = new Semaphore(0);
    private volatile boolean closed;

    StampWatch(Stamps stamps) {
        this.stamps = stamps;
        Thread.ofVirtual().name("opsdeck-cache-stamps").start(this::watch);
    }

    /// There may be news. Any thread; does not block.
    void ring() {
        bell.release();
    }

    private void watch() {
        try {
            while (!closed) {
                pull();
                if (bell.tryAcquire(Stamps.PULL.toMillis(), TimeUnit.MILLISECONDS)) {
                    bell.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pull() {
        try {
            stamps.pull();
        } catch (DatabaseUnavailable | DatabaseException gone) {
            LOG.debug("The stamps of the caches could not be read", gone);
        } catch (RuntimeException bug) {
            // One broken time must not end the watching.
            LOG.error("The stamps of the caches could not be read", bug);
        }
    }

    @Override
    public void close() {
        closed = true;
        ring();
    }
}
