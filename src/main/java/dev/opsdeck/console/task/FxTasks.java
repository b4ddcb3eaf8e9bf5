package dev.opsdeck.console.task;

import dev.opsdeck.console.connection.ApiFailure;
import dev.opsdeck.console.connection.Failure;
import dev.opsdeck.console.connection.Failure.Bug;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The real [BackgroundTasks]: one virtual thread a task, one timer thread. Closed by the application.
public final class FxTasks implements BackgroundTasks, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FxTasks.class);

    private final LongSupplier nanoClock;

    /// A task that ends while the application closes may still ask for something later: nothing comes of it.
    private final ScheduledExecutorService timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("console-timer").daemon().factory(), new ThreadPoolExecutor.DiscardPolicy());

    private final ObservableList<RunningTask> running = FXCollections.observableArrayList();

    public FxTasks(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    @Override
    public <T> RunningTask run(String title, Work<T> work, Consumer<? super T> onFx, Consumer<Failure> failedOnFx) {
        AtomicReference<Thread> thread = new AtomicReference<>();
        RunningTask task = new RunningTask(title, nanoClock.getAsLong(), () -> {
            Thread worker = thread.get();
            if (worker != null) {
                worker.interrupt();
            }
        });
        running.add(task);
        Thread worker = Thread.ofVirtual().name("task " + title).unstarted(() -> {
            Runnable end = work(task, work, onFx, failedOnFx);
            Platform.runLater(() -> {
                running.remove(task);
                if (!task.cancelled()) {
                    end.run();
                }
            });
        });
        thread.set(worker);
        worker.start();
        return task;
    }

    private static <T> Runnable work(
            RunningTask task, Work<T> work, Consumer<? super T> onFx, Consumer<Failure> failedOnFx) {
        try {
            T result = work.call(share -> Platform.runLater(() -> task.progressed(share)));
            return () -> onFx.accept(result);
        } catch (ApiFailure e) {
            return () -> failedOnFx.accept(e.failure());
        } catch (Exception e) {
            if (task.cancelled()) {
                return () -> {};
            }
            LOG.error("The task '{}' failed", task.title(), e);
            return () -> failedOnFx.accept(new Bug(e));
        }
    }

    @Override
    public Cancellable every(Duration period, Runnable action) {
        AtomicBoolean waiting = new AtomicBoolean();
        AtomicBoolean stopped = new AtomicBoolean();
        Future<?> ticks = timer.scheduleWithFixedDelay(
                () -> {
                    // A window that is behind gets one run, not a pile of them.
                    if (waiting.compareAndSet(false, true)) {
                        Platform.runLater(() -> {
                            waiting.set(false);
                            if (!stopped.get()) {
                                action.run();
                            }
                        });
                    }
                },
                period.toNanos(),
                period.toNanos(),
                TimeUnit.NANOSECONDS);
        return () -> {
            stopped.set(true);
            ticks.cancel(false);
        };
    }

    @Override
    public Cancellable after(Duration delay, Runnable action) {
        AtomicBoolean stopped = new AtomicBoolean();
        Future<?> tick = timer.schedule(
                () -> Platform.runLater(() -> {
                    if (!stopped.get()) {
                        action.run();
                    }
                }),
                delay.toNanos(),
                TimeUnit.NANOSECONDS);
        return () -> {
            stopped.set(true);
            tick.cancel(false);
        };
    }

    @Override
    public ObservableList<RunningTask> running() {
        return running;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        running.forEach(RunningTask::cancel);
    }
}
