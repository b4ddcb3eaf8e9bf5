package dev.opsdeck.api.metrics;

import org.jspecify.annotations.Nullable;

/// What happened in a stretch of time that ends with the sample.
///
/// @param seconds      length of the stretch, shorter than its name after a start
/// @param latency      handler time of all requests, load runs included
/// @param loadLatency  of those, the requests of marked load runs
/// @param requests     requests answered
/// @param errors       of those, status 500 and up
/// @param cacheHitShare hits over lookups, 0 to 1; null when nothing was looked up
public record Window(
        double seconds,
        Latency latency,
        Latency loadLatency,
        long requests,
        long errors,
        @Nullable Double cacheHitShare) {

    /// Requests answered per second.
    public double requestsPerSecond() {
        return seconds > 0 ? requests / seconds : 0;
    }

    /// Errors over requests, 0 to 1; 0 when there was no request.
    public double errorShare() {
        return requests > 0 ? (double) errors / requests : 0;
    }
}
