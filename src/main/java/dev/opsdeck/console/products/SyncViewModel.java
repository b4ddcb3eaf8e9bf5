package dev.opsdeck.console.products;

import dev.opsdeck.api.sync.FeedFormat;
import dev.opsdeck.api.sync.RowIssue;
import dev.opsdeck.api.sync.Source;
import dev.opsdeck.api.sync.SyncReport;
import dev.opsdeck.api.sync.SyncRequest;
import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.api.sync.SyncState;
import dev.opsdeck.console.connection.Failure;
import dev.opsdeck.console.live.LinkState;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.products.FeedForm.Field;
import dev.opsdeck.console.products.FeedForm.Origin;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.task.Cancellable;
import dev.opsdeck.console.task.RunningTask;
import dev.opsdeck.console.ui.Formats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.MapChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.ObservableMap;
import org.jspecify.annotations.Nullable;

/// The sync dialog: what is to be read, the run of it, and what came of that. Outlives the dialog's window, so that a
/// run can be left alone and looked at again. FX thread only; the server is asked on [BackgroundTasks].
///
/// A run is followed by the server's events and, because these stop with the connection, by asking every two seconds.
final class SyncViewModel {

    /// What the dialog shows.
    enum Step {
        FORM,
        /// The source is saved, the file sent.
        SENDING,
        RUNNING,
        RESULT
    }

    /// Issues that are shown; the file has all that are kept.
    static final int ISSUES_SHOWN = 200;

    static final Duration ASK_AGAIN = Duration.ofSeconds(2);

    private final Supplier<Feeds> server;
    private final LiveModel live;
    private final BackgroundTasks tasks;
    private final Callable<byte[]> sampleFeed;
    private final Consumer<SyncRun> ended;

    private final ObjectProperty<Origin> origin = new SimpleObjectProperty<>(this, "origin", Origin.SAMPLE);
    private final ObjectProperty<@Nullable Path> file = new SimpleObjectProperty<>(this, "file");
    private final StringProperty url = new SimpleStringProperty(this, "url", "");
    private final ObjectProperty<@Nullable Source> saved = new SimpleObjectProperty<>(this, "saved");
    private final StringProperty name = new SimpleStringProperty(this, "name", FeedForm.SAMPLE_NAME);
    private final StringProperty network = new SimpleStringProperty(this, "network", FeedForm.SAMPLE_NETWORK);
    private final StringProperty currency = new SimpleStringProperty(this, "currency", "");
    private final StringProperty commission = new SimpleStringProperty(this, "commission", "");
    private final ObjectProperty<@Nullable FeedFormat> layout = new SimpleObjectProperty<>(this, "layout");
    private final Map<String, StringProperty> columns = new LinkedHashMap<>();

    private final ObservableMap<Field, String> faults = FXCollections.observableHashMap();
    private final ObservableList<Source> sources = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(this, "step", Step.FORM);
    private final ReadOnlyObjectWrapper<@Nullable SyncRun> run = new ReadOnlyObjectWrapper<>(this, "run");
    private final ReadOnlyObjectWrapper<@Nullable RunningTask> sending = new ReadOnlyObjectWrapper<>(this, "sending");
    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper(this, "notice", "");
    private final ReadOnlyStringWrapper blocked = new ReadOnlyStringWrapper(this, "blocked", "");
    private final ObservableList<RowIssue> issues = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Long> totalIssues = new ReadOnlyObjectWrapper<>(this, "totalIssues", 0L);

