package dev.opsdeck.console.task;

import dev.opsdeck.console.connection.Failure;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import javafx.collections.ObservableList;

/// Runs what may take long beside the JavaFX thread and brings the end back to it. Called on the JavaFX thread.
public interface BackgroundTasks {

    /// Runs `work` on a thread of its own, then exactly one of the two ends on the JavaFX thread, unless it was
    /// cancelled.
    ///
    /// @param title what the status bar says while it runs; work shorter than 200 ms is never shown
    default <T> RunningTask run(
            String title, Callable<T> work, Consumer<? super T> onFx, Consumer<Failure> failedOnFx) {
        return run(title, (DoubleConsumer progress) -> work.call(), onFx, failedOnFx);
    }

    /// As above, for work that can tell its progress, 0 to 1, from its own thread.
    <T> RunningTask run(String title, Work<T> work, Consumer<? super T> onFx, Consumer<Failure> failedOnFx);

    /// Runs `action` on the JavaFX thread again and again until closed. The first time is one period from now.
    Cancellable every(Duration period, Runnable action);

    /// Runs `action` on the JavaFX thread once, later.
    Cancellable after(Duration delay, Runnable action);

    /// What runs now, oldest first.
    ObservableList<RunningTask> running();

    /// Work that can tell its progress.
    interface Work<T> {
        T call(DoubleConsumer progress) throws Exception;
    }
}
