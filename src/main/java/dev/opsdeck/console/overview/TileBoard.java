package dev.opsdeck.console.overview;

import dev.opsdeck.api.loadruns.LoadState;
import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.api.metrics.Sample;
import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.console.live.LinkState;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.ui.Formats;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// What the nine tiles say: of the newest sample, or of the moment that is looked back at. FX thread.
final class TileBoard {

    private final LiveModel live;
    private final Charts charts;
    private final FlushesViewModel flushes;
    private final Formats formats;
    private final TileTexts texts;
    private final Map<TileId, ReadOnlyObjectWrapper<@Nullable TileView>> tiles = new EnumMap<>(TileId.class);

    TileBoard(LiveModel live, Charts charts, FlushesViewModel flushes, Formats formats) {
        this.live = live;
        this.charts = charts;
        this.flushes = flushes;
        this.formats = formats;
        texts = new TileTexts(formats);
        for (TileId id : TileId.values()) {
            tiles.put(id, new ReadOnlyObjectWrapper<>(this, id.name()));
        }
    }

    /// Null before the first sample.
    ReadOnlyObjectProperty<@Nullable TileView> tile(TileId id) {
        return wrapper(id).getReadOnlyProperty();
    }

    /// @param figures null before the first sample
    void show(@Nullable Figures figures) {
        for (TileId id : TileId.values()) {
            wrapper(id).set(figures == null ? null : current(view(id, figures), figures));
        }
    }

    /// The latest that is known of; null when there is none.
    @Nullable
    SyncRun latestRun() {
        return live.syncRuns().values().stream()
                .max(Comparator.comparingLong(SyncRun::id))
                .orElse(null);
    }

    private TileView view(TileId id, Figures figures) {
        return switch (id) {
            case RESPONSE -> texts.response(figures, charts.trends().of(Metric.P95), charts.drawn(), loadRunning());
            case RATE -> texts.rate(figures, charts.trends().of(Metric.REQUEST_RATE), charts.drawn());
            case ERRORS -> texts.errors(figures, charts.drawn(), charts.trends().whole(Metric.ERROR_SHARE));
            case USERS -> texts.users(figures);
            case CONNECTIONS -> texts.connections(figures);
            case MEMORY -> texts.memory(figures);
            case CPU -> texts.cpu(figures);
            case CACHE -> texts.cache(figures, flushes.note(formats));
            case CATALOGUE -> texts.catalogue(figures, figures.live() == null ? runOf(figures) : latestRun());
        };
    }

    /// What is over stays as true as it was when the connection is lost.
    private TileView current(TileView view, Figures figures) {
        Sample sample = figures.live();
        if (sample == null) {
            return view;
        }
        return switch (live.link().get()) {
            case LinkState.Live now -> view;
            case LinkState.Lost lost -> view.since(formats.clockSeconds(lost.since()));
            case LinkState.Connecting connecting -> view.since(formats.clockSeconds(sample.at()));
        };
    }

    private @Nullable SyncRun runOf(Figures then) {
        return live.syncRuns().values().stream()
                .filter(run -> !run.startedAt().isAfter(then.at()))
                .max(Comparator.comparingLong(SyncRun::id))
                .orElse(null);
    }

    private boolean loadRunning() {
        return live.loadRuns().values().stream().anyMatch(load -> load.run().state() == LoadState.RUNNING);
    }

    private ReadOnlyObjectWrapper<@Nullable TileView> wrapper(TileId id) {
        return Objects.requireNonNull(tiles.get(id));
    }
}
