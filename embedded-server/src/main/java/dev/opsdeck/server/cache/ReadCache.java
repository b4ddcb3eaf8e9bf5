package dev.opsdeck.server.cache;

import com.github.benmanes.caffeine.cache.Cache;
import dev.opsdeck.api.caches.CacheFigures;
import dev.opsdeck.api.caches.FlushResult;
import dev.opsdeck.api.traces.SpanKind;
import dev.opsdeck.server.spans.Recording;
import dev.opsdeck.server.spans.Span;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers kept for a time: in memory, then in Redis when there is one, then read by whoever asks. One reader per key
/// however many ask, and no lock while it reads. Nobody who asks after a change is given what was read before it: see
/// [Scope]. A hit in memory allocates nothing and takes no lock. Thread-safe. Made by [Caches].
public final class ReadCache<K, V> {

    private static final Logger LOG = LoggerFactory.getLogger(ReadCache.class);

    private final String name;
    private final long maxEntries;
    private final Cache<K, Kept<V>> memory;
    private final @Nullable SecondLevel<K, V> redis;
    private final List<Scope> scopes;
    private final Stamps stamps;
    private final Lifetime lifetime;
    private final Executor background;
    private final LongSupplier nanos;
    private final boolean off;
    private final ConcurrentHashMap<K, Flight<V>> flights = new ConcurrentHashMap<>();
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    /// What is forgotten together, of one cache or several; see [Caches#renewal].
    public static final class Part {

        private final List<Scope> scopes;

        private Part(List<Scope> scopes) {
            this.scopes = scopes;
        }

        List<Scope> scopes() {
            return scopes;
        }
    }

    /// What a cache shares with the others.
    record Surroundings(Stamps stamps, Executor background, LongSupplier nanos) {}

    /// @param off whether it keeps nothing
    ReadCache(
            String name,
            long maxEntries,
            Cache<K, Kept<V>> memory,
            @Nullable SecondLevel<K, V> redis,
            int shares,
            Lifetime lifetime,
            Surroundings around,
            boolean off) {
        this.name = name;
        this.maxEntries = maxEntries;
        this.memory = memory;
        this.redis = redis;
        this.lifetime = lifetime;
        this.stamps = around.stamps();
        this.background = around.background();
        this.nanos = around.nanos();
        this.off = off;
        this.scopes = IntStream.range(0, shares)
                .mapToObj(share -> stamps.scope(shares == 1 ? name : name + "#" + share, this::sweep))
                .toList();
    }

    /// The value of `key`, read on this thread if it is nowhere, or waited for if another thread reads it. An
    /// exception of the reader reaches everybody who waits, and nothing is kept.
    public V get(K key, Function<K, V> read) {
        if (off) {
            misses.increment();
            return read.apply(key);
        }
        Stamp stamp = scope(key).stamp();
        Kept<V> kept = memory.getIfPresent(key);
        long now = nanos.getAsLong();
        if (kept == null || !usable(kept, stamp, now)) {
            return fetch(key, stamp, now, read);
        }
        return give(key, kept, now, read);
    }

    /// The value of `key` if it is in memory, or if somebody reads it at the moment: that is waited for. Null if not:
    /// whoever asks does not read it.
    ///
    /// @param read how it is made new in the background while it is still given
    public @Nullable V present(K key, Function<K, V> read) {
        if (off) {
            misses.increment();
            return null;
        }
        Stamp stamp = scope(key).stamp();
        Kept<V> kept = memory.getIfPresent(key);
        long now = nanos.getAsLong();
        if (kept != null && usable(kept, stamp, now)) {
            return give(key, kept, now, read);
        }
        Flight<V> flight = flights.get(key);
        if (flight == null || flight.stamp() != stamp) {
            misses.increment();
            return null;
        }
        hits.increment();
        return flight.await();
    }

    /// Whether it keeps anything.
    public boolean keeps() {
        return !off;
    }

    private V give(K key, Kept<V> kept, long now, Function<K, V> read) {
        countHit(kept, now);
        if (!kept.fresh(now) && kept.beginRefresh()) {
            background.execute(() -> refresh(key, kept, read));
        }
        return kept.value();
    }

    private void countHit(Kept<V> kept, long now) {
        hits.increment();
        Recording recording = Recording.current();
        if (recording != null) {
            recording.add(
                    SpanKind.CACHE, name, now, nanos.getAsLong(), 0, kept.fresh(now) ? "memory" : "memory, stale");
        }
    }

    /// Forgets everything.
    void invalidateAll() {
        stamps.renew(scopes);
    }

    /// Who asks for this key from now on does not join a reading that began before. That is enough for a key that
    /// had no value until now: that there is none is never kept.
    public void forgetReading(K key) {
        flights.remove(key);
    }

    /// All of it, to be forgotten together with parts of other caches.
    public Part all() {
        return new Part(scopes);
    }

    /// One key, and perhaps others, likewise.
    public Part part(K key) {
        return new Part(List.of(scope(key)));
    }

