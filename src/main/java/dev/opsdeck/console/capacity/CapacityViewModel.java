package dev.opsdeck.console.capacity;

import dev.opsdeck.api.capacity.CapacityReport;
import dev.opsdeck.console.live.Asking;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.ui.ExportFile;
import dev.opsdeck.console.ui.Notices;
import dev.opsdeck.console.ui.State;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import org.jspecify.annotations.Nullable;

/// What the Capacity page shows of the server. Read when the page is shown and when it is asked for, never in
/// between: a capacity changes with a ramp run. FX thread only.
final class CapacityViewModel {

    /// What stands on the page.
    enum Content {
        LOADING,
        SHOWN,
        /// Nothing could be read yet; the notice says why.
        FAILED
    }

    /// How an export is written.
    enum Export {
        MARKDOWN,
        CSV
    }

    private final Asking<CapacityServer> asking;
    private final PlanViewModel plan;
    private final BackgroundTasks tasks;
    private final Notices notices;
    private final CapacityWords words;
    private final ReadOnlyObjectWrapper<@Nullable CapacityReport> report = new ReadOnlyObjectWrapper<>(this, "report");
    private final ReadOnlyObjectWrapper<Content> content =
            new ReadOnlyObjectWrapper<>(this, "content", Content.LOADING);
    private final ReadOnlyIntegerWrapper runs = new ReadOnlyIntegerWrapper(this, "runs", 1);
    private boolean seen;

    CapacityViewModel(
            Asking<CapacityServer> asking,
            PlanViewModel plan,
            BackgroundTasks tasks,
            Notices notices,
            CapacityWords words) {
        this.asking = asking;
        this.plan = plan;
        this.tasks = tasks;
        this.notices = notices;
        this.words = words;
        asking.turns().subscribe((before, now) -> forget());
        asking.anew().subscribe((before, now) -> read());
    }

    void shown() {
        seen = true;
        read();
    }

    void hidden() {
        seen = false;
    }

    /// Null until it is read.
    ReadOnlyObjectProperty<@Nullable CapacityReport> report() {
        return report.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Content> content() {
        return content.getReadOnlyProperty();
    }

    /// Why the page could not be read; empty when it could.
    ReadOnlyStringProperty notice() {
        return asking.notice();
    }

    /// `As of 18:02:11` while the connection is lost, else empty.
    ReadOnlyStringProperty staleSince() {
        return asking.staleSince();
    }

    /// How many of the latest ramp runs are fitted together.
    ReadOnlyIntegerProperty runs() {
        return runs.getReadOnlyProperty();
    }

    void fit(int latest) {
        if (latest != runs.get()) {
            runs.set(latest);
            read();
        }
    }

    CapacityWords words() {
        return words;
    }

    void read() {
        if (!seen) {
            return;
        }
        int latest = runs.get();
        asking.read(
                "Reading the capacity",
                server -> server.report(latest),
                answer -> {
                    if (latest == runs.get()) {
                        report.set(answer);
                        content.set(Content.SHOWN);
                    }
                },
                () -> {
                    if (content.get() == Content.LOADING) {
                        content.set(Content.FAILED);
                    }
                });
        plan.read();
    }

    /// Writes what is shown, the plan as it is typed, into a file.
    void export(Export format, Path to) {
        CapacityReport shown = report.get();
        if (shown == null) {
            return;
        }
        CapacityExport export =
                new CapacityExport(shown, plan.typed(), plan.outlook().get(), words);
        String text = format == Export.CSV ? export.csv() : export.markdown();
        tasks.run(
                "Exporting the capacity",
                () -> ExportFile.write(to, text.getBytes(StandardCharsets.UTF_8)),
                outcome -> outcome.tell(notices, "Capacity exported"),
                failure -> notices.show(State.CRITICAL, failure.title(), failure.text()));
    }

    private void forget() {
        report.set(null);
        content.set(Content.LOADING);
        read();
    }
}
