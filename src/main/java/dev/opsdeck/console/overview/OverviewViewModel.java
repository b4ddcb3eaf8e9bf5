package dev.opsdeck.console.overview;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.api.loadruns.LoadState;
import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.api.metrics.Sample;
import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.console.connection.ActiveServer;
import dev.opsdeck.console.live.LinkState;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.live.SelectedRange;
import dev.opsdeck.console.live.TimeRange;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.charts.EventMark;
import dev.opsdeck.console.ui.charts.TimeBuckets;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.beans.Observable;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// What the Overview shows. Everything moves with what arrives (a sample, a log line, a change of the connection);
/// there is no timer. FX thread only. Rests while the page is hidden.
final class OverviewViewModel {

    private static final int EVENTS = 8;

    private final LiveModel live;
    private final SelectedRange range;
    private final Formats formats;
    private final TileTexts texts;
    private final Supplier<String> serverName;
    private final Charts charts;
    private final FlushesViewModel flushes;

    private final Map<TileId, ReadOnlyObjectWrapper<@Nullable TileView>> tiles = new EnumMap<>(TileId.class);
    private final ReadOnlyLongWrapper drawings = new ReadOnlyLongWrapper(this, "drawings");
    private final ReadOnlyObjectWrapper<List<EventMark>> marks = new ReadOnlyObjectWrapper<>(this, "marks", List.of());
    private final ReadOnlyObjectWrapper<List<LogEntry>> events = new ReadOnlyObjectWrapper<>(this, "events", List.of());
    private final ReadOnlyObjectWrapper<@Nullable Hint> hint = new ReadOnlyObjectWrapper<>(this, "hint");
    private boolean shown;

    /// @param history     the call of the server that is shown now
    /// @param flushServer the same server, asked for flushes
    /// @param serverName  its name
    OverviewViewModel(
            LiveModel live,
            SelectedRange range,
            BackgroundTasks tasks,
            Formats formats,
            Supplier<HistoryCall> history,
            Supplier<FlushServer> flushServer,
            Supplier<String> serverName) {
        this.live = live;
        this.range = range;
        this.formats = formats;
        this.serverName = serverName;
        texts = new TileTexts(formats);
        flushes = new FlushesViewModel(flushServer, tasks);
        flushes.shown().subscribe(shown -> refresh());
        charts = new Charts(tasks, history, range::get, this::refresh);
        for (TileId id : TileId.values()) {
            tiles.put(id, new ReadOnlyObjectWrapper<>(this, id.name()));
        }
        live.sample().subscribe(this::sampled);
        live.link().subscribe((before, now) -> {
            // One more sample of a live connection has been shown already.
            if (!(before.live() && now.live())) {
                refresh();
            }
        });
        live.connects()
                .subscribe(count -> whenShown(() -> charts.fill(live.sample().get())));
        live.log().addListener((Observable log) -> logged());
        live.alerts().all().subscribe((before, now) -> {
            mark();
            refresh();
        });
        live.syncRuns().addListener((Observable runs) -> refresh());
        live.loadRuns().addListener((Observable runs) -> refresh());
        range.range()
                .subscribe(chosen -> whenShown(() -> charts.begin(live.sample().get())));
        logged();
    }

    /// Wired to the server that the window shows.
    static OverviewViewModel of(
            ActiveServer active, LiveModel live, SelectedRange range, BackgroundTasks tasks, Formats formats) {
        OverviewViewModel model = new OverviewViewModel(
                live,
                range,
                tasks,
                formats,
                () -> active.get().api()::history,
                () -> FlushServer.of(active.get().api()),
                () -> active.get().name());
        active.connection().subscribe(connection -> model.forget());
        return model;
    }

    /// What the tile says; null before the first sample.
    ReadOnlyObjectProperty<@Nullable TileView> tile(TileId id) {
        return wrapper(id).getReadOnlyProperty();
    }

    /// Rises when charts are to be drawn again.
    ReadOnlyLongProperty drawings() {
        return drawings.getReadOnlyProperty();
    }

    /// The series to draw.
    TimeBuckets series(Metric metric) {
        return charts.trends().of(metric);
    }

    /// Marks for the timeline, oldest first.
    ReadOnlyObjectProperty<List<EventMark>> marks() {
        return marks.getReadOnlyProperty();
    }

    /// What fires on the server shown, the worst first, and what is about to.
    ReadOnlyObjectProperty<List<Alert>> alerts() {
        return live.alerts().open();
    }

