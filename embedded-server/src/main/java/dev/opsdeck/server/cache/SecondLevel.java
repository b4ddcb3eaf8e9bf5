package dev.opsdeck.server.cache;

import dev.opsdeck.api.caches.CacheFigures;
import dev.opsdeck.server.cache.RedisShelf.Taken;
import dev.opsdeck.server.http.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// One cache's second level: values that instances share in Redis, read by one of them for all. A value that cannot be
/// understood is deleted and counts as none. Whatever Redis does, the value is read from the database in the end.
/// Thread-safe.
final class SecondLevel<K, V> {

    /// How long to wait for another instance to read a value, before reading it, too.
    private static final long WAIT_NANOS = Duration.ofSeconds(2).toNanos();

    private static final long PAUSE_NANOS = Duration.ofMillis(15).toNanos();

    private final String name;
    private final long maxEntries;
    private final RedisShelf shelf;
    private final Lifetime lifetime;
    private final Json json;
    private final Executor background;
    private final LongSupplier nanos;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder evictions = new LongAdder();

    SecondLevel(
            String name,
            long maxEntries,
            RedisShelf shelf,
            Lifetime lifetime,
            Json json,
            Executor background,
            LongSupplier nanos) {
        this.name = name;
        this.maxEntries = maxEntries;
        this.shelf = shelf;
        this.lifetime = lifetime;
        this.json = json;
        this.background = background;
        this.nanos = nanos;
    }

    /// The value that Redis has, or the one that `read` reads, which is then kept there in the background.
    ///
    /// @param lookup whether somebody waits for it, for the figures
    /// @param fresh  whether a value that is already stale is of no use
    Kept<V> get(K key, Stamp stamp, boolean lookup, boolean fresh, Function<K, Kept<V>> read) {
        String shared = text(key);
        String claim = Stamp.draw();
        long leastMillis = fresh ? lifetime.stale().toMillis() : 0;
        long begin = nanos.getAsLong();
        Taken taken = shelf.take(stamp, shared, leastMillis, claim);
        // An interrupted thread cannot wait.
        while (!Thread.currentThread().isInterrupted()) {
            if (taken instanceof Taken.Value found) {
                Kept<V> kept = kept(found, stamp);
                if (kept != null) {
                    ReadCache.count(lookup, hits);
                    return kept;
                }
                shelf.delete(stamp, shared);
            } else if (taken instanceof Taken.Busy && nanos.getAsLong() - begin < WAIT_NANOS) {
                LockSupport.parkNanos(this, PAUSE_NANOS);
            } else {
                break;
            }
            taken = shelf.take(stamp, shared, leastMillis, claim);
        }
        ReadCache.count(lookup, misses);
        return taken instanceof Taken.Claimed ? readAndShare(key, shared, stamp, claim, read) : read.apply(key);
    }

    private Kept<V> readAndShare(K key, String shared, Stamp stamp, String claim, Function<K, Kept<V>> read) {
        Kept<V> kept;
        try {
            kept = read.apply(key);
        } catch (RuntimeException | Error e) {
            background.execute(() -> shelf.release(stamp, shared, claim));
            throw e;
        }
        background.execute(() -> share(kept, shared, stamp, claim));
        return kept;
    }

    private void share(Kept<V> kept, String shared, Stamp stamp, String claim) {
        byte[] bytes = ValueCodec.encode(kept.value());
        long millis = Duration.ofNanos(kept.nanosToLive(nanos.getAsLong())).toMillis();
        if (bytes == null || millis <= 0) {
            shelf.release(stamp, shared, claim);
        } else {
            evictions.add(shelf.put(stamp, shared, bytes, millis, claim));
        }
    }

    @SuppressWarnings("unchecked") // what was put under this cache's name has this cache's type
    private @Nullable Kept<V> kept(Taken.Value found, Stamp stamp) {
        Object value = ValueCodec.decode(found.bytes());
        if (value == null) {
            return null;
        }
        long now = nanos.getAsLong();
        long freshUntil = now + lifetime.freshLeft(found.millisLeft());
        return new Kept<>(
                (V) value,
                stamp,
                // Nobody here knows when it was read, so it is given on the word of its stamp alone.
                now - Stamps.TRUST_NANOS,
                freshUntil,
                now + Duration.ofMillis(found.millisLeft()).toNanos());
    }

    /// A key as JSON, which keeps names and values apart, then hashed: keys hold texts of any length.
    private String text(K key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(json.bytes(key));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 32);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    long hits() {
        return hits.sum();
    }

    /// How many values were dropped.
    long drop() {
        return shelf.drop();
    }

    /// Null while Redis does not answer: nobody knows then what it holds.
    @Nullable
    CacheFigures figures() {
        long entries = shelf.entries();
        if (!shelf.available()) {
            return null;
        }
        long hit = hits.sum();
        long lookups = hit + misses.sum();
        return new CacheFigures(
                name,
                "redis",
                entries,
                maxEntries,
                hit,
                misses.sum(),
                evictions.sum(),
                lookups == 0 ? null : (double) hit / lookups);
    }
}
