package dev.opsdeck.server.cache;

import dev.opsdeck.server.redis.Redis;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.UnifiedJedis;

/// The values of one cache in Redis, as bytes. A value's key holds the stamp that it was read under. An index of the
/// keys by their end bounds their number. Who finds no value may claim to read it, so that others wait for it. Each
/// call is one question to Redis, answered with [Taken.Gone], 0 or nothing when there is no Redis. A claim that Redis
/// may have, but that nobody will end any more, is ended as soon as Redis answers. Thread-safe.
final class RedisShelf {

    /// How long a claim stands when whoever made it has died.
    static final long CLAIM_MILLIS = 3_000;

    private static final String ROOT = "{opsdeck}:cache1:";

    /// A value that lives long enough, or the claim to read it.
    private static final byte[] TAKE = utf8("""
            local value = redis.call('GET', KEYS[1])
            if value then
              local left = redis.call('PTTL', KEYS[1])
              if left > tonumber(ARGV[3]) then return {value, left} end
            end
            if redis.call('SET', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[2]) then return {'', -1} end
            return {'', -2}
            """);

    /// Keeps a value, ends the claim, and makes room by what would have ended first.
    private static final byte[] PUT = utf8("""
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
            if redis.call('GET', KEYS[2]) == ARGV[3] then redis.call('DEL', KEYS[2]) end
            redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', now)
            redis.call('ZADD', KEYS[3], now + ARGV[2], KEYS[1])
            redis.call('PEXPIRE', KEYS[3], math.max(redis.call('PTTL', KEYS[3]), ARGV[2]))
            local over = redis.call('ZCARD', KEYS[3]) - ARGV[4]
            if over <= 0 then return 0 end
            local first = redis.call('ZPOPMIN', KEYS[3], over)
            for i = 1, #first, 2 do redis.call('UNLINK', first[i]) end
            return over
            """);

    private static final byte[] RELEASE =
            utf8("if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0");

    /// Says how many it dropped that had not ended.
    private static final byte[] DROP = utf8("""
            local dropped = 0
            for _, key in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
              dropped = dropped + redis.call('UNLINK', key)
            end
            redis.call('DEL', KEYS[1])
            return dropped
            """);

    private static final byte[] COUNT = utf8("""
            local time = redis.call('TIME')
            return redis.call('ZCOUNT', KEYS[1], '(' .. (time[1] * 1000 + math.floor(time[2] / 1000)), '+inf')
            """);

    private static final long UNANSWERED = -1;

    private static final Logger LOG = LoggerFactory.getLogger(RedisShelf.class);

    private final Redis redis;
    private final String name;
    private final byte[] index;
    private final long maxEntries;

    RedisShelf(Redis redis, String name, long maxEntries) {
        this.redis = redis;
        this.name = name;
        this.index = utf8(ROOT + name);
        this.maxEntries = maxEntries;
    }

    /// What [#take] found.
    sealed interface Taken {

        /// @param millisLeft until it ends
        @SuppressWarnings("ArrayRecordComponent") // read once, compared by nobody
        record Value(byte[] bytes, long millisLeft) implements Taken {}

        /// Nothing: the caller is to read it, and to [#put] or [#release] it.
        record Claimed() implements Taken {}

        /// Nothing, and somebody else reads it.
        record Busy() implements Taken {}

        /// Redis does not answer.
        record Gone() implements Taken {}
    }

    boolean available() {
        return redis.available();
    }

    /// @param leastMillis a value that lives no longer counts as none
    /// @param claim       a name for the caller's claim, new for each
    Taken take(Stamp stamp, String key, long leastMillis, String claim) {
        byte[] value = key(stamp, key);
        boolean asked = redis.available();
        Taken taken = redis.call(
                client -> taken((List<?>) client.eval(
                        TAKE,
                        List.of(value, lock(value)),
                        List.of(utf8(claim), number(CLAIM_MILLIS), number(leastMillis)))),
                new Taken.Gone());
        if (asked && taken instanceof Taken.Gone) {
            // One that is frozen grants it when it goes on, and others would wait for this caller.
            releaseLater(value, claim);
        }
        return taken;
    }

    /// @return how many others had to go
    long put(Stamp stamp, String key, byte[] bytes, long millis, String claim) {
        byte[] value = key(stamp, key);
        long evicted = redis.call(
                client -> (Long) client.eval(
                        PUT,
                        List.of(value, lock(value), index),
                        List.of(bytes, number(millis), utf8(claim), number(maxEntries))),
                UNANSWERED);
        if (evicted == UNANSWERED) {
            releaseLater(value, claim);
            return 0;
        }
        return evicted;
    }

    /// Ends a claim without a value.
    void release(Stamp stamp, String key, String claim) {
        byte[] value = key(stamp, key);
        if (redis.call(client -> released(client, value, claim), UNANSWERED) == UNANSWERED) {
            releaseLater(value, claim);
        }
    }

    private void releaseLater(byte[] value, String claim) {
        if (!redis.whenBack(client -> released(client, value, claim))) {
            LOG.debug("A claim stands until its end");
        }
    }

    private static long released(UnifiedJedis client, byte[] value, String claim) {
        return (Long) client.eval(RELEASE, List.of(lock(value)), List.of(utf8(claim)));
    }

    void delete(Stamp stamp, String key) {
        redis.call(client -> client.unlink(key(stamp, key)), 0L);
    }

    /// @return how many values were dropped
    long drop() {
        return redis.call(client -> number(client, DROP), 0L);
    }

    long entries() {
        return redis.call(client -> number(client, COUNT), 0L);
    }

    private long number(UnifiedJedis client, byte[] script) {
        return (Long) client.eval(script, List.of(index), List.of());
    }

    private static Taken taken(List<?> answer) {
        long left = (Long) answer.get(1);
        if (left == -1) {
            return new Taken.Claimed();
        }
        return left == -2 ? new Taken.Busy() : new Taken.Value((byte[]) answer.get(0), left);
    }

    private byte[] key(Stamp stamp, String key) {
        return utf8(ROOT + name + ":" + stamp.text() + ":" + key);
    }

    private static byte[] lock(byte[] value) {
        return utf8(new String(value, StandardCharsets.UTF_8) + ":claim");
    }

    private static byte[] number(long number) {
        return utf8(Long.toString(number));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