    private @Nullable FeedOrder prepared;
    private @Nullable FeedOrder ordered;
    private long shownServer;
    private Cancellable asking = () -> {};

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
        this.live = live;
        this.tasks = tasks;
        this.sampleFeed = sampleFeed;
        this.ended = ended;
        FeedForm.TARGETS.forEach(target -> columns.put(target.key(), new SimpleStringProperty("")));
        origin.subscribe((before, now) -> prefill());
        file.subscribe((before, now) -> prefill());
        url.subscribe((before, now) -> prefillFromUrl());
        saved.subscribe((before, now) -> prefill());
        selectedServer.subscribe((before, now) -> forget());
        live.link().subscribe(this::link);
        tasks.running().addListener((ListChangeListener<RunningTask>) change -> {
            RunningTask task = sending.get();
            // The status bar can cancel it too.
            if (task != null && task.cancelled() && !tasks.running().contains(task)) {
                cancel();
            }
        });
        live.syncRuns().addListener((MapChangeListener<Long, SyncRun>) change -> {
            SyncRun arrived = change.getValueAdded();
            if (arrived != null) {
                progressed(arrived);
            }
        });
    }

    ObjectProperty<Origin> origin() {
        return origin;
    }

    ObjectProperty<@Nullable Path> file() {
        return file;
    }

    StringProperty url() {
        return url;
    }

    ObjectProperty<@Nullable Source> saved() {
        return saved;
    }

    StringProperty name() {
        return name;
    }

    StringProperty network() {
        return network;
    }

    StringProperty currency() {
        return currency;
    }

    /// In percent.
    StringProperty commission() {
        return commission;
    }

    /// Null when the format is to be detected.
    ObjectProperty<@Nullable FeedFormat> layout() {
        return layout;
    }

    /// The column of a field of [FeedForm#TARGETS].
    StringProperty column(String target) {
        return java.util.Objects.requireNonNull(columns.get(target), target);
    }

    /// A sentence for each field at fault.
    ObservableMap<Field, String> faults() {
        return faults;
    }

    /// The sources that the server has.
    ObservableList<Source> sources() {
        return sources;
    }

    ReadOnlyObjectProperty<Step> step() {
        return step.getReadOnlyProperty();
    }

    /// The run under way or just ended.
    ReadOnlyObjectProperty<@Nullable SyncRun> run() {
        return run.getReadOnlyProperty();
    }

    /// The sending of a file, with its progress; null when nothing is sent.
    ReadOnlyObjectProperty<@Nullable RunningTask> sending() {
        return sending.getReadOnlyProperty();
    }

    /// Why the last call did not succeed; empty when it did.
    ReadOnlyStringProperty notice() {
        return notice.getReadOnlyProperty();
    }

    /// Why nothing can be started now; empty when it can.
    ReadOnlyStringProperty blocked() {
        return blocked.getReadOnlyProperty();
    }

    /// The first rows that were rejected or repaired.
    ObservableList<RowIssue> issues() {
        return issues;
    }

    /// How many are kept in all.
    ReadOnlyObjectProperty<Long> totalIssues() {
        return totalIssues.getReadOnlyProperty();
    }

    /// A hint that belongs to the name as it is typed now; empty when there is none.
    String nameHint() {
        if (origin.get() == Origin.SAVED) {
            return "";
        }
        return sources.stream()
                .filter(source -> source.name().equals(name.get().strip()))
                .findFirst()
                .map(source -> "There is a source of this name with " + Formats.count(source.products())
                        + " products: products that are not in this feed will be archived.")
                .orElse("");
    }

    /// The dialog opens: a run that has ended is put away, one under way is shown.
    void opened() {
        if (step.get() == Step.RESULT) {
            back();
        }
        readSources();
    }

    /// The same with an origin chosen.
    void opened(Origin first) {
        opened();
        if (step.get() == Step.FORM) {
            origin.set(first);
        }
    }

    /// Counts what a run would do, and writes nothing.
    void rehearse() {
        order(true, false);
    }

    /// Runs what the form says.
    void sync() {
        order(false, false);
    }

    /// Runs what was rehearsed.
    void syncNow() {
        again(false);
    }

    /// Runs what was asked for, although it archives more than the source allows without asking.
    void approve() {
        again(true);
    }

    void cancel() {
        RunningTask upload = sending.get();
        SyncRun now = run.get();
        if (upload != null) {
            upload.cancel();
            sending.set(null);
            step.set(Step.FORM);
        } else if (now != null && now.state() == SyncState.RUNNING) {
            Feeds at = server.get();
            long id = now.id();
            tasks.run("Cancelling sync", () -> at.cancel(id), this::progressed, this::showFailure);
        }
    }

    /// From the result to the form.
    void back() {
        if (step.get() == Step.RESULT) {
            run.set(null);
            issues.clear();
            totalIssues.set(0L);
            notice.set("");
            step.set(Step.FORM);
            readSources();
        }
    }

    /// Takes a source away from the server; its products are archived.
    void removeSaved() {
        Source source = saved.get();
        if (source == null) {
            return;
        }
        Feeds at = server.get();
        tasks.run(
                "Removing source " + source.name(),
                () -> {
                    at.deleteSource(source.name());
                    return source.name();
                },
                removed -> {
                    saved.set(null);
                    prepared = null;
                    readSources();
                },
                this::showFailure);
    }

    /// Writes all kept issues of the run shown into a file.
    void saveIssues(Path to) {
        SyncRun now = run.get();
        if (now == null) {
            return;
        }
        Feeds at = server.get();
        long id = now.id();
        tasks.run("Saving rejected rows", () -> writeFile(to, at.issuesCsv(id)), notice::set, this::showFailure);
    }

    private static String writeFile(Path to, byte[] content) {
        try {
            Files.write(to, content);
            return "Saved as " + to.getFileName() + ".";
        } catch (IOException e) {
            return "The file " + to.getFileName() + " cannot be written (" + e.getMessage()
                    + "). Choose another folder.";
        }
    }

    private FeedForm form() {
        Map<String, String> named = new LinkedHashMap<>();
        columns.forEach((key, column) -> named.put(key, column.get()));
        return new FeedForm(
                origin.get(),
                file.get(),
                url.get(),
                saved.get(),
                name.get(),
                network.get(),
                currency.get(),
                commission.get(),
                layout.get(),
                named);
    }

    private void order(boolean rehearsal, boolean allowArchive) {
        faults.clear();
        notice.set("");
        if (!blocked.get().isEmpty() || step.get() == Step.RUNNING || step.get() == Step.SENDING) {
            return;
        }
        switch (form().read()) {
            case FeedForm.Result.Faults wrong -> faults.putAll(wrong.sentences());
            case FeedForm.Result.Order right -> start(right.order(), rehearsal, allowArchive);
        }
    }

    private void again(boolean allowArchive) {
        FeedOrder order = ordered;
        if (order != null && step.get() == Step.RESULT && blocked.get().isEmpty()) {
            start(order, false, allowArchive);
        }
    }

    private void start(FeedOrder order, boolean rehearsal, boolean allowArchive) {
        Feeds at = server.get();
        long number = shownServer;
        boolean alreadyThere = order.equals(prepared);
        ordered = order;
        notice.set("");
        issues.clear();
        run.set(null);
        step.set(Step.SENDING);
        BackgroundTasks.Work<SyncRun> work = progress -> {
            if (!alreadyThere) {
                prepare(order, at, progress);
            }
            return at.start(new SyncRequest(order.source(), rehearsal, allowArchive));
        };
        RunningTask[] task = new RunningTask[1];
        task[0] = tasks.run(
                "Sync " + order.source(),
                work,
                started -> {
                    if (number == shownServer) {
                        prepared = order;
                        follow(started);
                    }
                },
                failure -> {
                    if (number == shownServer) {
                        refused(failure);
                    }
                });
        if (step.get() == Step.SENDING) {
            sending.set(task[0]);
        }
    }

    private void prepare(FeedOrder order, Feeds at, java.util.function.DoubleConsumer progress) throws Exception {
        switch (order) {
            case FeedOrder.Sample sample -> {
                at.saveSource(sample.draft());
                at.upload(sample.source(), sampleFeed.call());
            }
            case FeedOrder.File picked -> {
                at.saveSource(picked.draft());
                at.upload(picked.source(), picked.path(), progress);
            }
            case FeedOrder.Saved known -> {
                if (known.draft() != null) {
                    at.saveSource(known.draft());
                }
            }
        }
    }

    private void follow(SyncRun started) {
        sending.set(null);
        run.set(started);
        step.set(Step.RUNNING);
        SyncRun known = live.syncRuns().get(started.id());
        progressed(started);
        if (known != null) {
            progressed(known);
        }
        if (step.get() == Step.RUNNING) {
            asking.close();
            asking = tasks.every(ASK_AGAIN, this::ask);
        }
    }

    private void ask() {
        SyncRun now = run.get();
        if (now == null || step.get() != Step.RUNNING) {
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
        if (now == null || now.id() != arrived.id() || step.get() != Step.RUNNING) {
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
            step.set(Step.RESULT);
            readIssues(arrived.id());
            ended.accept(arrived);
        }
    }

    private void readIssues(long id) {
        Feeds at = server.get();
        tasks.run("Reading rejected rows", () -> at.report(id, ISSUES_SHOWN, 0), this::showReport, this::showFailure);
    }

    private void showReport(SyncReport report) {
        SyncRun now = run.get();
        if (now != null && now.id() == report.run().id()) {
            issues.setAll(report.issues());
            totalIssues.set(report.totalIssues());
        }
    }

    private void refused(Failure failure) {
        sending.set(null);
        step.set(Step.FORM);
        if (failure instanceof Failure.Rejected rejected
                && rejected.status() == 400
                && rejected.problem().field() != null) {
            faults.put(
                    FeedForm.field(rejected.problem().field()),
                    rejected.problem().detail());
        } else {
            showFailure(failure);
        }
    }

    private void showFailure(Failure failure) {
        notice.set(failure.text());
    }

    private void readSources() {
        long number = shownServer;
        Feeds at = server.get();
        tasks.run(
                "Reading sources",
                at::sources,
                page -> {
                    if (number == shownServer) {
                        String chosen = saved.get() == null ? "" : saved.get().name();
                        sources.setAll(page.data());
                        saved.set(page.data().stream()
                                .filter(source -> source.name().equals(chosen))
                                .findFirst()
                                .orElse(null));
                    }
                },
                this::showFailure);
    }

    private void prefill() {
        faults.clear();
        notice.set("");
        layout.set(null);
        columns.values().forEach(column -> column.set(""));
        switch (origin.get()) {
            case SAMPLE -> fill(FeedForm.SAMPLE_NAME, FeedForm.SAMPLE_NETWORK, "", "");
            case FILE -> {
                String from = file.get() == null ? "" : FeedForm.nameOf(file.get());
                fill(from, from, "", "");
            }
            case URL -> {
                url.set("");
                fill("", "", "", "");
            }
            case SAVED -> fillSaved();
        }
    }

    private void fillSaved() {
        Source source = saved.get();
        if (source == null) {
            fill("", "", "", "");
            url.set("");
            return;
        }
        url.set(source.url());
        fill(
                source.name(),
                source.network(),
                source.defaultCurrency() == null ? "" : source.defaultCurrency(),
                source.defaultCommission() == null
                        ? ""
                        : source.defaultCommission()
                                .movePointRight(2)
                                .stripTrailingZeros()
                                .toPlainString());
        if (FeedForm.ownLayout(source)) {
            layout.set(source.format());
            source.mapping().forEach((key, column) -> {
                if (columns.containsKey(key)) {
                    column(key).set(column);
                }
            });
        }
    }

    private void fill(String newName, String newNetwork, String newCurrency, String newCommission) {
        name.set(newName);
        network.set(newNetwork);
        currency.set(newCurrency);
        commission.set(newCommission);
    }

    /// As long as name and network are what the address suggested before, they follow it.
    private void prefillFromUrl() {
        if (origin.get() != Origin.URL) {
            return;
        }
        String suggested = FeedForm.nameOf(url.get());
        if (!suggested.isEmpty() && (name.get().isEmpty() || name.get().equals(suggestedBefore))) {
            name.set(suggested);
        }
        if (!suggested.isEmpty() && (network.get().isEmpty() || network.get().equals(suggestedBefore))) {
            network.set(suggested);
        }
        suggestedBefore = suggested;
    }

    private String suggestedBefore = "";

    private void link(LinkState state) {
        blocked.set(state instanceof LinkState.Lost ? "The connection is lost. A sync can start when it is back." : "");
    }

    private void forget() {
        shownServer++;
        asking.close();
        prepared = null;
        ordered = null;
        sending.set(null);
        run.set(null);
        issues.clear();
        sources.clear();
        saved.set(null);
        notice.set("");
        faults.clear();
        step.set(Step.FORM);
    }
}
