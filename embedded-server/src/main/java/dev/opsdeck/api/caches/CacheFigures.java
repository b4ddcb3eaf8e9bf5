package dev.opsdeck.api.caches;

import org.jspecify.annotations.Nullable;

/// One cache on one level, counted since the process started.
///
/// @param level    `memory`
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
