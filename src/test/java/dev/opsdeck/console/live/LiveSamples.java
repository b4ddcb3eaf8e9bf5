package dev.opsdeck.console.live;

import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.api.loadruns.LoadFigures;
import dev.opsdeck.api.loadruns.LoadModel;
import dev.opsdeck.api.loadruns.LoadProfile;
import dev.opsdeck.api.loadruns.LoadProgress;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadState;
import dev.opsdeck.api.metrics.Gauges;
import dev.opsdeck.api.metrics.Latency;
import dev.opsdeck.api.metrics.Sample;
import dev.opsdeck.api.metrics.Totals;
import dev.opsdeck.api.metrics.Window;
import dev.opsdeck.api.sync.SyncCounts;
import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.api.sync.SyncState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a server might send.
public final class LiveSamples {

    /// When it all happens.
    public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private LiveSamples() {}

    public static Sample sample(Instant at) {
        Window window = new Window(1, Latency.NONE, Latency.NONE, 0, 0, null);
        return new Sample(
                "i1",
                NOON,
                at,
                window,
                window,
                new Gauges(0, 1, 0, 20, 0, 1, 2, null, 0.1, 2, 0, 0),
                new Totals(0, 0, 0, 0, 0, 0, 0, 0));
    }

    public static LogEntry entry(long id) {
        return new LogEntry(id, NOON.plusSeconds(id), null, LogEntry.Kind.FLUSH, "Entry " + id + ".", null);
    }

    public static SyncRun sync(long id, SyncState state, @Nullable Double progress) {
        SyncCounts counts = new SyncCounts(1_204_118, 0, 0, 0, 0, 0, 0, 0);
        return new SyncRun(id, "awin-main", state, NOON, null, null, counts, progress, null);
    }

    public static LoadProgress load(long id, LoadState state) {
        Latency latency = new Latency(100, 5, 12, 20, 40);
        LoadFigures figures = new LoadFigures(100, 100, 100, 0, Map.of(), 500, 499, latency, latency, 1, 0);
        return new LoadProgress(
                new LoadRun(
                        id,
                        LoadProfile.SMOKE,
                        LoadModel.OPEN,
                        "http://127.0.0.1",
                        500,
                        0,
                        100,
                        state,
                        NOON,
                        null,
                        figures,
                        null,
                        List.of(),
                        null,
                        0,
                        null,
                        false,
                        null),
                null);
    }
}
