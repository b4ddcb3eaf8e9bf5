package dev.opsdeck.api.caches;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a flush dropped, in the memory of the instance that was asked and in Redis. Every other instance of the same
/// database drops its own within a second; those are not counted here.
///
/// @param entries of all caches together
/// @param id      of the flush in `/ops/flushes`, where its recovery is followed; null when the database did not
///                take it
public record FlushResult(
        Instant at,
        long entries,
        List<Dropped> caches,
        @Nullable Long id) {

    public FlushResult {
        caches = List.copyOf(caches);
    }

    /// The same with its id.
    public FlushResult withId(long known) {
        return new FlushResult(at, entries, caches, known);
    }

    /// What one cache lost.
    ///
    /// @param entries on both levels
    /// @param redis   of those, in Redis; null without Redis
    public record Dropped(
            String cache, long entries, @Nullable Long redis) {}
}
