package dev.opsdeck.server.history;

import dev.opsdeck.api.metrics.Metric;

/// How a metric is kept.
enum Kept {
    /// In the histogram; lowest and highest are those of the single seconds.
    PERCENTILE,
    /// As a quotient of sums.
    QUOTIENT,
    /// As a sum over seconds, of which the mean is made.
    GAUGE;

    static Kept as(Metric metric) {
        return switch (metric) {
            case P50, P95, P99, MAX -> PERCENTILE;
            case REQUEST_RATE, ERROR_SHARE, CACHE_HIT_SHARE -> QUOTIENT;
            case REQUESTS_ACTIVE, USERS_ACTIVE, DB_ACTIVE, MEMORY_USED, CPU_SHARE, HEALTH_FAILING -> GAUGE;
        };
    }

    /// What the metric's columns begin with.
    static String column(Metric metric) {
        return switch (metric) {
            case P50 -> "p50";
            case P95 -> "p95";
            case P99 -> "p99";
            case MAX -> "max";
            case REQUEST_RATE -> "rate";
            case ERROR_SHARE -> "error";
            case CACHE_HIT_SHARE -> "hit";
            case REQUESTS_ACTIVE -> "active";
            case USERS_ACTIVE -> "users";
            case DB_ACTIVE -> "db";
            case MEMORY_USED -> "memory";
            case CPU_SHARE -> "cpu";
            case HEALTH_FAILING -> "health";
        };
    }
}
