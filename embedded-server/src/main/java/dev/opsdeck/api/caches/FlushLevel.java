package dev.opsdeck.api.caches;

import org.jspecify.annotations.Nullable;

/// How the server was over a stretch of time.
///
/// @param seconds           how long it lasts
/// @param requestsPerSecond answered, load runs included
/// @param hitShare          hits over lookups of all caches, 0 to 1; null when nothing was looked up
/// @param queriesPerSecond  statements that the database was given; null where they were not counted yet
/// @param dbActive          connections in use, the mean
/// @param p95Millis         of all requests together; null without requests
public record FlushLevel(
        double seconds,
        double requestsPerSecond,
        @Nullable Double hitShare,
        @Nullable Double queriesPerSecond,
        double dbActive,
        @Nullable Double p95Millis) {}
