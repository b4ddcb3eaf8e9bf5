package dev.opsdeck.console.overview;

import dev.opsdeck.api.metrics.Gauges;
import dev.opsdeck.api.metrics.Latency;
import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.api.metrics.Sample;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the tiles tell: the figures of one moment, be it now or long over.
///
/// @param values by metric, in its unit; what was not measured or not recorded is absent
/// @param limits of the process that ran then: the pool's size, the heap's; null when that process is not known
/// @param live   the newest sample, for what the history does not keep; null of a moment that is over
record Figures(
        Instant at,
        Span span,
        Map<Metric, Double> values,
        @Nullable Gauges limits,
        @Nullable Sample live) {

    /// All that a tile can tell of a moment that is over.
    static final List<Metric> KEPT = List.of(
            Metric.P50,
            Metric.P95,
            Metric.P99,
            Metric.REQUEST_RATE,
            Metric.ERROR_SHARE,
            Metric.USERS_ACTIVE,
            Metric.CACHE_HIT_SHARE,
            Metric.DB_ACTIVE,
            Metric.MEMORY_USED,
            Metric.CPU_SHARE);

    Figures {
        values = Map.copyOf(values);
    }

    /// Of now.
    static Figures of(Sample sample) {
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        Latency latency = sample.minute().latency();
        if (latency.count() > 0) {
            values.put(Metric.P50, latency.p50Millis());
            values.put(Metric.P95, latency.p95Millis());
            values.put(Metric.P99, latency.p99Millis());
        }
        values.put(Metric.REQUEST_RATE, sample.minute().requestsPerSecond());
        values.put(Metric.ERROR_SHARE, sample.minute().errorShare());
        Double hits = sample.minute().cacheHitShare();
        if (hits != null) {
            values.put(Metric.CACHE_HIT_SHARE, hits);
        }
        Gauges gauges = sample.gauges();
        values.put(Metric.USERS_ACTIVE, (double) gauges.usersActive());
        values.put(Metric.DB_ACTIVE, (double) gauges.dbActive());
        values.put(Metric.MEMORY_USED, (double) gauges.memoryUsedBytes());
        values.put(Metric.CPU_SHARE, gauges.cpuShare());
        return new Figures(sample.at(), Span.LAST_MINUTE, values, gauges, sample);
    }

    /// Null when it was not measured or not recorded.
    @Nullable
    Double value(Metric metric) {
        return values.get(metric);
    }

    /// Whether anything is known of then.
    boolean recorded() {
        return !values.isEmpty();
    }
}
