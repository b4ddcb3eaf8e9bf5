package dev.opsdeck.api.caches;

import org.jspecify.annotations.Nullable;

/// A stretch of the curve of a flush. Stretches without a stored second have no point.
///
/// @param second            its end, in seconds from the flush; negative before it
/// @param hitShare          hits over lookups, 0 to 1; null when nothing was looked up
/// @param queriesPerSecond  null where they were not counted yet
/// @param dbActive          connections in use, the mean
/// @param p95Millis         null without requests
/// @param requestsPerSecond answered
public record FlushPoint(
        double second,
        @Nullable Double hitShare,
        @Nullable Double queriesPerSecond,
        double dbActive,
        @Nullable Double p95Millis,
        double requestsPerSecond) {}
