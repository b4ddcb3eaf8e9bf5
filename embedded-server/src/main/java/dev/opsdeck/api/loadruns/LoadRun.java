package dev.opsdeck.api.loadruns;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One run.
///
/// @param durationSeconds asked for
/// @param figures         so far, final when the state is not running
/// @param verdict         when it has ended and there was something to judge
/// @param remarks         sentences that a reader of the figures must know, such as that engine and server shared
///                        cores
/// @param reason          why it failed
/// @param rampUpSeconds   of the duration, at its beginning: the load rises to what was asked for, and no figure
///                        counts
/// @param scenario        name of the own scenario; null for the standard mix
/// @param baseline        whether later runs are compared with this one
/// @param findings        what its profile looked for, when it has ended
public record LoadRun(
        long id,
        LoadProfile profile,
        LoadModel model,
        String target,
        double ratePerSecond,
        int users,
        int durationSeconds,
        LoadState state,
        Instant startedAt,
        @Nullable Instant finishedAt,
        LoadFigures figures,
        @Nullable LoadVerdict verdict,
        List<String> remarks,
        @Nullable String reason,
        int rampUpSeconds,
        @Nullable String scenario,
        boolean baseline,
        @Nullable LoadFindings findings) {

    public LoadRun {
        remarks = List.copyOf(remarks);
    }
}
