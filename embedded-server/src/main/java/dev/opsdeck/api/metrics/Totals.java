package dev.opsdeck.api.metrics;

/// Counters since the process started: they only rise, and begin again at zero when `startedAt` of the [Sample]
/// changes. A receiver that missed samples takes differences of these and misses nothing.
///
/// @param requests            requests answered, load runs included
/// @param errors              of those, status 500 and up
/// @param loadRequests        of `requests`, those of marked load runs
/// @param cacheHits           lookups answered by a cache, at whatever level
/// @param cacheMisses         lookups that went to the database
/// @param productsSynced      products added or changed by sync
/// @param videosGenerated     events of that kind taken
/// @param publicationsCreated events of that kind taken
public record Totals(
        long requests,
        long errors,
        long loadRequests,
        long cacheHits,
        long cacheMisses,
        long productsSynced,
        long videosGenerated,
        long publicationsCreated) {}
