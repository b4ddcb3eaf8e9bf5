package dev.opsdeck.api.loadruns;

import org.jspecify.annotations.Nullable;

/// One second of a run as it is shown. Percentiles are of that second, from the intended start.
///
/// @param latenessP95Millis how late the generator itself started its requests; null of a closed run, and of one from
///                          before this was told apart
/// @param blockedP95Millis  how long they had waited for a connection before that; null likewise
public record LoadPoint(
        int second,
        long asked,
        long completed,
        long errors,
        double p50Millis,
        double p95Millis,
        double maxMillis,
        @Nullable Double latenessP95Millis,
        @Nullable Double blockedP95Millis) {

    /// A second of a run without a schedule.
    public LoadPoint(
            int second, long asked, long completed, long errors, double p50Millis, double p95Millis, double maxMillis) {
        this(second, asked, completed, errors, p50Millis, p95Millis, maxMillis, null, null);
    }
}
