package dev.opsdeck.console.live;

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
/// @param gap      history of a stretch that the stream missed
/// @param caughtUp whether the connection was made or made again
public record Batch(
        @Nullable Sample sample,
        @Nullable LinkState link,
        List<LogEntry> log,
        List<SyncRun> syncRuns,
        List<LoadProgress> loadRuns,
        @Nullable History gap,
        boolean caughtUp) {

    public Batch {
        log = List.copyOf(log);
        syncRuns = List.copyOf(syncRuns);
        loadRuns = List.copyOf(loadRuns);
    }

    /// One sample that has just arrived.
    public static Batch of(Sample sample) {
        return new Batch(sample, new LinkState.Live(sample.at()), List.of(), List.of(), List.of(), null, false);
    }

    /// A change of the connection.
    public static Batch of(LinkState link) {
        return new Batch(null, link, List.of(), List.of(), List.of(), null, false);
    }
}
