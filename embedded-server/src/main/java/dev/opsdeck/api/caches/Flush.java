package dev.opsdeck.api.caches;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A flush that was made, and what became of it.
///
/// @param cache    the only cache that was emptied; null: all
/// @param actor    who did it, as far as it is known
/// @param node     the server that was asked; the findings are made from its own figures
/// @param entries  dropped in its memory and in Redis
/// @param dropped  the same by cache
/// @param findings what followed, as far as it is known by now
public record Flush(
        long id,
        Instant at,
        @Nullable String cache,
        String actor,
        String node,
        long entries,
        List<FlushResult.Dropped> dropped,
        FlushFindings findings) {

    public Flush {
        dropped = List.copyOf(dropped);
    }
}
