package dev.opsdeck.console.loadruns;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.loadruns.LoadPoint;
import dev.opsdeck.api.loadruns.LoadProgress;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadServerSide;
import dev.opsdeck.api.loadruns.LoadState;
import dev.opsdeck.console.connection.Failure;
import dev.opsdeck.console.live.LinkState;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.ui.Formats;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.MapChangeListener;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// What the Load runs page shows and does. FX thread only; the server is asked on [BackgroundTasks].
///
/// The list is what the server stored, kept current by its events; [OpenRun] is the one in detail.
final class LoadRunsViewModel {

    /// What stands on the page.
    enum Content {
        LOADING,
        RUNS,
        /// No run yet.
        EMPTY,
        /// Nothing could be read yet; the notice says why.
        FAILED
    }

    private static final int RUNS_SHOWN = 200;
    private static final Comparator<LoadRun> NEWEST_FIRST =
            Comparator.comparingLong(LoadRun::id).reversed();

    private final RunSource source;
    private final BackgroundTasks tasks;
    private final InstantSource clock;
    private final Formats formats;

    private final ObservableList<LoadRun> runs = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Content> content =
            new ReadOnlyObjectWrapper<>(this, "content", Content.LOADING);
    private final OpenRun open;
    private final RunComparison comparison;
    private final RunActions actions;
    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper(this, "notice", "");
    private final ReadOnlyStringWrapper staleSince = new ReadOnlyStringWrapper(this, "staleSince", "");

    private boolean wanted;
    private long shownServer;
    private @Nullable Instant readAt;

    /// @param lives those that the places of the source tell by
    LoadRunsViewModel(
            RunSource source, List<LiveModel> lives, BackgroundTasks tasks, InstantSource clock, Formats formats) {
        this.source = source;
        this.tasks = tasks;
        this.clock = clock;
        this.formats = formats;
        Supplier<LoadServer> server = () -> source.place().server();
        this.open = new OpenRun(server, tasks, this::put, this::failed);
        this.comparison = new RunComparison(server, tasks, runs, this::failed);
        this.actions = new RunActions(server, tasks, open, comparison, this::changed, this::failed);
        open.run().subscribe(run -> comparison.opened(run));
        source.changes().subscribe((before, now) -> forget());
        lives.forEach(this::follow);
    }

    private void follow(LiveModel live) {
        live.connects().subscribe((before, now) -> {
            if (looksAt(live)) {
                read();
            }
        });
        live.link().subscribe(state -> {
            if (looksAt(live)) {
                link(state);
            }
        });
        live.loadRuns().addListener((MapChangeListener<Long, LoadProgress>) change -> {
            LoadProgress arrived = change.getValueAdded();
            if (arrived != null && wanted && looksAt(live) && source.place().has(arrived.run())) {
                arrived(arrived);
            }
        });
    }

    private boolean looksAt(LiveModel live) {
        return source.place().live() == live;
    }

    /// Whose runs are looked at.
    RunSource source() {
        return source;
    }

    /// The page is seen: reads the runs, the first time.
    void shown() {
        if (!wanted) {
            wanted = true;
            read();
        }
    }

    /// Newest first.
    ObservableList<LoadRun> runs() {
        return runs;
    }

    ReadOnlyObjectProperty<Content> content() {
        return content.getReadOnlyProperty();
    }

    /// The run in detail; null when none is open.
    ReadOnlyObjectProperty<@Nullable LoadRun> open() {
        return open.run();
    }

    /// The seconds of the run that is open, in order.
    ObservableList<LoadPoint> seconds() {
        return open.seconds();
    }

    /// What can be done with the open run.
    RunActions actions() {
        return actions;
    }

    /// What the server said of itself during the open run; null while that is not known.
    ReadOnlyObjectProperty<@Nullable LoadServerSide> side() {
        return open.side();
    }

    /// The open run beside its baseline.
    RunComparison comparison() {
        return comparison;
    }

