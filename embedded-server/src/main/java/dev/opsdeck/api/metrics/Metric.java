package dev.opsdeck.api.metrics;

import java.util.Arrays;
import java.util.Optional;

/// The metrics that are kept in the history, by the names used in addresses and rules.
public enum Metric {
    P50("http.request.duration.p50", "ms"),
    P95("http.request.duration.p95", "ms"),
    P99("http.request.duration.p99", "ms"),
    MAX("http.request.duration.max", "ms"),
    REQUEST_RATE("http.requests.rate", "1/s"),
    ERROR_SHARE("http.errors.rate", "1"),
    REQUESTS_ACTIVE("http.requests.active", "1"),
    USERS_ACTIVE("users.active", "1"),
    DB_ACTIVE("db.connections.active", "1"),
    MEMORY_USED("process.memory.usage", "bytes"),
    CPU_SHARE("process.cpu.usage", "1"),
    CACHE_HIT_SHARE("cache.hit.rate", "1"),
    /// 1 while the server is not ready, else 0.
    HEALTH_FAILING("health.failing", "1");

    private final String key;
    private final String unit;

    Metric(String key, String unit) {
        this.key = key;
        this.unit = unit;
    }

    /// The name, such as `http.request.duration.p95`.
    public String key() {
        return key;
    }

    /// `ms`, `1/s`, `1` (a share or a count) or `bytes`.
    public String unit() {
        return unit;
    }

    /// The metric of that name.
    public static Optional<Metric> of(String key) {
        return Arrays.stream(values()).filter(metric -> metric.key.equals(key)).findFirst();
    }
}
