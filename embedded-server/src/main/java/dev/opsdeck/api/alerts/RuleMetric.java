package dev.opsdeck.api.alerts;

import dev.opsdeck.api.metrics.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a rule can watch, and in which units its thresholds may be written. The first unit is the usual one.
public enum RuleMetric {
    P50(Metric.P50.key(), Unit.TIME),
    P95(Metric.P95.key(), Unit.TIME),
    P99(Metric.P99.key(), Unit.TIME),
    MAX(Metric.MAX.key(), Unit.TIME),
    REQUEST_RATE(Metric.REQUEST_RATE.key(), Unit.RATE),
    ERROR_SHARE(Metric.ERROR_SHARE.key(), Unit.SHARE),
    /// Requests answered within the window.
    REQUESTS("http.requests.total", Unit.COUNT),
    /// Of those, the ones that failed.
    ERRORS("http.errors.total", Unit.COUNT),
    REQUESTS_ACTIVE(Metric.REQUESTS_ACTIVE.key(), Unit.COUNT),
    USERS_ACTIVE(Metric.USERS_ACTIVE.key(), Unit.COUNT),
    DB_ACTIVE(Metric.DB_ACTIVE.key(), Unit.COUNT),
    /// Heap in use, as on the tile.
    MEMORY_USED(Metric.MEMORY_USED.key(), Unit.SIZE),
    CPU_SHARE(Metric.CPU_SHARE.key(), Unit.SHARE),
    CACHE_HIT_SHARE(Metric.CACHE_HIT_SHARE.key(), Unit.SHARE),
    /// 1 while the server is not ready, else 0.
    HEALTH_FAILING(Metric.HEALTH_FAILING.key(), Unit.COUNT),
    /// 1 while a remote server cannot be reached, else 0. Only a console's backend knows.
    UNREACHABLE("server.unreachable", Unit.COUNT);

    private final String key;
    private final Unit unit;

    RuleMetric(String key, Unit unit) {
        this.key = key;
        this.unit = unit;
    }

    /// The name, such as `http.request.duration.p95`.
    public String key() {
        return key;
    }

    /// The units that a rule may use: `ms` and `s`, `%` and `1`, `MB`, `GB`, `KB` and `bytes` (1 MB is 1024 * 1024
    /// bytes), `1/s`, or `1` for a count.
    public List<String> units() {
        return unit.names();
    }

    /// A value written in one of its units, in the metric's own unit: ms, 1, bytes, 1/s.
    public static double base(double value, String unit) {
        // 95 / 100 is the number that 95 of 100 requests give; 95 * 0.01 is not.
        return unit.equals("%") ? value / 100 : value * Unit.factor(unit);
    }

    /// A value in the metric's own unit, in one of its units.
    public static double shown(double value, String unit) {
        return unit.equals("%") ? value * 100 : value / Unit.factor(unit);
    }

    /// Whether it is read from a set of durations.
    public boolean percentile() {
        return unit == Unit.TIME;
    }

    /// What a metric that only is or is not says with its one and its zero: `no answer`, `answers`. Empty where
    /// somebody counts: another metric, a threshold between the two, a share of the window.
    public Optional<String> said(double threshold, double value) {
        if ((threshold != 0 && threshold != 1) || (value != 0 && value != 1)) {
            return Optional.empty();
        }
        return switch (this) {
            case HEALTH_FAILING -> Optional.of(value == 1 ? "not healthy" : "healthy");
            case UNREACHABLE -> Optional.of(value == 1 ? "no answer" : "answers");
            default -> Optional.empty();
        };
    }

    /// The metric of that name.
    public static Optional<RuleMetric> of(String key) {
        return Arrays.stream(values()).filter(metric -> metric.key.equals(key)).findFirst();
    }

    private enum Unit {
        TIME,
        SHARE,
        SIZE,
        RATE,
        COUNT;

        List<String> names() {
            return switch (this) {
                case TIME -> List.of("ms", "s");
                case SHARE -> List.of("%", "1");
                case SIZE -> List.of("MB", "GB", "KB", "bytes");
                case RATE -> List.of("1/s");
                case COUNT -> List.of("1");
            };
        }

        static double factor(String name) {
            return switch (name) {
                case "s" -> 1_000;
                case "KB" -> 1 << 10;
                case "MB" -> 1 << 20;
                case "GB" -> 1 << 30;
                default -> 1;
            };
        }
    }
}
