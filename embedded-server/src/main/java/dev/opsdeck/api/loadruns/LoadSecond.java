package dev.opsdeck.api.loadruns;

import java.util.Map;

/// One second of a run as the engine writes it, one line of JSON each. Counts are of this second alone.
///
/// @param second        from 0; the last line of a run may be shorter than a second
/// @param asked         requests that the schedule wanted started (closed model: that users started)
/// @param sent          requests started
/// @param completed     requests answered or failed
/// @param errors        of those: by kind (`connect`, `tls`, `timeout`, `io`, `status 503`, `not sent`)
/// @param response      latency from the intended start, base64 of HdrHistogram's compressed encoding, microseconds
/// @param service       latency from the real start, likewise
/// @param latenessMillisMax how late the engine itself started a request at worst
/// @param late          requests that the engine itself started more than 50 ms late
/// @param engineCpuShare CPU of the engine's process, 1 is one core
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
        double engineCpuShare) {

    public LoadSecond {
        errors = Map.copyOf(errors);
    }
}
