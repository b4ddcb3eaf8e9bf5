package dev.opsdeck.server.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.opsdeck.api.caches.CacheFigures;
import dev.opsdeck.api.caches.FlushResult;
import dev.opsdeck.server.http.ApiException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// All caches of the server: made here, counted here, flushed here. Thread-safe.
public final class Caches {

    private final InstantSource clock;
    private final Ticker ticker;
    private final List<ReadCache<?, ?>> all = new CopyOnWriteArrayList<>();

    /// @param clock     wall clock, for the time of a flush
    /// @param nanoClock what times to live are measured with, nanoseconds
    public Caches(InstantSource clock, LongSupplier nanoClock) {
        this.clock = clock;
        this.ticker = nanoClock::getAsLong;
    }

    /// A new cache.
    ///
    /// @param timeToLive how long a value may be given after it was loaded
    public <K, V> ReadCache<K, V> create(String name, Duration timeToLive, long maxEntries) {
        ReadCache<K, V> cache = new ReadCache<>(
                name,
                maxEntries,
                Caffeine.newBuilder()
                        .ticker(ticker)
                        .expireAfterWrite(timeToLive)
                        .maximumSize(maxEntries)
                        .recordStats()
                        .build());
        all.add(cache);
        return cache;
    }

    /// Figures of every cache.
    public List<CacheFigures> figures() {
        return all.stream().<CacheFigures>map(ReadCache::figures).toList();
    }

    /// Lookups answered from memory since the start.
    public long hits() {
        return all.stream().mapToLong(ReadCache::hits).sum();
    }

    /// Lookups that had to load, since the start.
    public long misses() {
        return all.stream().mapToLong(ReadCache::misses).sum();
    }

    /// Entries of all caches, about.
    public long entries() {
        return all.stream().mapToLong(ReadCache::size).sum();
    }

    /// Empties one cache, or all.
    ///
    /// @throws ApiException 404 if there is none of that name
    public FlushResult flush(@Nullable String name) {
        List<ReadCache<?, ?>> chosen = all.stream()
                .filter(cache -> name == null || cache.name().equals(name))
                .collect(Collectors.toList());
        if (name != null && chosen.isEmpty()) {
            throw ApiException.notFound("There is no cache of that name. There are: "
                    + all.stream().map(ReadCache::name).collect(Collectors.joining(", ")) + ".");
        }
        List<FlushResult.Dropped> dropped = chosen.stream()
                .map(cache -> new FlushResult.Dropped(cache.name(), cache.flush()))
                .toList();
        return new FlushResult(
                clock.instant(),
                dropped.stream().mapToLong(FlushResult.Dropped::entries).sum(),
                dropped);
    }
}
