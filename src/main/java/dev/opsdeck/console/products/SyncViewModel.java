package dev.opsdeck.console.products;

import dev.opsdeck.api.sync.RollbackPlan;
import dev.opsdeck.api.sync.Source;
import dev.opsdeck.api.sync.SyncRequest;
import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.console.connection.Failure;
import dev.opsdeck.console.live.LinkState;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.task.RunningTask;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import org.jspecify.annotations.Nullable;

/// The sync dialog: what is to be read ([SyncFormModel]), the sending of it, and the run of it ([RunWatch]).
/// Outlives the dialog's window, so that a run can be left alone and looked at again. FX thread only; the server
/// is asked on [BackgroundTasks].
final class SyncViewModel {

    /// What the dialog shows.
    enum Step {
        FORM,
        /// The source is saved, the file sent.
        SENDING,
        RUNNING,
        RESULT
    }

    private final Supplier<Feeds> server;
    private final BackgroundTasks tasks;
    private final Callable<byte[]> sampleFeed;
    private final SyncFormModel form = new SyncFormModel();
    private final RunWatch watch;
    private final SavedSources saved;

    private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(this, "step", Step.FORM);
    private final ReadOnlyObjectWrapper<@Nullable RunningTask> sending = new ReadOnlyObjectWrapper<>(this, "sending");
    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper(this, "notice", "");
    private final ReadOnlyStringWrapper blocked = new ReadOnlyStringWrapper(this, "blocked", "");

    private @Nullable FeedOrder prepared;
    private @Nullable FeedOrder ordered;
    private long shownServer;

    /// @param sampleFeed reads the feed that comes with the console
    /// @param ended      told of the end of every run that was started here
    SyncViewModel(
            Supplier<Feeds> server,
            ObservableValue<?> selectedServer,
            LiveModel live,
            BackgroundTasks tasks,
            Callable<byte[]> sampleFeed,
            Consumer<SyncRun> ended) {
        this.server = server;
        this.tasks = tasks;
        this.sampleFeed = sampleFeed;
        this.watch = new RunWatch(
                server,
                live,
                tasks,
                run -> {
                    step.set(Step.RESULT);
                    ended.accept(run);
                },
                this::showFailure);
        this.saved = new SavedSources(server, tasks, form, notice::set);
        form.origin().subscribe((before, now) -> notice.set(""));
        selectedServer.subscribe((before, now) -> forget());
        live.link().subscribe(this::link);
        tasks.running().addListener((ListChangeListener<RunningTask>) change -> {
            RunningTask task = sending.get();
            // The status bar can cancel it too.
            if (task != null && task.cancelled() && !tasks.running().contains(task)) {
                cancel();
            }
        });
    }

    SyncFormModel form() {
        return form;
    }

    RunWatch watch() {
        return watch;
    }

    ReadOnlyObjectProperty<Step> step() {
        return step.getReadOnlyProperty();
    }

    /// The sending of a file, with its progress; null when nothing is sent.
    ReadOnlyObjectProperty<@Nullable RunningTask> sending() {
        return sending.getReadOnlyProperty();
    }

    /// Why the last call did not succeed, or what it did; empty when there is nothing to say.
    ReadOnlyStringProperty notice() {
        return notice.getReadOnlyProperty();
    }

    /// Why nothing can be started now; empty when it can.
    ReadOnlyStringProperty blocked() {
        return blocked.getReadOnlyProperty();
    }

    /// The dialog opens: a run that has ended is put away, one under way is shown.
    void opened() {
        if (step.get() == Step.RESULT) {
            back();
        }
        saved.read();
    }

    /// Counts what a run would do, and writes nothing.
    void rehearse() {
        order(order -> start(order, new SyncRequest(order.source(), true, false)));
    }

    /// Runs what the form says.
    void sync() {
        order(order -> start(order, new SyncRequest(order.source(), false, false)));
    }

    /// Saves the source as the form says, and runs nothing.
    void save() {
        order(order -> {
            if (order instanceof FeedOrder.Saved known) {
                saved.save(known, this::refused);
            }
        });
    }

