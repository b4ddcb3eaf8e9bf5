package dev.opsdeck.api.metrics;

import org.jspecify.annotations.Nullable;

/// What is so at one moment.
///
/// @param requestsActive   requests being handled now
/// @param usersActive      distinct clients (token or address) of the last 5 minutes
/// @param dbActive         connections in use
/// @param dbMax            size of the pool
/// @param dbWaiting        threads that wait for a connection
/// @param memoryUsedBytes  heap in use
/// @param memoryMaxBytes   heap limit
/// @param processRssBytes  resident memory of the whole process; null where the system does not tell
/// @param cpuShare         CPU use of this process over the last second, 0 to 1 of all cores
/// @param cores            processors available to this process
/// @param cacheEntries     entries in all caches
/// @param productsActive   products with status active; counted now and then, not every second
/// @param healthFailing    whether the server is not ready; asked every few seconds; null before the first answer
public record Gauges(
        int requestsActive,
        int usersActive,
        int dbActive,
        int dbMax,
        int dbWaiting,
        long memoryUsedBytes,
        long memoryMaxBytes,
        @Nullable Long processRssBytes,
        double cpuShare,
        int cores,
        long cacheEntries,
        long productsActive,
        @Nullable Boolean healthFailing) {

    /// Where nobody asked whether the server is ready.
    public Gauges(
            int requestsActive,
            int usersActive,
            int dbActive,
            int dbMax,
            int dbWaiting,
            long memoryUsedBytes,
            long memoryMaxBytes,
            @Nullable Long processRssBytes,
            double cpuShare,
            int cores,
            long cacheEntries,
            long productsActive) {
        this(
                requestsActive,
                usersActive,
                dbActive,
                dbMax,
                dbWaiting,
                memoryUsedBytes,
                memoryMaxBytes,
                processRssBytes,
                cpuShare,
                cores,
                cacheEntries,
                productsActive,
                null);
    }
}
