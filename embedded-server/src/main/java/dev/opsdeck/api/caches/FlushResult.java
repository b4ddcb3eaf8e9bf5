package dev.opsdeck.api.caches;

import java.time.Instant;
import java.util.List;

/// What a flush dropped, in the memory of the instance that was asked and in Redis. Every other instance of the same
/// database drops its own within a second; those are not counted here.
///
/// @param entries of all caches together
public record FlushResult(Instant at, long entries, List<Dropped> caches) {

    public FlushResult {
        caches = List.copyOf(caches);
    }

    public record Dropped(String cache, long entries) {}
}
