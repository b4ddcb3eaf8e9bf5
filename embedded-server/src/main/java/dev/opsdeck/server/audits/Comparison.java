package dev.opsdeck.server.audits;

import dev.opsdeck.api.audits.AuditFigure;
import dev.opsdeck.api.audits.Measured;
import dev.opsdeck.api.audits.Spread;
import dev.opsdeck.api.metrics.Metric;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The figures of a period beside those of the one before. Pure.
final class Comparison {

    private Comparison() {}

    static List<AuditFigure> of(Measured now, Measured former) {
        return List.of(
                latency(Metric.P50, "Response time p50", now, former),
                latency(Metric.P95, "Response time p95", now, former),
                latency(Metric.P99, "Response time p99", now, former),
                latency(Metric.MAX, "Slowest response", now, former),
                figure(
                        "http.requests.total",
                        "Requests",
                        "1",
                        now,
                        former,
                        m -> m.seconds() > 0 ? (double) m.requests() : null),
                figure(
                        Metric.REQUEST_RATE,
                        "Requests a second",
                        now,
                        former,
                        m -> m.seconds() > 0 ? m.requests() / m.seconds() : null),
                figure(
                        Metric.ERROR_SHARE,
                        "Errors",
                        now,
                        former,
                        m -> m.requests() > 0 ? (double) m.errors() / m.requests() : null),
                figure(Metric.MEMORY_USED, "Heap in use, mean", now, former, m -> mean(m.memoryBytes())),
                figure(
                        "process.memory.usage.max",
                        "Heap in use, most",
                        "bytes",
                        now,
                        former,
                        m -> max(m.memoryBytes())),
                figure(Metric.CPU_SHARE, "CPU, mean", now, former, m -> mean(m.cpuShare())),
                figure("process.cpu.usage.max", "CPU, most", "1", now, former, m -> max(m.cpuShare())),
                figure("db.connections.active.max", "Connections, most", "1", now, former, m -> max(m.dbActive())),
                figure("users.active.max", "Users, most", "1", now, former, m -> max(m.usersActive())),
                figure(Metric.CACHE_HIT_SHARE, "Cache hit rate", now, former, Measured::cacheHitShare));
    }

    private static AuditFigure latency(Metric metric, String title, Measured now, Measured former) {
        return figure(metric, title, now, former, measured -> {
            var latency = measured.latency();
            double millis = switch (metric) {
                case P50 -> latency.p50Millis();
                case P95 -> latency.p95Millis();
                case P99 -> latency.p99Millis();
                default -> latency.maxMillis();
            };
            return latency.count() == 0 ? (Double) null : (Double) millis;
        });
    }

    private static AuditFigure figure(
            Metric metric, String title, Measured now, Measured former, Function<Measured, @Nullable Double> of) {
        return figure(metric.key(), title, metric.unit(), now, former, of);
    }

    private static AuditFigure figure(
            String key,
            String title,
            String unit,
            Measured now,
            Measured former,
            Function<Measured, @Nullable Double> of) {
        Double value = of.apply(now);
        Double before = of.apply(former);
        return new AuditFigure(key, title, unit, value, before, change(value, before));
    }

    /// 0.1 is 10 % more.
    static @Nullable Double change(@Nullable Double value, @Nullable Double before) {
        return value == null || before == null || before == 0 ? null : value / before - 1;
    }

    private static @Nullable Double mean(@Nullable Spread spread) {
        return spread == null ? null : spread.mean();
    }

    private static @Nullable Double max(@Nullable Spread spread) {
        return spread == null ? null : spread.max();
    }
}