    /// The last events, newest first.
    ReadOnlyObjectProperty<List<LogEntry>> events() {
        return events.getReadOnlyProperty();
    }

    /// What to say when there is little to show; null otherwise.
    ReadOnlyObjectProperty<@Nullable Hint> hint() {
        return hint.getReadOnlyProperty();
    }

    /// The flush that is looked at, and former ones.
    FlushesViewModel flushes() {
        return flushes;
    }

    /// The latest sample's time by the server's clock; null before the first.
    @Nullable
    Instant now() {
        Sample sample = live.sample().get();
        return sample == null ? null : sample.at();
    }

    /// What the charts show: the chosen range, or a shorter one that holds all that was recorded.
    TimeRange range() {
        return charts.drawn();
    }

    /// Whether the charts show all that was ever recorded, which is less than was chosen.
    boolean all() {
        return charts.drawn() != range.get();
    }

    /// The page is visible: everything is read and shown anew.
    void show() {
        shown = true;
        whenShown(() -> charts.begin(live.sample().get()));
        flushes.logged(live.log(), live.sample().get());
    }

    /// The page is not visible: nothing is read, formatted or drawn.
    void rest() {
        shown = false;
    }

    private void forget() {
        flushes.forget(live.log());
        whenShown(() -> charts.begin(live.sample().get()));
    }

    private void sampled(@Nullable Sample sample) {
        if (sample == null) {
            refresh();
            return;
        }
        whenShown(() -> {
            flushes.sampled(sample);
            charts.add(sample);
        });
    }

    private void logged() {
        List<LogEntry> log = live.log();
        events.set(List.copyOf(log.subList(0, Math.min(EVENTS, log.size()))));
        mark();
        if (shown) {
            flushes.logged(log, live.sample().get());
        }
        refresh();
    }

    private void mark() {
        marks.set(Marks.of(live.log(), live.alerts().all().get()));
    }

    private void whenShown(Runnable work) {
        if (shown) {
            work.run();
            refresh();
        }
    }

    private void refresh() {
        if (!shown) {
            return;
        }
        Sample sample = live.sample().get();
        hint.set(hint(sample));
        for (TileId id : TileId.values()) {
            wrapper(id).set(sample == null ? null : current(view(id, sample), sample));
        }
        drawings.set(drawings.get() + 1);
    }

    private TileView view(TileId id, Sample sample) {
        return switch (id) {
            case RESPONSE -> texts.response(sample, series(Metric.P95), range(), loadRunning());
            case RATE -> texts.rate(sample, series(Metric.REQUEST_RATE), range());
            case ERRORS -> texts.errors(sample, range(), charts.trends().whole(Metric.ERROR_SHARE));
            case USERS -> texts.users(sample);
            case CONNECTIONS -> texts.connections(sample);
            case MEMORY -> texts.memory(sample);
            case CPU -> texts.cpu(sample);
            case CACHE -> texts.cache(sample, flushes.note(formats));
            case CATALOGUE -> texts.catalogue(sample, latestRun());
        };
    }

    private TileView current(TileView view, Sample sample) {
        return switch (live.link().get()) {
            case LinkState.Live now -> view;
            case LinkState.Lost lost -> view.since(formats.clockSeconds(lost.since()));
            case LinkState.Connecting connecting -> view.since(formats.clockSeconds(sample.at()));
        };
    }

    private @Nullable Hint hint(@Nullable Sample sample) {
        if (sample == null) {
            return live.link().get() instanceof LinkState.Lost lost
                    ? new Hint(
                            "No sample from " + serverName.get() + " yet. "
                                    + lost.why().text(),
                            "")
                    : new Hint("Waiting for the first sample from " + serverName.get() + ".", "");
        }
        boolean nothing = sample.gauges().productsActive() == 0
                && latestRun() == null
                && live.link().get().live();
        return nothing ? new Hint("No products yet: sync the sample feed.", "Sync…") : null;
    }

    private boolean loadRunning() {
        return live.loadRuns().values().stream().anyMatch(load -> load.run().state() == LoadState.RUNNING);
    }

    private @Nullable SyncRun latestRun() {
        return live.syncRuns().values().stream()
                .max(Comparator.comparingLong(SyncRun::id))
                .orElse(null);
    }

    private ReadOnlyObjectWrapper<@Nullable TileView> wrapper(TileId id) {
        return Objects.requireNonNull(tiles.get(id));
    }
}
