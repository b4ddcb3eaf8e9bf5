package dev.opsdeck.server.history;

import dev.opsdeck.api.metrics.Gauges;
import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.api.metrics.Window;
import dev.opsdeck.server.metrics.Durations;
import dev.opsdeck.server.metrics.IntervalReading;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A second, or several that were rolled up, or all those of a point on a chart: whatever can be added up to the same
/// again. Immutable.
///
/// @param at      its end
/// @param samples how many seconds it was made of
/// @param seconds how long those lasted
/// @param queries that the database was given; null where they were not counted in every second
/// @param extents by metric; a metric without a value in this stretch is absent
public record Stretch(
        Instant at,
        int samples,
        double seconds,
        long requests,
        long errors,
        long loadRequests,
        long cacheHits,
        long cacheMisses,
        @Nullable Long queries,
        Durations durations,
        Map<Metric, Extent> extents) {

    /// The second of a reading.
    public static Stretch of(IntervalReading reading) {
        Window second = reading.sample().second();
        Gauges gauges = reading.sample().gauges();
        Map<Metric, Extent> extents = new EnumMap<>(Metric.class);
        if (second.latency().count() > 0) {
            extents.put(Metric.P50, Extent.of(second.latency().p50Millis()));
            extents.put(Metric.P95, Extent.of(second.latency().p95Millis()));
            extents.put(Metric.P99, Extent.of(second.latency().p99Millis()));
            extents.put(Metric.MAX, Extent.of(second.latency().maxMillis()));
        }
        extents.put(Metric.REQUEST_RATE, Extent.of(second.requestsPerSecond()));
        extents.put(Metric.ERROR_SHARE, Extent.of(second.errorShare()));
        Double hitShare = second.cacheHitShare();
        if (hitShare != null) {
            extents.put(Metric.CACHE_HIT_SHARE, Extent.of(hitShare));
        }
        extents.put(Metric.REQUESTS_ACTIVE, Extent.of(gauges.requestsActive()));
        extents.put(Metric.USERS_ACTIVE, Extent.of(gauges.usersActive()));
        extents.put(Metric.DB_ACTIVE, Extent.of(gauges.dbActive()));
        extents.put(Metric.MEMORY_USED, Extent.of((double) gauges.memoryUsedBytes()));
        extents.put(Metric.CPU_SHARE, Extent.of(gauges.cpuShare()));
        Boolean failing = gauges.healthFailing();
        if (failing != null) {
            extents.put(Metric.HEALTH_FAILING, Extent.of(failing ? 1 : 0));
        }
        return new Stretch(
                reading.sample().at().truncatedTo(ChronoUnit.MILLIS),
                1,
                second.seconds(),
                second.requests(),
                second.errors(),
                reading.load().count(),
                reading.cacheHits(),
                reading.cacheMisses(),
                reading.queries(),
                reading.durations(),
                extents);
    }

    /// All of them as one that ends at that moment. Exact: counts are added, histograms merged, extremes kept.
    static Stretch merged(Instant at, Collection<Stretch> parts) {
        Map<Metric, Extent> extents = new EnumMap<>(Metric.class);
        parts.forEach(part -> part.extents.forEach((metric, extent) -> extents.merge(metric, extent, Extent::and)));
        return new Stretch(
                at,
                parts.stream().mapToInt(Stretch::samples).sum(),
                parts.stream().mapToDouble(Stretch::seconds).sum(),
                parts.stream().mapToLong(Stretch::requests).sum(),
                parts.stream().mapToLong(Stretch::errors).sum(),
                parts.stream().mapToLong(Stretch::loadRequests).sum(),
                parts.stream().mapToLong(Stretch::cacheHits).sum(),
                parts.stream().mapToLong(Stretch::cacheMisses).sum(),
                queries(parts),
                Durations.merged(parts.stream().map(Stretch::durations).toList()),
                extents);
    }

    /// The same with the extents of these metrics alone.
    Stretch only(Set<Metric> metrics) {
        Map<Metric, Extent> some = new EnumMap<>(extents);
        some.keySet().retainAll(metrics);
        return new Stretch(
                at, samples, seconds, requests, errors, loadRequests, cacheHits, cacheMisses, queries, durations, some);
    }

    /// The metric over the whole stretch; null when there was nothing to measure.
    public @Nullable Double value(Metric metric) {
        Extent extent = extents.get(metric);
        if (samples == 0 || extent == null) {
            return null;
        }
        return switch (metric) {
            case P50 -> durations.latency().p50Millis();
            case P95 -> durations.latency().p95Millis();
            case P99 -> durations.latency().p99Millis();
            case MAX -> durations.latency().maxMillis();
            case REQUEST_RATE -> seconds > 0 ? requests / seconds : 0.0;
            case ERROR_SHARE -> requests > 0 ? (double) errors / requests : 0.0;
            case CACHE_HIT_SHARE -> share(cacheHits, cacheMisses);
            case REQUESTS_ACTIVE, USERS_ACTIVE, DB_ACTIVE, MEMORY_USED, CPU_SHARE, HEALTH_FAILING ->
                extent.sum() / samples;
        };
    }

    private static @Nullable Long queries(Collection<Stretch> parts) {
        long sum = 0;
        for (Stretch part : parts) {
            if (part.queries == null) {
                return null;
            }
            sum += part.queries;
        }
        return sum;
    }

    private static @Nullable Double share(long hits, long misses) {
        return hits + misses == 0 ? null : (double) hits / (hits + misses);
    }
}
