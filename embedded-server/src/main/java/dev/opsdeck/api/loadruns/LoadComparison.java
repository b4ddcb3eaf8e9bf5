package dev.opsdeck.api.loadruns;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Two runs side by side.
///
/// @param a       the baseline
/// @param b       the one that is judged
/// @param outcome worse when a row is worse, better when one is better and none worse
/// @param rows    first those of all requests, then those by call
/// @param remarks sentences that a reader of the rows must know
public record LoadComparison(LoadRun a, LoadRun b, LoadOutcome outcome, List<Row> rows, List<String> remarks) {

    public LoadComparison {
        rows = List.copyOf(rows);
        remarks = List.copyOf(remarks);
    }

    /// One figure of both runs. The interval is that of the change, and null when there were too few requests for
    /// one.
    ///
    /// @param call    name of the call; null for all requests
    /// @param measure `p50`, `p95`, `p99` in milliseconds or `errors` as a share
    /// @param low     for latencies the lowest factor from a to b, such as 0.97; for errors the lowest difference
    /// @param high    the highest
    public record Row(
            @Nullable String call,
            String measure,
            double a,
            double b,
            @Nullable Double low,
            @Nullable Double high,
            LoadOutcome outcome) {}
}