    /// Why the last call did not succeed; empty when it did.
    ReadOnlyStringProperty notice() {
        return notice.getReadOnlyProperty();
    }

    /// `As of 18:02:11` while the connection is lost, else empty. While it is not empty, nothing can be started
    /// or stopped.
    ReadOnlyStringProperty staleSince() {
        return staleSince.getReadOnlyProperty();
    }

    /// When a run was, in the shortest words that are clear.
    String moment(LoadRun run) {
        return formats.moment(run.startedAt(), clock.instant());
    }

    /// How many seconds of a run have passed.
    int secondsDone(LoadRun run) {
        return open.secondsDone(run, clock.instant());
    }

    /// Shows a run in detail.
    void open(LoadRun run) {
        open.open(run);
    }

    /// Takes in a run that has just been started, and shows it.
    void started(LoadRun run) {
        put(run);
        open(run);
    }

    /// Reads the runs again.
    void read() {
        if (!wanted) {
            return;
        }
        long number = shownServer;
        LoadServer from = source.place().server();
        tasks.run(
                "Reading load runs",
                () -> from.runs(RUNS_SHOWN),
                page -> {
                    if (number == shownServer) {
                        show(page);
                    }
                },
                failure -> {
                    if (number == shownServer) {
                        failed(failure);
                    }
                });
    }

    private void show(Page<LoadRun> page) {
        readAt = clock.instant();
        notice.set("");
        RunSource.Place place = source.place();
        link(place.live().link().get());
        LoadRun before = open.run().get();
        runs.setAll(page.data().stream().sorted(NEWEST_FIRST).toList());
        for (LoadProgress progress : List.copyOf(place.live().loadRuns().values())) {
            if (place.has(progress.run())) {
                put(progress.run());
            }
        }
        content.set(runs.isEmpty() ? Content.EMPTY : Content.RUNS);
        if (runs.isEmpty()) {
            return;
        }
        LoadRun again = before == null ? null : byId(before.id());
        if (again == null) {
            open(runs.getFirst());
        } else {
            open.again(again);
        }
    }

    private void arrived(LoadProgress progress) {
        put(progress.run());
        open.arrived(progress);
    }

    /// Puts a run into the list; an older state of it never replaces a newer one.
    private void put(LoadRun run) {
        LoadRun known = byId(run.id());
        if (known == null) {
            int at = 0;
            while (at < runs.size() && runs.get(at).id() > run.id()) {
                at++;
            }
            runs.add(at, run);
            content.set(Content.RUNS);
        } else if (known.state() != LoadState.RUNNING && run.state() == LoadState.RUNNING) {
            return;
        } else if (!known.equals(run)) {
            runs.set(runs.indexOf(known), run);
        }
        open.update(run);
    }

    private @Nullable LoadRun byId(long id) {
        for (LoadRun run : runs) {
            if (run.id() == id) {
                return run;
            }
        }
        return null;
    }

    /// Something was done to a run: others may have changed by it, as the former baseline has.
    private void changed(LoadRun run) {
        notice.set("");
        put(run);
        if (run.state() != LoadState.RUNNING) {
            read();
        }
    }

    private void failed(Failure failure) {
        notice.set(failure.text());
        if (content.get() == Content.LOADING) {
            content.set(Content.FAILED);
        }
    }

    private void forget() {
        shownServer++;
        runs.clear();
        open.forget();
        notice.set("");
        readAt = null;
        content.set(Content.LOADING);
        link(source.place().live().link().get());
        read();
    }

    private void link(LinkState state) {
        if (state instanceof LinkState.Lost lost) {
            // While events came in, what is shown was current until the last of them.
            Instant at = readAt == null || lost.since().isAfter(readAt) ? lost.since() : readAt;
            staleSince.set("As of " + formats.clockSeconds(at));
        } else {
            staleSince.set("");
        }
    }
}
