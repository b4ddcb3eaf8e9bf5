package dev.opsdeck.api.caches;

import java.time.Instant;
import java.util.List;

/// What a flush dropped.
///
/// @param entries of all caches together
public record FlushResult(Instant at, long entries, List<Dropped> caches) {

    public FlushResult {
        caches = List.copyOf(caches);
    }

    public record Dropped(String cache, long entries) {}
}
