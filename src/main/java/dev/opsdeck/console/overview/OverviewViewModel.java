package dev.opsdeck.console.overview;

import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.api.metrics.Sample;
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
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.Observable;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// What the Overview shows: what is so now or, while a moment is looked back at, what was so then. Everything
/// moves with what arrives (a sample, a log line, a change of the connection) or is asked for; nothing runs by
/// itself. FX thread only. Rests while the page is hidden.
final class OverviewViewModel {

    private static final int EVENTS = 8;

    private final LiveModel live;
    private final SelectedRange range;
    private final Supplier<String> serverName;
    private final Charts charts;
    private final FlushesViewModel flushes;
    private final TileBoard tiles;
    private final LookBack back;
    private final Yesterday yesterday;

    private final ReadOnlyLongWrapper drawings = new ReadOnlyLongWrapper(this, "drawings");
    private final ReadOnlyObjectWrapper<List<EventMark>> marks = new ReadOnlyObjectWrapper<>(this, "marks", List.of());
    private final ReadOnlyObjectWrapper<List<LogEntry>> events = new ReadOnlyObjectWrapper<>(this, "events", List.of());
    private final ReadOnlyObjectWrapper<ShownAlerts> alerts =
            new ReadOnlyObjectWrapper<>(this, "alerts", new ShownAlerts(List.of(), false));
    private final ReadOnlyObjectWrapper<@Nullable PastWords> past = new ReadOnlyObjectWrapper<>(this, "past");
    private final ReadOnlyObjectWrapper<@Nullable Hint> hint = new ReadOnlyObjectWrapper<>(this, "hint");
    private boolean shown;

    /// @param pastServer  the server that is shown now, asked for times that are over
    /// @param flushServer the same server, asked for flushes
    /// @param serverName  its name
    OverviewViewModel(
            LiveModel live,
            SelectedRange range,
            BackgroundTasks tasks,
            Formats formats,
            Supplier<PastServer> pastServer,
            Supplier<FlushServer> flushServer,
            Supplier<String> serverName) {
        this.live = live;
        this.range = range;
        this.serverName = serverName;
        flushes = new FlushesViewModel(flushServer, tasks);
        charts = new Charts(tasks, pastServer::get, range::get, this::refresh);
        tiles = new TileBoard(live, charts, flushes, formats);
        back = new LookBack(tasks, pastServer, charts, live, formats, EVENTS, this::refresh);
        yesterday = new Yesterday(tasks, pastServer, formats.zone(), this::refresh);
        flushes.shown().subscribe(shown -> refresh());
        live.sample().subscribe(this::sampled);
        live.link().subscribe((before, now) -> {
            // One more sample of a live connection has been shown already.
            if (!(before.live() && now.live())) {
                refresh();
            }
        });
        live.connects()
                .subscribe(count -> whenShown(() -> {
                    charts.fill(live.sample().get());
                    yesterday.forget();
                    back.again();
                }));
        live.log().addListener((Observable log) -> logged());
        live.alerts().all().subscribe((before, now) -> {
            mark();
            refresh();
        });
        live.syncRuns().addListener((Observable runs) -> refresh());
        live.loadRuns().addListener((Observable runs) -> refresh());
        live.alerts().open().subscribe(open -> refresh());
        range.range().subscribe(chosen -> begin());
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
                () -> PastServer.of(active.get().api()),
                () -> FlushServer.of(active.get().api()),
                () -> active.get().name());
        active.connection().subscribe(connection -> model.forget());
        return model;
    }

    /// What the tile says; null before the first sample.
    ReadOnlyObjectProperty<@Nullable TileView> tile(TileId id) {
        return tiles.tile(id);
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

    /// What fires on the server shown, the worst first, and what is about to; or what fired then.
    ReadOnlyObjectProperty<ShownAlerts> alerts() {
        return alerts.getReadOnlyProperty();
    }

    /// The last events, or the last before the moment that is looked back at, newest first.
    ReadOnlyObjectProperty<List<LogEntry>> events() {
        return events.getReadOnlyProperty();
    }

    /// What to say when there is little to show; null otherwise.
    ReadOnlyObjectProperty<@Nullable Hint> hint() {
        return hint.getReadOnlyProperty();
    }

    /// What the banner says while a moment is looked back at; null while all is live.
    ReadOnlyObjectProperty<@Nullable PastWords> past() {
        return past.getReadOnlyProperty();
    }

    /// The moment that is looked back at.
    LookBack back() {
        return back;
    }

    /// The line of the same hours of the day before.
    Yesterday yesterday() {
        return yesterday;
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
        whenShown(() -> {
            charts.begin(live.sample().get());
            back.again();
        });
        flushes.logged(live.log(), live.sample().get());
    }

    /// The page is not visible: nothing is read, formatted or drawn.
    void rest() {
        shown = false;
        back.pause();
    }

    private void forget() {
        flushes.forget(live.log());
        begin();
    }

    /// Another range or server: what was looked back at is of no meaning there.
    private void begin() {
        back.end();
        yesterday.forget();
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
        mark();
        if (shown) {
            flushes.logged(live.log(), live.sample().get());
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
        Sample sample = live.sample().get();
        Instant then = sample == null ? null : back.moment().get();
        events.set(then == null ? newest() : back.log(then));
        if (!shown) {
            return;
        }
        if (sample != null) {
            yesterday.keepUp(series(Metric.P95));
        }
        if (sample == null || then == null) {
            past.set(null);
            alerts.set(new ShownAlerts(live.alerts().open().get(), false));
            hint.set(hint(sample));
            tiles.show(sample == null ? null : Figures.of(sample));
        } else {
            Figures figures = back.figures(then);
            // First: a tile tells for which moment it speaks.
            past.set(back.words(figures, sample.at()));
            alerts.set(new ShownAlerts(back.firing(then), true));
            hint.set(null);
            tiles.show(figures);
        }
        drawings.set(drawings.get() + 1);
    }

    private List<LogEntry> newest() {
        List<LogEntry> log = live.log();
        return List.copyOf(log.subList(0, Math.min(EVENTS, log.size())));
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
                && tiles.latestRun() == null
                && live.link().get().live();
        return nothing ? new Hint("No products yet: sync the sample feed.", "Sync…") : null;
    }
}
