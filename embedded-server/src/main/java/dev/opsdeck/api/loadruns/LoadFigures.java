package dev.opsdeck.api.loadruns;

import dev.opsdeck.api.metrics.Latency;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was measured so far.
///
/// @param asked             requests that the schedule wanted
/// @param sent              requests started
/// @param completed         requests answered or failed
/// @param errors            of those, failed: no answer, or a status that is not 2xx or 304
/// @param errorsByKind      the same by kind
/// @param askedPerSecond    over the run
/// @param reachedPerSecond  answered per second, over the run
/// @param response          from the intended start: what a user would have felt
/// @param service           from the real start
/// @param latenessMillisMax how late the engine started a request at worst
/// @param late              requests that the engine itself started more than 50 ms late
/// @param delays            why requests were started late; null of a closed run, and of one from before this was told
///                          apart
public record LoadFigures(
        long asked,
        long sent,
        long completed,
        long errors,
        Map<String, Long> errorsByKind,
        double askedPerSecond,
        double reachedPerSecond,
        Latency response,
        Latency service,
        double latenessMillisMax,
        long late,
        @Nullable LoadDelays delays) {

    public LoadFigures {
        errorsByKind = Map.copyOf(errorsByKind);
    }

    /// Those of a run without a schedule.
    public LoadFigures(
            long asked,
            long sent,
            long completed,
            long errors,
            Map<String, Long> errorsByKind,
            double askedPerSecond,
            double reachedPerSecond,
            Latency response,
            Latency service,
            double latenessMillisMax,
            long late) {
        this(
                asked,
                sent,
                completed,
                errors,
                errorsByKind,
                askedPerSecond,
                reachedPerSecond,
                response,
                service,
                latenessMillisMax,
                late,
                null);
    }
}
