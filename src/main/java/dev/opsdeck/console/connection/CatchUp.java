package dev.opsdeck.console.connection;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.metrics.History;
import dev.opsdeck.api.sync.SyncRun;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a console must know when a connection begins or comes back.
///
/// @param gap      the samples missed since the connection was lost; null at the first connect
/// @param log      newest first
/// @param syncRuns the latest, newest first
/// @param loadRuns the latest, newest first
/// @param alerts   those of the longest range shown, and all that are not over
public record CatchUp(
        @Nullable History gap, List<LogEntry> log, List<SyncRun> syncRuns, List<LoadRun> loadRuns, List<Alert> alerts) {

    public CatchUp {
        log = List.copyOf(log);
        syncRuns = List.copyOf(syncRuns);
        loadRuns = List.copyOf(loadRuns);
        alerts = List.copyOf(alerts);
    }
}
