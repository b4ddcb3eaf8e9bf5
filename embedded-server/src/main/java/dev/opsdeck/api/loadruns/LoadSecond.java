package dev.opsdeck.api.loadruns;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One second of a run as the engine writes it, one line of JSON each. Counts are of this second alone.
///
/// @param second        from 0; the last line of a run may be shorter than a second
/// @param asked         requests that the schedule wanted started (closed model: that users started)
/// @param sent          requests started
/// @param completed     requests answered or failed
/// @param errors        of those: by kind (`connect`, `tls`, `timeout`, `io`, `check`, `status 503`,
/// `not sent`)
/// @param response      latency from the intended start, base64 of HdrHistogram's compressed encoding, microseconds
/// @param service       latency from the real start, likewise
/// @param latenessMillisMax how late the engine itself started a request at worst
/// @param late          requests that the engine itself started more than 50 ms late
/// @param engineCpuShare CPU of the engine's process, 1 is one core
/// @param engineMemoryBytes heap in use of the engine's process
/// @param calls         the same responses by call of the mix
/// @param delays        of the starts of an open run; null for a closed one, which has no schedule
public record LoadSecond(
        int second,
        long asked,
        long sent,
        long completed,
        Map<String, Long> errors,
        String response,
        String service,
        double latenessMillisMax,
        long late,
        double engineCpuShare,
        long engineMemoryBytes,
        List<Call> calls,
        @Nullable Delays delays) {

    public LoadSecond {
        calls = List.copyOf(calls);
        errors = Map.copyOf(errors);
    }

    /// How long after its time each request was started, or given up: from the intended start until a connection
    /// was free it was blocked, from then on the engine itself was late. Encoded as above, also those of no time.
    public record Delays(String lateness, String blocked) {}

    /// What came of one call of the mix in the second.
    ///
    /// @param call     its name
    /// @param response latency from the intended start, encoded as above
    public record Call(String call, long completed, long errors, String response) {}
}
