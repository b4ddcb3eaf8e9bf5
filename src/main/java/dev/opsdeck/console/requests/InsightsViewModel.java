package dev.opsdeck.console.requests;

import dev.opsdeck.api.insights.InsightReport;
import dev.opsdeck.console.live.Asking;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.task.Cancellable;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;

/// What the server has found out about itself. FX thread only; the server is asked on [BackgroundTasks], every ten
/// seconds while it is seen.
final class InsightsViewModel {

    private static final InsightReport NOTHING = new InsightReport(List.of(), List.of());
    private static final Duration PERIOD = Duration.ofSeconds(10);
    private static final Cancellable NONE = () -> {};

    private final Asking<Supplier<InsightReport>> asking;
    private final BackgroundTasks tasks;
    private final ReadOnlyObjectWrapper<InsightReport> report = new ReadOnlyObjectWrapper<>(this, "report", NOTHING);
    private boolean seen;
    private Cancellable ticks = NONE;

    /// @param asking the report of the server that is looked at, on a background thread
    InsightsViewModel(Asking<Supplier<InsightReport>> asking, BackgroundTasks tasks) {
        this.asking = asking;
        this.tasks = tasks;
        asking.turns().subscribe((before, now) -> {
            report.set(NOTHING);
            read();
        });
    }

    void shown() {
        if (!seen) {
            seen = true;
            ticks = tasks.every(PERIOD, this::read);
            read();
        }
    }

    void hidden() {
        seen = false;
        ticks.close();
    }

    /// Without any check as long as nothing has been read.
    ReadOnlyObjectProperty<InsightReport> report() {
        return report.getReadOnlyProperty();
    }

    /// Why the last call did not succeed; empty when it did, and while the window says that the connection is
    /// lost.
    ReadOnlyStringProperty notice() {
        return asking.notice();
    }

    /// `As of 18:02:11` while the connection is lost, else empty.
    ReadOnlyStringProperty staleSince() {
        return asking.staleSince();
    }

    private void read() {
        if (seen) {
            asking.read("Reading the insights", Supplier::get, report::set, () -> {});
        }
    }
}
