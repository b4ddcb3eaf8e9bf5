package dev.opsdeck.console.live;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.api.loadruns.LoadProgress;
import dev.opsdeck.api.metrics.History;
import dev.opsdeck.api.metrics.Sample;
import dev.opsdeck.api.sync.SyncRun;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came in since the last pulse, conflated: the latest sample, the latest state of each run, every log line.
///
/// @param sample   null when none came
/// @param link     null when it did not change
/// @param log      oldest first
/// @param alerts   each in its latest state
/// @param past     all alerts known at the beginning of a connection; null when none began
/// @param gap      history of a stretch that the stream missed
/// @param caughtUp whether the connection was made or made again
public record Batch(
        @Nullable Sample sample,
        @Nullable LinkState link,
        List<LogEntry> log,
        List<SyncRun> syncRuns,
        List<LoadProgress> loadRuns,
        List<Alert> alerts,
        @Nullable List<Alert> past,
        @Nullable History gap,
        boolean caughtUp) {

    public Batch {
        log = List.copyOf(log);
        syncRuns = List.copyOf(syncRuns);
        loadRuns = List.copyOf(loadRuns);
        alerts = List.copyOf(alerts);
        past = past == null ? null : List.copyOf(past);
    }

    /// Nothing about alerts.
    public Batch(
            @Nullable Sample sample,
            @Nullable LinkState link,
            List<LogEntry> log,
            List<SyncRun> syncRuns,
            List<LoadProgress> loadRuns,
            @Nullable History gap,
            boolean caughtUp) {
        this(sample, link, log, syncRuns, loadRuns, List.of(), null, gap, caughtUp);
    }

    /// One sample that has just arrived.
    public static Batch of(Sample sample) {
        return new Batch(sample, new LinkState.Live(sample.at()), List.of(), List.of(), List.of(), null, false);
    }

    /// A change of the connection.
    public static Batch of(LinkState link) {
        return new Batch(null, link, List.of(), List.of(), List.of(), null, false);
    }

    /// Alerts that have changed.
    public static Batch of(List<Alert> alerts) {
        return new Batch(null, null, List.of(), List.of(), List.of(), alerts, null, null, false);
    }
}
