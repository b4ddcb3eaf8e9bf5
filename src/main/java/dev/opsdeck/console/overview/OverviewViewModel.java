package dev.opsdeck.console.overview;

import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.api.loadruns.LoadState;
import dev.opsdeck.api.metrics.History;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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

    private static final Duration AT_LEAST = Duration.ofMinutes(1);
    private static final Duration RECOVERY_SHOWN = Duration.ofMinutes(10);

    private final LiveModel live;
    private final SelectedRange range;
    private final BackgroundTasks tasks;
    private final Formats formats;
    private final TileTexts texts;
    private final Supplier<HistoryCall> history;
    private final Supplier<String> serverName;

    private final Trends trends = new Trends();
    private final Map<TileId, ReadOnlyObjectWrapper<@Nullable TileView>> tiles = new EnumMap<>(TileId.class);
    private final ReadOnlyLongWrapper drawings = new ReadOnlyLongWrapper(this, "drawings");
    private final ReadOnlyObjectWrapper<List<EventMark>> marks = new ReadOnlyObjectWrapper<>(this, "marks", List.of());
    private final ReadOnlyObjectWrapper<List<LogEntry>> events = new ReadOnlyObjectWrapper<>(this, "events", List.of());
    private final ReadOnlyObjectWrapper<@Nullable Hint> hint = new ReadOnlyObjectWrapper<>(this, "hint");
    private final ReadOnlyObjectWrapper<@Nullable FlushRecovery> recovery =
            new ReadOnlyObjectWrapper<>(this, "recovery");

    private boolean shown;
    private int generation;
    private @Nullable Instant readFor;
    private @Nullable Sample before;
    private long lastFlushSeen = -1;

    OverviewViewModel(
            LiveModel live,
            SelectedRange range,
            BackgroundTasks tasks,
            Formats formats,
            Supplier<HistoryCall> history,
            Supplier<String> serverName) {
        this.live = live;
        this.range = range;
        this.tasks = tasks;
        this.formats = formats;
        this.history = history;
        this.serverName = serverName;
        this.texts = new TileTexts(formats);
        for (TileId id : TileId.values()) {
            tiles.put(id, new ReadOnlyObjectWrapper<>(this, id.name()));
        }
        live.sample().subscribe(this::sampled);
        live.link().subscribe(link -> showTiles());
        live.connects().subscribe(count -> reload());
        live.log().addListener((Observable log) -> logged());
        live.syncRuns().addListener((Observable runs) -> showTiles());
        range.range().subscribe(chosen -> reload());
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
        return trends.of(metric);
    }

    /// Marks for the timeline, oldest first.
    ReadOnlyObjectProperty<List<EventMark>> marks() {
        return marks.getReadOnlyProperty();
    }

    /// The last events, newest first.
    ReadOnlyObjectProperty<List<LogEntry>> events() {
        return events.getReadOnlyProperty();
    }

    /// What to say when there is little to show; null otherwise.
    ReadOnlyObjectProperty<@Nullable Hint> hint() {
        return hint.getReadOnlyProperty();
    }

    /// The latest flush of this session and how the hit rate comes back; null when there is none to show.
    ReadOnlyObjectProperty<@Nullable FlushRecovery> recovery() {
        return recovery.getReadOnlyProperty();
    }

    /// The latest sample's time by the server's clock; null before the first.
    @Nullable
    Instant now() {
        Sample sample = live.sample().get();
        return sample == null ? null : sample.at();
    }

    TimeRange range() {
        return range.get();
    }

    /// The page is visible: everything is read and shown anew.
    void show() {
        shown = true;
        reload();
        showTiles();
    }

    /// The page is not visible: nothing is read, formatted or drawn.
    void rest() {
        shown = false;
    }

    /// The operator has seen the recovery.
    void dismissRecovery() {
        recovery.set(null);
        showTiles();
    }

    private void forget() {
        before = null;
        recovery.set(null);
        lastFlushSeen = newestFlush();
        reload();
    }

    private void sampled(@Nullable Sample sample) {
        FlushRecovery watched = recovery.get();
        if (sample != null && watched != null) {
            watched.add(sample);
            if (Duration.between(watched.flushedAt(), sample.at()).compareTo(RECOVERY_SHOWN) > 0) {
                recovery.set(null);
            }
        }
        if (sample != null && shown) {
            Instant read = readFor;
            Duration patience = max(AT_LEAST, trends.of(Metric.P95).step());
            // Also after a jump of the server's clock, forwards or backwards.
            if (read == null
                    || Duration.between(read, sample.at()).abs().compareTo(patience) >= 0
                    || before == null
                    || !before.instance().equals(sample.instance())) {
                read(sample.at(), read == null);
            }
            trends.add(sample);
        }
        before = sample;
        showTiles();
    }

    private void reload() {
        readFor = null;
        generation++;
        Sample sample = live.sample().get();
        if (shown && sample != null) {
            read(sample.at(), true);
            trends.add(sample);
            draw();
        }
    }

    /// @param empty whether what is drawn now is of another range or server and must not stay until the answer is here
    private void read(Instant at, boolean empty) {
        if (empty) {
            trends.reset(range.get(), at);
        }
        readFor = at;
        int asked = ++generation;
        HistoryCall call = history.get();
        TimeBuckets window = new TimeBuckets(Trends.SIZE);
        window.reset(range.get().length(), at);
        tasks.run(
                "Read the history",
                () -> call.read(Trends.METRICS, window.start(), window.end(), Trends.SIZE),
                answer -> {
                    if (asked == generation) {
                        store(answer);
                    }
                },
                // The link's state says already that the server does not answer; live samples go on by themselves.
                failure -> {});
    }

    private void store(History answer) {
        Sample sample = live.sample().get();
        if (sample == null) {
            return;
        }
        trends.reset(range.get(), sample.at());
        trends.store(answer);
        trends.add(sample);
        showTiles();
    }

    private void logged() {
        List<LogEntry> log = live.log();
        events.set(List.copyOf(log.subList(0, Math.min(8, log.size()))));
        List<EventMark> found = new ArrayList<>();
        for (LogEntry entry : log.reversed()) {
            EventMark mark = mark(entry);
            if (mark != null) {
                found.add(mark);
            }
        }
        marks.set(List.copyOf(found));
        watchFlush();
        draw();
    }

    private void watchFlush() {
        Sample sample = live.sample().get();
        for (LogEntry entry : live.log()) {
            if (entry.kind() == LogEntry.Kind.FLUSH && entry.id() > lastFlushSeen) {
                lastFlushSeen = entry.id();
                // A flush from before this window was opened is history, not news.
                if (sample != null && Duration.between(entry.at(), sample.at()).compareTo(AT_LEAST) < 0) {
                    recovery.set(new FlushRecovery(entry.at(), entry.text(), sample));
                }
                return;
            }
        }
    }

    private long newestFlush() {
        return live.log().stream()
                .filter(entry -> entry.kind() == LogEntry.Kind.FLUSH)
                .mapToLong(LogEntry::id)
                .max()
                .orElse(-1);
    }

    private @Nullable EventMark mark(LogEntry entry) {
        EventMark.Kind kind = switch (entry.kind()) {
            case SYNC -> EventMark.Kind.SYNC;
            case FLUSH -> EventMark.Kind.FLUSH;
            case LOAD -> EventMark.Kind.LOAD;
            case START -> EventMark.Kind.RESTART;
            case WARNING -> EventMark.Kind.WARNING;
            case PRODUCT, SOURCE -> null;
        };
        return kind == null
                ? null
                : new EventMark(
                        kind, entry.at(), entry.until(), formats.clockSeconds(entry.at()) + "  " + entry.text());
    }

    private void showTiles() {
        if (!shown) {
            return;
        }
        Sample sample = live.sample().get();
        hint.set(hint(sample));
        for (TileId id : TileId.values()) {
            wrapper(id).set(sample == null ? null : view(id, sample));
        }
        draw();
    }

    private TileView view(TileId id, Sample sample) {
        TimeBuckets p95 = trends.of(Metric.P95);
        TileView view = switch (id) {
            case RESPONSE -> texts.response(sample, p95, range.get(), loadRunning());
            case RATE -> texts.rate(sample, trends.of(Metric.REQUEST_RATE), range.get());
            case ERRORS -> texts.errors(sample, range.get(), trends.whole(Metric.ERROR_SHARE));
            case USERS -> texts.users(sample);
            case CONNECTIONS -> texts.connections(sample);
            case MEMORY -> texts.memory(sample);
            case CPU -> texts.cpu(sample);
            case CACHE -> texts.cache(sample, flushNote());
            case CATALOGUE -> texts.catalogue(sample, latestRun());
        };
        return switch (live.link().get()) {
            case LinkState.Live l -> view;
            case LinkState.Lost lost -> view.since(formats.clockSeconds(lost.since()));
            case LinkState.Connecting c -> view.since(formats.clockSeconds(sample.at()));
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

    private String flushNote() {
        FlushRecovery watched = recovery.get();
        if (watched == null) {
            return "";
        }
        Duration took = watched.took();
        return took == null
                ? "flushed " + formats.clock(watched.flushedAt())
                : "90 % back after " + Formats.duration(took);
    }

    private boolean loadRunning() {
        return live.loadRuns().values().stream().anyMatch(load -> load.run().state() == LoadState.RUNNING);
    }

    private @Nullable SyncRun latestRun() {
        return live.syncRuns().values().stream()
                .max(Comparator.comparingLong(SyncRun::id))
                .orElse(null);
    }

    private void draw() {
        if (shown) {
            drawings.set(drawings.get() + 1);
        }
    }

    private ReadOnlyObjectWrapper<@Nullable TileView> wrapper(TileId id) {
        ReadOnlyObjectWrapper<@Nullable TileView> wrapper = tiles.get(id);
        if (wrapper == null) {
            throw new IllegalStateException("No tile " + id);
        }
        return wrapper;
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
