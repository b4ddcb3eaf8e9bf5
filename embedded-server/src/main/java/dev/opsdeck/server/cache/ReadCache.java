package dev.opsdeck.server.cache;

import com.github.benmanes.caffeine.cache.Cache;
import dev.opsdeck.api.caches.CacheFigures;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/// Answers kept in memory for a time. One load per key however many ask, and no lock while it loads: what is kept is
/// the
/// future of the value. An invalidation takes the future out, also one that still loads, so that nobody who asks after
/// a write is given what was read before it. Thread-safe. Made by [Caches#create].
public final class ReadCache<K, V> {

    private final String name;
    private final long maxEntries;
    private final Cache<K, CompletableFuture<V>> entries;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    ReadCache(String name, long maxEntries, Cache<K, CompletableFuture<V>> entries) {
        this.name = name;
        this.maxEntries = maxEntries;
        this.entries = entries;
    }

    /// The value of `key`, loaded on this thread if it is not there, or waited for if another thread loads it. An
    /// exception of the loader reaches everybody who waits, and nothing is kept.
    @SuppressWarnings("ReferenceEquality") // whether the future in the cache is the one made here
    public V get(K key, Function<K, V> load) {
        CompletableFuture<V> mine = new CompletableFuture<>();
        CompletableFuture<V> kept = entries.get(key, absent -> mine);
        if (kept != mine) {
            hits.increment();
            return await(kept);
        }
        misses.increment();
        try {
            mine.complete(load.apply(key));
        } catch (RuntimeException | Error e) {
            entries.asMap().remove(key, mine);
            mine.completeExceptionally(e);
            throw e;
        }
        return await(mine);
    }

    /// Forgets one key.
    public void invalidate(K key) {
        entries.invalidate(key);
    }

    /// Forgets everything.
    public void invalidateAll() {
        entries.invalidateAll();
    }

    /// Forgets everything and says how many entries that were.
    long flush() {
        entries.cleanUp();
        long dropped = entries.estimatedSize();
        invalidateAll();
        return dropped;
    }

    private static <V> V await(CompletableFuture<V> value) {
        try {
            return value.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    String name() {
        return name;
    }

    long hits() {
        return hits.sum();
    }

    long misses() {
        return misses.sum();
    }

    long size() {
        return entries.estimatedSize();
    }

    CacheFigures figures() {
        entries.cleanUp();
        long hit = hits();
        long lookups = hit + misses();
        return new CacheFigures(
                name,
                "memory",
                entries.estimatedSize(),
                maxEntries,
                hit,
                misses(),
                entries.stats().evictionCount(),
                lookups == 0 ? null : (double) hit / lookups);
    }
}
