package dev.opsdeck.server;

import dev.opsdeck.server.http.TrustedProxies;
import dev.opsdeck.server.limits.LimitSettings;
import dev.opsdeck.server.limits.LimitSettings.Rate;
import dev.opsdeck.server.redis.RedisSettings;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of `serve` about Redis, proxies and limits.
final class TrafficOptions {

    @Option(
            names = "--redis-url",
            description = "A Redis for caches and limits that instances share, such as redis://host:6379/0 or"
                    + " rediss://user:password@host; one for each database.")
    private @Nullable String redisUrl;

    @Option(
            names = "--redis-ca",
            paramLabel = "FILE",
            description = "PEM file of the certificates that a rediss:// server is believed by, instead of those that"
                    + " Java trusts.")
    private @Nullable Path redisAuthorities;

    @Option(
            names = "--trusted-proxies",
            description = "Addresses or networks of proxies whose X-Forwarded-For is believed, separated by commas.")
    private String trustedProxies = "";

    @Option(names = "--limits", defaultValue = "on", description = "on, or off for no limit of any kind.")
    private String limits = "";

    @Option(
            names = "--limit-reads",
            defaultValue = "100/60s",
            description = "Product reads of a public client (${DEFAULT-VALUE}; off: no limit).")
    private String reads = "";

    @Option(
            names = "--limit-sync",
            defaultValue = "10/60s",
            description = "Orders to sync of a client (${DEFAULT-VALUE}).")
    private String sync = "";

    @Option(
            names = "--limit-default",
            defaultValue = "100/60s",
            description = "Other requests of a public client (${DEFAULT-VALUE}).")
    private String other = "";

    @Option(
            names = "--limit-operations",
            defaultValue = "1000/60s",
            description = "Requests with a token (${DEFAULT-VALUE}).")
    private String operations = "";

    @Option(
            names = "--uncached",
            description = "Caches that keep nothing, separated by commas, or all: to measure the way to the database.")
    private String uncached = "";

    /// @throws IllegalArgumentException with a sentence that names the option
    TrafficSettings settings() {
        return new TrafficSettings(
                redisUrl == null || redisUrl.isBlank() ? null : redis(redisUrl),
                limits(),
                TrustedProxies.parse(trustedProxies),
                uncached.isBlank() ? Set.of() : Set.of(uncached.strip().split("\\s*,\\s*")));
    }

    private RedisSettings redis(String url) {
        RedisSettings redis = RedisSettings.parse(url, redisAuthorities);
        if (redisAuthorities != null && !redis.tls()) {
            throw new IllegalArgumentException("--redis-ca wants an address with TLS: rediss://, not redis://.");
        }
        return redis;
    }

    private LimitSettings limits() {
        return switch (limits) {
            case "off" -> LimitSettings.OFF;
            case "on" ->
                new LimitSettings(
                        rate("--limit-reads", reads),
                        rate("--limit-sync", sync),
                        rate("--limit-operations", operations),
                        rate("--limit-default", other));
            default -> throw new IllegalArgumentException("--limits must be on or off.");
        };
    }

    private static @Nullable Rate rate(String option, String value) {
        try {
            return Rate.parse(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
        }
    }
}
