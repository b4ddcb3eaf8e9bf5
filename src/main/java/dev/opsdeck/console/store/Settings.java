package dev.opsdeck.console.store;

import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.task.Cancellable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The console's settings while it runs: changed on the JavaFX thread, written half a second after the last change on
/// a background thread, and once more by [#close].
public final class Settings implements AutoCloseable {

    private static final Duration QUIET = Duration.ofMillis(500);

    private final SettingsFile file;
    private final BackgroundTasks tasks;
    private final Consumer<String> complain;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile ConsoleSettings current;
    private ConsoleSettings written;
    private @Nullable Cancellable pending;

    /// @param complain told, on the JavaFX thread, in a sentence when settings cannot be written
    public Settings(SettingsFile file, ConsoleSettings loaded, BackgroundTasks tasks, Consumer<String> complain) {
        this.file = file;
        this.current = loaded;
        this.written = loaded;
        this.tasks = tasks;
        this.complain = complain;
    }

    public ConsoleSettings get() {
        return current;
    }

    /// Changes them. JavaFX thread.
    public void update(UnaryOperator<ConsoleSettings> change) {
        ConsoleSettings before = current;
        ConsoleSettings after = change.apply(before);
        if (after.equals(before)) {
            return;
        }
        current = after;
        if (pending != null) {
            pending.close();
        }
        pending = tasks.after(
                QUIET,
                () -> tasks.run(
                        "Save settings",
                        () -> {
                            write();
                            return after;
                        },
                        saved -> {},
                        failure -> complain.accept("The settings could not be saved. Check that there is room on the"
                                + " disk and that the folder of the settings may be written.")));
    }

    /// Writes what is not written yet. Blocks shortly; any thread.
    @Override
    public void close() throws IOException {
        write();
    }

    private void write() throws IOException {
        writing.lock();
        try {
            ConsoleSettings now = current;
            if (!now.equals(written)) {
                file.save(now);
                written = now;
            }
        } finally {
            writing.unlock();
        }
    }
}
