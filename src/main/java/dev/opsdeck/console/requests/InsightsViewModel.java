package dev.opsdeck.console.requests;

import dev.opsdeck.api.insights.InsightReport;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.task.Cancellable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;

/// What the server has found out about itself. FX thread only; the server is asked on [BackgroundTasks], every ten
/// seconds while it is seen.
final class InsightsViewModel {

    private static final InsightReport NOTHING = new InsightReport(List.of(), List.of());
    private static final Duration PERIOD = Duration.ofSeconds(10);
    private static final Cancellable NONE = () -> {};

    private final Supplier<Callable<InsightReport>> server;
    private final BackgroundTasks tasks;
    private final ReadOnlyObjectWrapper<InsightReport> report = new ReadOnlyObjectWrapper<>(this, "report", NOTHING);
    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper(this, "notice", "");
    private long asking;
    private boolean seen;
    private Cancellable ticks = NONE;

    /// @param server reads the report of the server that is looked at, on a background thread
    InsightsViewModel(
            Supplier<Callable<InsightReport>> server, ObservableValue<?> selectedServer, BackgroundTasks tasks) {
        this.server = server;
        this.tasks = tasks;
        selectedServer.subscribe((before, now) -> {
            asking++;
            report.set(NOTHING);
            notice.set("");
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

    /// Why the last call did not succeed; empty when it did.
    ReadOnlyStringProperty notice() {
        return notice.getReadOnlyProperty();
    }

    private void read() {
        if (!seen) {
            return;
        }
        long number = asking;
        tasks.run(
                "Reading the insights",
                server.get(),
                answer -> {
                    if (number == asking) {
                        notice.set("");
                        report.set(answer);
                    }
                },
                failure -> {
                    if (number == asking) {
                        notice.set(failure.text());
                    }
                });
    }
}
