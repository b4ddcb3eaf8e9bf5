package dev.opsdeck.server.history;

import dev.opsdeck.api.audits.Measured;
import dev.opsdeck.api.audits.Spread;
import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.server.metrics.Durations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Adds up what several servers measured. Exact: counts are added, histograms merged, extremes kept. One thread.
final class Tally {

    /// So many histograms are held before they are merged.
    private static final int HELD = 256;

    private final List<Durations> durations = new ArrayList<>();
    private final Map<Metric, Gauge> gauges = new EnumMap<>(Metric.class);
    private double seconds;
    private long requests;
    private long errors;
    private long loadRequests;
    private long cacheHits;
    private long cacheMisses;

    private record Gauge(double min, double sum, long samples, double max, Instant maxAt) {

        Gauge and(Gauge other) {
            boolean higher = other.max > max || (other.max == max && other.maxAt.isBefore(maxAt));
            return new Gauge(
                    Math.min(min, other.min),
                    sum + other.sum,
                    samples + other.samples,
                    higher ? other.max : max,
                    higher ? other.maxAt : maxAt);
        }

        Spread spread() {
            return new Spread(min, sum / samples, max, maxAt);
        }
    }

    /// The stretches of each server, none twice.
    void add(List<List<Stretch>> byNode) {
        Map<Instant, Double> covered = new HashMap<>();
        for (List<Stretch> node : byNode) {
            Map<Instant, Double> own = new HashMap<>();
            for (Stretch stretch : node) {
                add(stretch);
                own.merge(Tier.MINUTE.endOf(stretch.at()), stretch.seconds(), Double::sum);
            }
            // What two servers measured at the same time is one time.
            own.forEach((minute, lasted) -> covered.merge(minute, lasted, Math::max));
        }
        seconds += covered.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private void add(Stretch stretch) {
        hold(stretch.durations());
        requests += stretch.requests();
        errors += stretch.errors();
        loadRequests += stretch.loadRequests();
        cacheHits += stretch.cacheHits();
        cacheMisses += stretch.cacheMisses();
        stretch.extents()
                .forEach((metric, extent) -> gauges.merge(
                        metric,
                        new Gauge(extent.min(), extent.sum(), stretch.samples(), extent.max(), stretch.at()),
                        Gauge::and));
    }

    void add(Tally other) {
        other.durations.forEach(this::hold);
        other.gauges.forEach((metric, gauge) -> gauges.merge(metric, gauge, Gauge::and));
        seconds += other.seconds;
        requests += other.requests;
        errors += other.errors;
        loadRequests += other.loadRequests;
        cacheHits += other.cacheHits;
        cacheMisses += other.cacheMisses;
    }

    private void hold(Durations more) {
        durations.add(more);
        if (durations.size() == HELD) {
            Durations merged = Durations.merged(durations);
            durations.clear();
            durations.add(merged);
        }
    }

    Measured read(Instant from, Instant to) {
        long lookups = cacheHits + cacheMisses;
        return new Measured(
                from,
                to,
                seconds,
                Durations.merged(durations).latency(),
                requests,
                errors,
                loadRequests,
                lookups == 0 ? null : (double) cacheHits / lookups,
                spread(Metric.MEMORY_USED),
                spread(Metric.CPU_SHARE),
                spread(Metric.DB_ACTIVE),
                spread(Metric.USERS_ACTIVE));
    }

    private @Nullable Spread spread(Metric metric) {
        Gauge gauge = gauges.get(metric);
        return gauge == null ? null : gauge.spread();
    }
}
