package dev.opsdeck.console.products;

import dev.opsdeck.api.sync.RowIssue;
import dev.opsdeck.api.sync.SyncChanges;
import dev.opsdeck.api.sync.SyncReport;
import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.api.sync.SyncState;
import dev.opsdeck.console.connection.Failure;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.task.Cancellable;
import dev.opsdeck.console.ui.ExportFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.MapChangeListener;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// One run from its start to what came of it. It is followed by the server's events and, because these stop with the
/// connection, by asking every two seconds. FX thread only.
final class RunWatch {

    /// Issues and changes that are shown; the file has all issues that are kept.
    static final int SHOWN = 200;

    static final Duration ASK_AGAIN = Duration.ofSeconds(2);

    private static final SyncChanges NONE = new SyncChanges(List.of(), List.of(), 0);

    private final Supplier<Feeds> server;
    private final LiveModel live;
    private final BackgroundTasks tasks;
    private final Consumer<SyncRun> ended;
    private final Consumer<Failure> failed;

    private final ReadOnlyObjectWrapper<@Nullable SyncRun> run = new ReadOnlyObjectWrapper<>(this, "run");
    private final ObservableList<RowIssue> issues = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Long> totalIssues = new ReadOnlyObjectWrapper<>(this, "totalIssues", 0L);
    private final ReadOnlyObjectWrapper<SyncChanges> changes = new ReadOnlyObjectWrapper<>(this, "changes", NONE);
    private boolean following;
    private Cancellable asking = () -> {};

    /// @param ended  told of the end of the run
    /// @param failed told why its issues cannot be read
    RunWatch(
            Supplier<Feeds> server,
            LiveModel live,
            BackgroundTasks tasks,
            Consumer<SyncRun> ended,
            Consumer<Failure> failed) {
        this.server = server;
        this.live = live;
        this.tasks = tasks;
        this.ended = ended;
        this.failed = failed;
        live.syncRuns().addListener((MapChangeListener<Long, SyncRun>) change -> {
            SyncRun arrived = change.getValueAdded();
            if (arrived != null) {
                progressed(arrived);
            }
        });
    }

    /// The run under way or just ended; null when there is none to look at.
    ReadOnlyObjectProperty<@Nullable SyncRun> run() {
        return run.getReadOnlyProperty();
    }

    /// The first rows that were rejected or repaired.
    ObservableList<RowIssue> issues() {
        return issues;
    }

    /// How many are kept in all.
    ReadOnlyObjectProperty<Long> totalIssues() {
        return totalIssues.getReadOnlyProperty();
    }

    /// What vanishes and which prices jump, of a rehearsal or a run that asks.
    ReadOnlyObjectProperty<SyncChanges> changes() {
        return changes.getReadOnlyProperty();
    }

    void follow(SyncRun started) {
        clear();
        run.set(started);
        following = true;
        SyncRun known = live.syncRuns().get(started.id());
        progressed(started);
        if (known != null) {
            progressed(known);
        }
        if (following) {
            asking = tasks.every(ASK_AGAIN, this::ask);
        }
    }

    /// Looks at no run any more.
    void clear() {
        asking.close();
        following = false;
        run.set(null);
        issues.clear();
        totalIssues.set(0L);
        changes.set(NONE);
    }

    void cancel() {
        SyncRun now = run.get();
        if (now != null && now.state() == SyncState.RUNNING) {
            Feeds at = server.get();
            long id = now.id();
            tasks.run("Cancelling sync", () -> at.cancel(id), this::progressed, failed);
        }
    }

    /// Writes all kept issues into a file.
    ///
    /// @param said told how that went, a sentence
    void saveIssues(Path to, Consumer<String> said) {
        SyncRun now = run.get();
        if (now != null) {
            Feeds at = server.get();
            long id = now.id();
            tasks.run(
                    "Saving rejected rows",
                    () -> ExportFile.write(to, at.issuesCsv(id)).sentence(),
                    said,
                    failed);
        }
    }

    private void ask() {
        SyncRun now = run.get();
        if (now == null || !following) {
            asking.close();
            return;
        }
        Feeds at = server.get();
        long id = now.id();
        // A failure says nothing new here: the banner tells of a lost connection, and the next question comes soon.
        tasks.run("Reading sync", () -> at.report(id, 1, 0).run(), this::progressed, failure -> {});
    }

    private void progressed(SyncRun arrived) {
        SyncRun now = run.get();
        if (now == null || now.id() != arrived.id() || !following) {
            return;
        }
        // Events and answers come on two ways: an older one must not turn the figures back.
        if (arrived.state() == SyncState.RUNNING
                && arrived.counts().read() < now.counts().read()) {
            return;
        }
        run.set(arrived);
        if (arrived.state() != SyncState.RUNNING) {
            asking.close();
            following = false;
            readResult(arrived);
            ended.accept(arrived);
        }
    }

    private void readResult(SyncRun end) {
        Feeds at = server.get();
        long id = end.id();
        tasks.run("Reading rejected rows", () -> at.report(id, SHOWN, 0), this::showReport, failed);
        if (end.state() == SyncState.REHEARSED || end.state() == SyncState.NEEDS_APPROVAL) {
            tasks.run("Reading changes", () -> at.changes(id, SHOWN), read -> showChanges(id, read), failed);
        }
    }

    private void showReport(SyncReport report) {
        SyncRun now = run.get();
        if (now != null && now.id() == report.run().id()) {
            issues.setAll(report.issues());
            totalIssues.set(report.totalIssues());
        }
    }

    private void showChanges(long id, SyncChanges read) {
        SyncRun now = run.get();
        if (now != null && now.id() == id) {
            changes.set(read);
        }
    }
}
