package dev.opsdeck.server;

import dev.opsdeck.server.http.TrustedProxies;
import dev.opsdeck.server.limits.LimitSettings;
import dev.opsdeck.server.redis.RedisSettings;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What stands around the server, and how much of it a client gets.
///
/// @param redis          null: none
/// @param trustedProxies whose word on the client's address is taken
/// @param uncached       names of caches that keep nothing, or `all`: to measure the way to the database
public record TrafficSettings(
        @Nullable RedisSettings redis, LimitSettings limits, TrustedProxies trustedProxies, Set<String> uncached) {

    /// No Redis, no proxy, the limits of the operations document.
    public static final TrafficSettings DEFAULT = new TrafficSettings(null, LimitSettings.DEFAULT, TrustedProxies.NONE);

    public TrafficSettings {
        uncached = Set.copyOf(uncached);
    }

    /// With all caches on.
    public TrafficSettings(@Nullable RedisSettings redis, LimitSettings limits, TrustedProxies trustedProxies) {
        this(redis, limits, trustedProxies, Set.of());
    }
}