    /// Runs what was rehearsed.
    void syncNow() {
        again(false);
    }

    /// Runs what was asked for, although it archives more, or changes more prices by much, than the source allows.
    void approve() {
        again(true);
    }

    /// Asks what a rollback of the chosen source would do.
    ///
    /// @param show told, if there is anything to take back
    void planRollback(Consumer<RollbackPlan> show) {
        notice.set("");
        if (blocked.get().isEmpty()) {
            saved.planRollback(show);
        }
    }

    /// Takes back the last sync of the chosen source that changed anything.
    void rollBack() {
        Source source = form.saved().get();
        if (source != null && step.get() == Step.FORM && blocked.get().isEmpty()) {
            Feeds at = server.get();
            ordered = null;
            launch("Rolling back " + source.name(), progress -> at.rollBack(source.name()), () -> {});
        }
    }

    void cancel() {
        RunningTask upload = sending.get();
        if (upload != null) {
            upload.cancel();
            sending.set(null);
            step.set(Step.FORM);
        } else {
            watch.cancel();
        }
    }

    /// From the result to the form.
    void back() {
        if (step.get() == Step.RESULT) {
            watch.clear();
            notice.set("");
            step.set(Step.FORM);
            saved.read();
        }
    }

    /// Takes a source away from the server; its products are archived.
    void removeSaved() {
        saved.remove(() -> prepared = null);
    }

    /// Writes all kept issues of the run shown into a file.
    void saveIssues(Path to) {
        watch.saveIssues(to, notice::set);
    }

    private void order(Consumer<FeedOrder> then) {
        form.faults().clear();
        notice.set("");
        if (!blocked.get().isEmpty() || step.get() == Step.RUNNING || step.get() == Step.SENDING) {
            return;
        }
        switch (form.read().read()) {
            case FeedForm.Result.Faults wrong -> form.faults().putAll(wrong.sentences());
            case FeedForm.Result.Order right -> then.accept(right.order());
        }
    }

    private void again(boolean approved) {
        FeedOrder order = ordered;
        if (order != null && step.get() == Step.RESULT && blocked.get().isEmpty()) {
            start(order, new SyncRequest(order.source(), false, approved, approved));
        }
    }

    private void start(FeedOrder order, SyncRequest request) {
        Feeds at = server.get();
        boolean alreadyThere = order.equals(prepared);
        ordered = order;
        launch(
                "Sync " + order.source(),
                progress -> {
                    if (!alreadyThere) {
                        order.prepare(at, sampleFeed, progress);
                    }
                    return at.start(request);
                },
                () -> prepared = order);
    }

    private void launch(String title, BackgroundTasks.Work<SyncRun> work, Runnable started) {
        long number = shownServer;
        notice.set("");
        watch.clear();
        step.set(Step.SENDING);
        RunningTask task = tasks.run(
                title,
                work,
                run -> {
                    if (number == shownServer) {
                        started.run();
                        sending.set(null);
                        step.set(Step.RUNNING);
                        watch.follow(run);
                    }
                },
                failure -> {
                    if (number == shownServer) {
                        refused(failure);
                    }
                });
        if (step.get() == Step.SENDING) {
            sending.set(task);
        }
    }

    private void refused(Failure failure) {
        sending.set(null);
        step.set(Step.FORM);
        if (failure instanceof Failure.Rejected rejected
                && rejected.status() == 400
                && rejected.problem().field() != null) {
            form.faults()
                    .put(
                            FeedForm.field(rejected.problem().field()),
                            rejected.problem().detail());
        } else {
            showFailure(failure);
        }
    }

    private void showFailure(Failure failure) {
        notice.set(failure.text());
    }

    private void link(LinkState state) {
        blocked.set(state instanceof LinkState.Lost ? "The connection is lost. A sync can start when it is back." : "");
    }

    private void forget() {
        shownServer++;
        saved.forget();
        prepared = null;
        ordered = null;
        sending.set(null);
        watch.clear();
        form.forget();
        notice.set("");
        step.set(Step.FORM);
    }
}
