package dev.opsdeck.server;

import dev.opsdeck.server.db.DatabaseUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One thread for what is done now and then and may wait for the database: signs of life, counting, trimming. Closed by
/// the wiring, before the database.
final class Background implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Background.class);

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("opsdeck-background").factory());
    private final List<Future<?>> repeated = new ArrayList<>();

    /// Does it at once and again after every `pause`, whatever became of it before.
    void every(Duration pause, String what, Runnable task) {
        repeated.add(
                executor.scheduleWithFixedDelay(() -> attempt(what, task), 0, pause.toMillis(), TimeUnit.MILLISECONDS));
    }

    private static void attempt(String what, Runnable task) {
        try {
            task.run();
        } catch (DatabaseUnavailable gone) {
            LOG.debug("{}: not now", what, gone);
        } catch (RuntimeException failed) {
            LOG.error("{} failed", what, failed);
        }
    }

    @Override
    public void close() {
        repeated.forEach(task -> task.cancel(false));
        executor.shutdown();
        try {
            if (!executor.awaitTermination(5, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
