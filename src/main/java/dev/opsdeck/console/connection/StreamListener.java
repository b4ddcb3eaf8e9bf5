package dev.opsdeck.console.connection;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.api.loadruns.LoadProgress;
import dev.opsdeck.api.metrics.Sample;
import dev.opsdeck.api.sync.SyncRun;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Told what the live stream of one server brings, on the stream's thread. Must return at once.
public interface StreamListener {

    /// A first or another attempt begins.
    void connecting();

    /// What happened before, or while the connection was lost. Comes before the first sample.
    void caughtUp(CatchUp past);

    void sample(Sample sample);

    void sync(SyncRun run);

    void load(LoadProgress progress);

    void log(LogEntry entry);

    /// An alert begins, goes on to its next state, or is acknowledged or silenced.
    void alert(Alert alert);

    /// The connection is lost, or could not be made.
    ///
    /// @param nextTry when the next attempt begins by itself
    void lost(Failure why, @Nullable Instant nextTry);
}
