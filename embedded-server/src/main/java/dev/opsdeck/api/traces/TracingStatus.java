package dev.opsdeck.api.traces;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How this server process traces.
///
/// @param on       whether requests are traced at all
/// @param ratio    the share of requests that are kept by chance, from 0 to 1
/// @param most     how many traces are kept for each reason, whatever their age
/// @param kept     traces handed on since the start
/// @param leftOut  traces that were not stored, because too many came in one second
/// @param exporters where traces are sent
public record TracingStatus(boolean on, double ratio, int most, long kept, long leftOut, List<Exporter> exporters) {

    public TracingStatus {
        exporters = List.copyOf(exporters);
    }

    /// A receiver of traces.
    ///
    /// @param name          `otlp` or `sentry`
    /// @param target        its address, without secrets
    /// @param sent          traces that it took
    /// @param dropped       traces that it never will get: it was gone or refused them, or too many were waiting
    /// @param waiting       traces to be sent
    /// @param lastSuccessAt null: never
    /// @param lastFailureAt null: never
    /// @param lastError     what it said then
    public record Exporter(
            String name,
            String target,
            long sent,
            long dropped,
            int waiting,
            @Nullable Instant lastSuccessAt,
            @Nullable Instant lastFailureAt,
            @Nullable String lastError) {}
}
