package dev.opsdeck.api.audits;

import dev.opsdeck.api.metrics.Latency;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What all servers that share a database measured in a stretch of time.
///
/// @param to            excluded
/// @param seconds       how long at least one of them measured; 0: nothing is known
/// @param latency       of all requests, from merged histograms
/// @param errors        of the requests, those with status 500 and up
/// @param loadRequests  of the requests, those of marked load runs
/// @param cacheHitShare hits over lookups, 0 to 1; null when nothing was looked up
/// @param memoryBytes   heap in use of one server
/// @param cpuShare      CPU use of one server, 0 to 1 of all cores
/// @param dbActive      connections in use of one server
/// @param usersActive   distinct clients of the last five minutes, of one server
public record Measured(
        Instant from,
        Instant to,
        double seconds,
        Latency latency,
        long requests,
        long errors,
        long loadRequests,
        @Nullable Double cacheHitShare,
        @Nullable Spread memoryBytes,
        @Nullable Spread cpuShare,
        @Nullable Spread dbActive,
        @Nullable Spread usersActive) {}
