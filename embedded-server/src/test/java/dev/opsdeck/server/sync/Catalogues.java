package dev.opsdeck.server.sync;

import dev.opsdeck.server.cache.Caches;
import java.time.InstantSource;
import java.util.List;

/// Catalogues of which nobody keeps answers.
final class Catalogues {

    private static final Caches EMPTY = new Caches(InstantSource.system(), System::nanoTime);

    private Catalogues() {}

    /// @param changed called when products were written
    static Catalogue uncached(Runnable changed) {
        return new Catalogue(() -> EMPTY.renewal(List.of()), changed);
    }
}
