package dev.opsdeck.server.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.opsdeck.api.caches.CacheFigures;
import dev.opsdeck.api.caches.FlushResult;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Dialect;
import dev.opsdeck.server.http.ApiException;
import dev.opsdeck.server.http.Json;
import dev.opsdeck.server.redis.Redis;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// All caches of the server: made here, counted here, flushed here. Thread-safe; whoever made it closes it.
public final class Caches implements AutoCloseable {

    /// A write to one product makes its cache forget about this share of its entries.
    private static final int SHARES = 32;

    private static final String ALL = "all";

    private static final String NEWS = "{opsdeck}:cache1:news";

    private final InstantSource clock;
    private final LongSupplier nanoClock;
    private final DoubleSupplier random;
    private final Executor background;
    private final Stamps stamps;
    private final @Nullable Redis redis;
    private final Set<String> uncached;
    private final Json json = new Json();
    private final List<ReadCache<?, ?>> all = new CopyOnWriteArrayList<>();
    private volatile @Nullable StampWatch watch;

    /// In memory, for a process that has its data for itself; times to live are exact.
    ///
    /// @param clock     wall clock, for the time of a flush
    /// @param nanoClock what times to live are measured with, nanoseconds
    public Caches(InstantSource clock, LongSupplier nanoClock) {
        this(clock, nanoClock, () -> 0.5, Thread::startVirtualThread, null, null, Set.of());
    }

    /// @param random     from 0 to 1, for times to live that differ
    /// @param background where values are made new that are still given, and where they are put into Redis
    /// @param database   through which all who use it tell each other of changes; an H2 file has one user and
    ///                   needs no telling
    /// @param redis      where values are shared; null: they are not
    /// @param uncached   names of caches that keep nothing, or `all`
    public Caches(
            InstantSource clock,
            LongSupplier nanoClock,
            DoubleSupplier random,
            Executor background,
            @Nullable Database database,
            @Nullable Redis redis,
            Set<String> uncached) {
        this.clock = clock;
        this.nanoClock = nanoClock;
        this.random = random;
        this.background = background;
        this.stamps = new Stamps(
                database != null && database.dialect() == Dialect.POSTGRESQL ? new StampRepository(database) : null,
                nanoClock);
        this.redis = redis;
        this.uncached = uncached;
    }

    /// A new cache.
    ///
    /// @param timeToLive how long a value may be given after it was read
    public <K, V> ReadCache<K, V> create(String name, Duration timeToLive, long maxEntries) {
        return create(name, new Lifetime(timeToLive, Duration.ZERO, random), maxEntries, 1);
    }

    /// A new cache of which single keys can be forgotten at little cost for the others.
    public <V> ReadCache<Long, V> createById(String name, Duration timeToLive, long maxEntries) {
        return create(name, new Lifetime(timeToLive, Duration.ZERO, random), maxEntries, SHARES);
    }

    /// A new cache whose values are given for `stale` beyond their time, while one is made new: nobody waits for it.
    public <K, V> ReadCache<K, V> createRevalidating(
            String name, Duration timeToLive, Duration stale, long maxEntries) {
        return create(name, new Lifetime(timeToLive, stale, random), maxEntries, 1);
    }

    /// A new cache that each instance has for itself: its values are not put into Redis. In the second half of its time
    /// a value is made new while it is given.
    public <K, V> ReadCache<K, V> createInMemory(String name, Duration timeToLive, long maxEntries) {
        Duration half = timeToLive.dividedBy(2);
        return create(name, new Lifetime(half, half, random), maxEntries, 1, null);
    }

    private <K, V> ReadCache<K, V> create(String name, Lifetime lifetime, long maxEntries, int shares) {
        SecondLevel<K, V> second = redis == null
                ? null
                : new SecondLevel<>(
                        name,
                        maxEntries,
                        new RedisShelf(redis, name, maxEntries),
                        lifetime,
                        json,
                        background,
                        nanoClock);
        return create(name, lifetime, maxEntries, shares, second);
    }

