package dev.opsdeck.server.limits;

import dev.opsdeck.server.redis.Redis;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.DelayParameters;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.redis.jedis.Bucket4jJedis;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisException;

/// Buckets that instances share in Redis. An instance takes up to a twentieth of a limit before it tells the others, or
/// half a second's worth, so that not every request asks Redis: with n instances a client gets at most (n - 1)/20 more
/// than its limit. Thread-safe.
final class SharedBuckets {

    private static final Logger LOG = LoggerFactory.getLogger(SharedBuckets.class);

    private static final String ROOT = "{opsdeck}:limit1:";
    private static final long UNTOLD_SHARE = 20;
    private static final Duration UNTOLD_TIME = Duration.ofMillis(500);
    private static final int MOST_RETRIES = 3;

    private final Redis redis;
    private final ProxyManager<byte[]> proxies;

    SharedBuckets(Redis redis) {
        this.redis = redis;
        this.proxies = Bucket4jJedis.casBasedBuilder(redis.client())
                .expirationAfterWrite(
                        ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofSeconds(10)))
                .requestTimeout(Redis.TIMEOUT)
                .maxRetries(MOST_RETRIES)
                .build();
    }

    Bucket bucket(String key, Bandwidth width) {
        BucketConfiguration configuration =
                BucketConfiguration.builder().addLimit(width).build();
        return proxies.builder()
                .withOptimization(Optimizations.delaying(
                        new DelayParameters(Math.max(1, width.getCapacity() / UNTOLD_SHARE), UNTOLD_TIME)))
                .build((ROOT + key).getBytes(StandardCharsets.UTF_8), () -> configuration);
    }

    /// @return null when Redis does not say
    @Nullable
    ConsumptionProbe take(Bucket bucket) {
        if (!redis.available()) {
            return null;
        }
        try {
            return bucket.tryConsumeAndReturnRemaining(1);
        } catch (JedisException e) {
            redis.gone(e);
            return null;
        } catch (RuntimeException e) {
            // Of the library: too many at the same bucket at once, or too late.
            LOG.debug("A limit is counted here alone this once", e);
            return null;
        }
    }
}
