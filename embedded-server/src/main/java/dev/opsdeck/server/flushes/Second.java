package dev.opsdeck.server.flushes;

import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.server.history.Stretch;
import dev.opsdeck.server.metrics.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A stored second, as far as a recovery is about it.
///
/// @param at      its end
/// @param seconds how long it lasted
/// @param queries null where they were not counted yet
record Second(
        Instant at,
        double seconds,
        long requests,
        long hits,
        long misses,
        @Nullable Long queries,
        double dbActive,
        Durations durations) {

    /// What must be read of the history for it.
    static final Set<Metric> METRICS = EnumSet.of(Metric.P95, Metric.DB_ACTIVE);

    static Second of(Stretch stretch) {
        Double active = stretch.value(Metric.DB_ACTIVE);
        return new Second(
                stretch.at(),
                stretch.seconds(),
                stretch.requests(),
                stretch.cacheHits(),
                stretch.cacheMisses(),
                stretch.queries(),
                active == null ? 0 : active,
                stretch.durations());
    }

    Instant begin() {
        return at.minus(Duration.ofNanos(Math.round(seconds * 1e9)));
    }
}