    private <K, V> ReadCache<K, V> create(
            String name, Lifetime lifetime, long maxEntries, int shares, @Nullable SecondLevel<K, V> second) {
        Expiry<K, Kept<V>> end =
                Expiry.writing((key, kept) -> Duration.ofNanos(kept.nanosToLive(nanoClock.getAsLong())));
        Ticker ticker = nanoClock::getAsLong;
        ReadCache<K, V> cache = new ReadCache<>(
                name,
                maxEntries,
                Caffeine.newBuilder()
                        .ticker(ticker)
                        .executor(Runnable::run)
                        .expireAfter(end)
                        .maximumSize(maxEntries)
                        .recordStats()
                        .build(),
                second,
                shares,
                lifetime,
                new ReadCache.Surroundings(stamps, background, nanoClock),
                uncached.contains(name) || uncached.contains(ALL));
        all.add(cache);
        return cache;
    }

    /// Begins to hear of what other instances change. To be called once, when all caches are made; until then,
    /// and in a process that never calls it, values are given for less than a second.
    ///
    /// @throws IllegalArgumentException if one of the caches that are to keep nothing is unknown
    public void start() {
        for (String name : uncached) {
            if (!name.equals(ALL)
                    && all.stream().noneMatch(cache -> cache.name().equals(name))) {
                throw new IllegalArgumentException("There is no cache '" + name + "'. There are: " + names() + ".");
            }
        }
        if (!stamps.shared()) {
            return;
        }
        StampWatch begun = new StampWatch(stamps);
        watch = begun;
        if (redis != null) {
            redis.listen(NEWS, begun::ring);
        }
    }

    /// Forgets parts of caches together, with a write that tells by its last statement, which has not been sent yet:
    /// here when it is committed, everywhere within a second.
    public Renewal renewal(Collection<ReadCache.Part> parts) {
        Set<Scope> stale = new LinkedHashSet<>();
        parts.forEach(part -> stale.addAll(part.scopes()));
        return stamps.renewal(stale, this::tell);
    }

    private String names() {
        return all.stream().map(ReadCache::name).collect(Collectors.joining(", "));
    }

    private void tell() {
        if (redis != null && stamps.shared()) {
            redis.tell(NEWS);
        }
    }

    /// Figures of every cache, level by level.
    public List<CacheFigures> figures() {
        return all.stream().flatMap(cache -> cache.figures().stream()).toList();
    }

    /// Lookups answered by a cache since the start: from memory, from Redis, or by waiting for another's reading.
    public long hits() {
        return all.stream().mapToLong(ReadCache::hits).sum();
    }

    /// Lookups that had to go to the database, since the start.
    public long misses() {
        return all.stream().mapToLong(ReadCache::misses).sum();
    }

    /// Entries of all caches in memory, about.
    public long entries() {
        return all.stream().mapToLong(ReadCache::size).sum();
    }

    /// Empties one cache, or all, on every instance.
    ///
    /// @throws ApiException 404 if there is none of that name
    public FlushResult flush(@Nullable String name) {
        List<ReadCache<?, ?>> chosen = all.stream()
                .filter(cache -> name == null || cache.name().equals(name))
                .collect(Collectors.toList());
        if (name != null && chosen.isEmpty()) {
            throw ApiException.notFound("There is no cache of that name. There are: " + names() + ".");
        }
        List<FlushResult.Dropped> dropped =
                chosen.stream().<FlushResult.Dropped>map(ReadCache::flush).toList();
        tell();
        return new FlushResult(
                clock.instant(),
                dropped.stream().mapToLong(FlushResult.Dropped::entries).sum(),
                dropped,
                null);
    }

    @Override
    public void close() {
        StampWatch running = watch;
        if (running != null) {
            running.close();
        }
    }
}
