package dev.opsdeck.console.task;

import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;

/// A piece of work under way, for the status bar and for whoever started it. Properties: JavaFX thread only.
public final class RunningTask {

    private final String title;
    private final long startedNanos;
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress", -1);
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final Runnable interrupt;

    RunningTask(String title, long startedNanos, Runnable interrupt) {
        this.title = title;
        this.startedNanos = startedNanos;
        this.interrupt = interrupt;
    }

    public String title() {
        return title;
    }

    /// By the clock the tasks were given.
    public long startedNanos() {
        return startedNanos;
    }

    /// 0 to 1; -1 when not known.
    public ReadOnlyDoubleProperty progress() {
        return progress.getReadOnlyProperty();
    }

    /// Interrupts the work; neither of its two ends is called after this. Any thread.
    public void cancel() {
        if (cancelled.compareAndSet(false, true)) {
            interrupt.run();
        }
    }

    public boolean cancelled() {
        return cancelled.get();
    }

    void progressed(double share) {
        progress.set(share);
    }
}
