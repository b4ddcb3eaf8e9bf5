package dev.opsdeck.console.live;

import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.api.loadruns.LoadProgress;
import dev.opsdeck.api.metrics.History;
import dev.opsdeck.api.metrics.Sample;
import dev.opsdeck.api.sync.SyncRun;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableMap;
import org.jspecify.annotations.Nullable;

/// What is known of the server shown, as it comes in. JavaFX thread only. When another server is selected everything
/// changes at once to what is known of that one.
public final class LiveModel {

    private static final int MAX_LOG = 1_000;
    private static final int MAX_RUNS = 200;

    private final ReadOnlyObjectWrapper<@Nullable Sample> sample = new ReadOnlyObjectWrapper<>(this, "sample");
    private final ReadOnlyObjectWrapper<LinkState> link =
            new ReadOnlyObjectWrapper<>(this, "link", new LinkState.Connecting());
    private final ReadOnlyObjectWrapper<@Nullable History> gap = new ReadOnlyObjectWrapper<>(this, "gap");
    private final ReadOnlyIntegerWrapper connects = new ReadOnlyIntegerWrapper(this, "connects");
    private final ObservableList<LogEntry> log = FXCollections.observableArrayList();
    private final ObservableList<LogEntry> logView = FXCollections.unmodifiableObservableList(log);
    private final ObservableMap<Long, SyncRun> syncRuns = FXCollections.observableHashMap();
    private final ObservableMap<Long, LoadProgress> loadRuns = FXCollections.observableHashMap();
    private final LiveAlerts alerts = new LiveAlerts();

    /// Alerts of the last days, and those that fire.
    public LiveAlerts alerts() {
        return alerts;
    }

    /// The latest; kept when the connection is lost (see [#link]); null before the first.
    public ReadOnlyObjectProperty<@Nullable Sample> sample() {
        return sample.getReadOnlyProperty();
    }

    /// Whether what is shown is current.
    public ReadOnlyObjectProperty<LinkState> link() {
        return link.getReadOnlyProperty();
    }

    /// The stretch of history that was missed by the last loss of connection, read after it came back.
    public ReadOnlyObjectProperty<@Nullable History> gap() {
        return gap.getReadOnlyProperty();
    }

    /// Rises by one whenever a connection was made or made again: what was read from the server before may have a
    /// hole.
    public ReadOnlyIntegerProperty connects() {
        return connects.getReadOnlyProperty();
    }

    /// Newest first, at most 1,000.
    public ObservableList<LogEntry> log() {
        return logView;
    }

    /// The latest sync runs by id, whatever their state.
    public ObservableMap<Long, SyncRun> syncRuns() {
        return syncRuns;
    }

    /// The latest load runs by id, whatever their state.
    public ObservableMap<Long, LoadProgress> loadRuns() {
        return loadRuns;
    }

    /// Takes over what has come in.
    public void apply(Batch batch) {
        batch.log().forEach(this::insert);
        batch.syncRuns().forEach(run -> putRun(syncRuns, run.id(), run));
        batch.loadRuns().forEach(run -> putRun(loadRuns, run.run().id(), run));
        alerts.apply(batch);
        if (batch.gap() != null) {
            gap.set(batch.gap());
        }
        if (batch.sample() != null) {
            sample.set(batch.sample());
        }
        if (batch.link() != null) {
            link.set(batch.link());
        }
        if (batch.caughtUp()) {
            connects.set(connects.get() + 1);
        }
    }

    /// Becomes what another one is.
    void show(LiveModel other) {
        log.setAll(other.log);
        syncRuns.clear();
        syncRuns.putAll(other.syncRuns);
        loadRuns.clear();
        loadRuns.putAll(other.loadRuns);
        alerts.show(other.alerts);
        gap.set(null);
        sample.set(other.sample.get());
        link.set(other.link.get());
        connects.set(connects.get() + 1);
    }

    /// When the latest sample arrived, by this computer's clock; null before the first.
    public @Nullable Instant lastArrival() {
        return switch (link.get()) {
            case LinkState.Live live -> live.lastSample();
            case LinkState.Lost lost -> sample.get() == null ? null : lost.since();
            case LinkState.Connecting() -> null;
        };
    }

    private void insert(LogEntry entry) {
        int at = 0;
        while (at < log.size() && log.get(at).id() > entry.id()) {
            at++;
        }
        if (at < log.size() && log.get(at).id() == entry.id()) {
            log.set(at, entry);
        } else {
            log.add(at, entry);
        }
        if (log.size() > MAX_LOG) {
            log.removeLast();
        }
    }

    private static <T> void putRun(Map<Long, T> runs, Long id, T run) {
        runs.put(id, run);
        if (runs.size() > MAX_RUNS) {
            runs.remove(List.copyOf(runs.keySet()).stream()
                    .min(Comparator.naturalOrder())
                    .orElseThrow());
        }
    }
}
