package dev.opsdeck.console.live;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;

/// Runs one action on the JavaFX thread soon, however often it is asked before: at most one is waiting. Asked on any
/// thread. No timer: when nothing arrives, nothing runs.
public final class FxPulse {

    private final AtomicBoolean waiting = new AtomicBoolean();
    private final Executor fxThread;
    private final Runnable action;

    /// @param fxThread runs what it is given on the JavaFX thread, later
    FxPulse(Executor fxThread, Runnable action) {
        this.fxThread = fxThread;
        this.action = action;
    }

    /// On the real JavaFX thread.
    public static FxPulse of(Runnable action) {
        return new FxPulse(Platform::runLater, action);
    }

    /// Asks for a run.
    public void request() {
        if (waiting.compareAndSet(false, true)) {
            fxThread.execute(this::run);
        }
    }

    private void run() {
        // Before the action: what arrives during it needs another run.
        waiting.set(false);
        action.run();
    }
}