    private boolean usable(Kept<V> kept, Stamp stamp, long now) {
        return kept.stamp() == stamp && kept.alive(now) && stamps.trusted(kept.readNanos(), now);
    }

    private V fetch(K key, Stamp stamp, long begin, Function<K, V> read) {
        Flight<V> mine = new Flight<>(stamp);
        Recording recording = Recording.current();
        Span span = recording == null ? null : recording.begin(SpanKind.CACHE, name, begin);
        String level = "memory, awaited";
        try {
            Flight<V> flight = board(key, mine);
            if (flight != mine) {
                hits.increment();
                return flight.await();
            }
            V value = fly(key, mine, true, read);
            level = mine.level();
            return value;
        } finally {
            if (recording != null) {
                recording.end(span, nanos.getAsLong(), level);
            }
        }
    }

    private void refresh(K key, Kept<V> stale, Function<K, V> read) {
        try {
            Flight<V> mine = new Flight<>(scope(key).stamp());
            if (board(key, mine) == mine) {
                fly(key, mine, false, read);
            }
        } catch (RuntimeException e) {
            LOG.warn("A value of the cache {} could not be made new; the stale one is given a little longer", name, e);
        } finally {
            stale.endRefresh();
        }
    }

    private Flight<V> board(K key, Flight<V> mine) {
        return flights.compute(key, (same, other) -> other != null && other.stamp() == mine.stamp() ? other : mine);
    }

    /// @param lookup whether somebody waits for the value; otherwise one that is not fresh any more is of no use
    private V fly(K key, Flight<V> flight, boolean lookup, Function<K, V> read) {
        try {
            long now = nanos.getAsLong();
            // A flight that landed between the look into the memory and this one's start has left it there.
            Kept<V> kept = memory.getIfPresent(key);
            if (kept != null && usable(kept, flight.stamp(), now) && (lookup || kept.fresh(now))) {
                count(lookup, hits);
            } else {
                count(lookup, misses);
                kept = obtain(key, flight, now, lookup, read);
            }
            flight.land(kept.value());
            return kept.value();
        } catch (RuntimeException | Error e) {
            flight.crash(e);
            throw e;
        } finally {
            flights.remove(key, flight);
        }
    }

    private Kept<V> obtain(K key, Flight<V> flight, long now, boolean lookup, Function<K, V> read) {
        Stamp stamp = flight.stamp();
        SecondLevel<K, V> shared = stamp.known() && stamps.confirmed(now) ? redis : null;
        flight.cameFrom(shared == null ? "database" : "redis");
        Kept<V> kept = shared == null
                ? read(key, stamp, read)
                : shared.get(key, stamp, lookup, !lookup, asked -> {
                    flight.cameFrom("database");
                    return read(asked, stamp, read);
                });
        if (scope(key).stamp() == stamp) {
            memory.put(key, kept);
        }
        return kept;
    }

    private Kept<V> read(K key, Stamp stamp, Function<K, V> read) {
        long begin = nanos.getAsLong();
        V value = read.apply(key);
        long freshUntil = nanos.getAsLong() + lifetime.drawFresh();
        return new Kept<>(
                value, stamp, begin, freshUntil, freshUntil + lifetime.stale().toNanos());
    }

    static void count(boolean lookup, LongAdder counter) {
        if (lookup) {
            counter.increment();
        }
    }

    /// Keys of a cache with several scopes are numbers, whose hash is the same in every process.
    private Scope scope(K key) {
        return scopes.size() == 1 ? scopes.getFirst() : scopes.get(Math.floorMod(key.hashCode(), scopes.size()));
    }

    /// Takes out what nobody may be given any more.
    private void sweep() {
        memory.asMap()
                .entrySet()
                .removeIf(entry ->
                        entry.getValue().stamp() != scope(entry.getKey()).stamp());
    }

    /// Forgets everything, on all instances, and says how many entries that were here and in Redis.
    FlushResult.Dropped flush() {
        memory.cleanUp();
        long here = memory.estimatedSize();
        invalidateAll();
        Long shared = redis == null ? null : (Long) redis.drop();
        return new FlushResult.Dropped(name, shared == null ? here : here + shared, shared);
    }

    String name() {
        return name;
    }

    /// Lookups that were answered by either level, or by another's reading.
    long hits() {
        return hits.sum() + (redis == null ? 0 : redis.hits());
    }

    /// Lookups that had to read.
    long misses() {
        return Math.max(0, misses.sum() - (redis == null ? 0 : redis.hits()));
    }

    /// In memory.
    long size() {
        return memory.estimatedSize();
    }

    /// One line a level.
    List<CacheFigures> figures() {
        memory.cleanUp();
        long hit = hits.sum();
        long missed = misses.sum();
        CacheFigures first = new CacheFigures(
                name,
                "memory",
                memory.estimatedSize(),
                maxEntries,
                hit,
                missed,
                memory.stats().evictionCount(),
                hit + missed == 0 ? null : (double) hit / (hit + missed));
        CacheFigures second = redis == null ? null : redis.figures();
        return second == null ? List.of(first) : List.of(first, second);
    }
}
