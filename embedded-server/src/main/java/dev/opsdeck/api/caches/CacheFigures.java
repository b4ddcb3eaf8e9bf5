package dev.opsdeck.api.caches;

import org.jspecify.annotations.Nullable;

/// One cache on one level, counted since the process started. What misses in memory is looked up in Redis, when
/// there is one; while Redis does not answer, its lines are left out.
///
/// @param level    `memory` or `redis`
/// @param hitShare hits over lookups, 0 to 1; null when nothing was looked up
public record CacheFigures(
        String cache,
        String level,
        long entries,
        long maxEntries,
        long hits,
        long misses,
        long evictions,
        @Nullable Double hitShare) {}
