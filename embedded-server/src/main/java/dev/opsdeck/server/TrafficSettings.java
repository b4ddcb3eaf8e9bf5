package dev.opsdeck.server;

import dev.opsdeck.server.http.TrustedProxies;
import dev.opsdeck.server.limits.LimitSettings;
import dev.opsdeck.server.redis.RedisSettings;
import org.jspecify.annotations.Nullable;

/// What stands around the server, and how much of it a client gets.
///
/// @param redis          null: none
/// @param trustedProxies whose word on the client's address is taken
public record TrafficSettings(@Nullable RedisSettings redis, LimitSettings limits, TrustedProxies trustedProxies) {

    /// No Redis, no proxy, the limits of the operations document.
    public static final TrafficSettings DEFAULT = new TrafficSettings(null, LimitSettings.DEFAULT, TrustedProxies.NONE);
}
