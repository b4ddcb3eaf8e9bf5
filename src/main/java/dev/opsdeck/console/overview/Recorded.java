package dev.opsdeck.console.overview;

import dev.opsdeck.api.metrics.Gauges;
import dev.opsdeck.api.metrics.History;
import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.charts.TimeBuckets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// The history of the whole range as the server told it last: nothing of it is guessed from live samples, so every
/// percentile is that of its bucket's merged histograms. Not changed once made. FX thread.
final class Recorded {

    private final Map<Metric, TimeBuckets> series = new EnumMap<>(Metric.class);
    private final Map<Metric, Double> whole = new EnumMap<>(Metric.class);
    private final TimeBuckets window;
    private final Instant readAt;

    /// @param empty  a window of the range that was asked for
    /// @param readAt the latest sample's time when it was asked for
    Recorded(History answer, TimeBuckets empty, Instant readAt) {
        window = empty;
        this.readAt = readAt;
        for (History.Series stored : answer.series()) {
            Metric.of(stored.metric()).ifPresent(metric -> {
                TimeBuckets buckets = new TimeBuckets(empty.size());
                buckets.match(empty);
                stored.points().forEach(point -> buckets.store(point.at(), point.min(), point.value(), point.max()));
                series.put(metric, buckets);
                if (stored.whole() != null) {
                    whole.put(metric, stored.whole());
                }
            });
        }
    }

    /// That metric's; null when it was not asked for.
    @Nullable
    TimeBuckets of(Metric metric) {
        return series.get(metric);
    }

    /// The metric over the whole range; empty when it had no samples.
    OptionalDouble whole(Metric metric) {
        Double value = whole.get(metric);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /// Whether that moment had been read: what is not there was not recorded.
    boolean covers(Instant at) {
        return !at.isBefore(window.start()) && !at.isAfter(readAt);
    }

    /// The figures of the bucket in which a moment lies.
    ///
    /// @param limits of the process that ran in all of that bucket; null when it is not known
    Figures figures(Instant at, @Nullable Gauges limits, Formats formats) {
        int bucket = bucket(at);
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        series.forEach((metric, buckets) -> {
            double value = buckets.value(bucket);
            if (!Double.isNaN(value)) {
                values.put(metric, value);
            }
        });
        Instant from = window.at(bucket);
        Instant end = from.plus(window.step());
        return new Figures(at, Span.bucket(from, readAt.isBefore(end) ? readAt : end, formats), values, limits, null);
    }

    /// When the bucket of a moment begins.
    Instant begin(Instant at) {
        return window.at(bucket(at));
    }

    private int bucket(Instant at) {
        long index = Duration.between(window.start(), at).dividedBy(window.step());
        return Math.clamp(index, 0, window.size() - 1);
    }
}
