package dev.opsdeck.console.overview;

import dev.opsdeck.api.metrics.Latency;
import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.api.metrics.Sample;
import dev.opsdeck.api.metrics.Window;
import dev.opsdeck.console.live.TimeRange;
import dev.opsdeck.console.ui.charts.TimeBuckets;
import dev.opsdeck.console.ui.charts.TimeBuckets.Live;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// The series behind the sparklines: the server's history for the whole range, continued by live samples. FX thread.
///
/// Percentiles cannot be averaged. Until the history is read again (it merges the histograms), a live bucket of a
/// minute or longer holds the percentile of the last 60 seconds, and a shorter one the highest of its seconds.
final class Trends {

    /// Buckets of every chart: 5 s for 15 min, 8 min for 24 h.
    static final int SIZE = 180;

    /// What is drawn.
    private static final List<Metric> METRICS = List.of(
            Metric.P50,
            Metric.P95,
            Metric.P99,
            Metric.REQUEST_RATE,
            Metric.ERROR_SHARE,
            Metric.USERS_ACTIVE,
            Metric.CACHE_HIT_SHARE);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Map<Metric, TimeBuckets> series = new EnumMap<>(Metric.class);
    private @Nullable Recorded last;

    Trends() {
        METRICS.forEach(metric -> series.put(metric, new TimeBuckets(SIZE)));
        reset(TimeRange.DAY, Instant.EPOCH);
    }

    /// The series of that metric; its values are in the metric's unit.
    TimeBuckets of(Metric metric) {
        TimeBuckets buckets = series.get(metric);
        if (buckets == null) {
            throw new IllegalArgumentException(metric + " is not drawn on this page.");
        }
        return buckets;
    }

    /// The metric over the whole range as the history told it; empty when it had no samples.
    OptionalDouble whole(Metric metric) {
        return last == null ? OptionalDouble.empty() : last.whole(metric);
    }

    /// Forgets everything; the window ends at `now`, the server's time.
    void reset(TimeRange range, Instant now) {
        last = null;
        series.values().forEach(buckets -> buckets.reset(range.length(), now));
    }

    /// The window as it would be asked of the history.
    TimeBuckets window(TimeRange range, Instant now) {
        TimeBuckets window = new TimeBuckets(SIZE);
        window.reset(range.length(), now);
        return window;
    }

    /// Takes over what was recorded. Live values stay where the history has none yet.
    void store(Recorded recorded) {
        last = recorded;
        series.forEach((metric, buckets) -> {
            TimeBuckets read = recorded.of(metric);
            if (read != null) {
                buckets.takeOver(read);
            }
        });
    }

    /// Continues every series with a live sample.
    void add(Sample sample) {
        boolean looksBack = of(Metric.P95).step().compareTo(MINUTE) >= 0;
        Window values = looksBack ? sample.minute() : sample.second();
        Live how = looksBack ? Live.LATEST : Live.HIGHEST;
        Latency second = sample.second().latency();
        Instant at = sample.at();
        percentile(Metric.P50, at, values.latency(), values.latency().p50Millis(), second.p50Millis(), how, second);
        percentile(Metric.P95, at, values.latency(), values.latency().p95Millis(), second.p95Millis(), how, second);
        percentile(Metric.P99, at, values.latency(), values.latency().p99Millis(), second.p99Millis(), how, second);
        one(Metric.REQUEST_RATE, at, sample.second().requestsPerSecond(), Live.MEAN);
        one(Metric.ERROR_SHARE, at, values.requests() == 0 ? Double.NaN : values.errorShare(), how);
        one(Metric.USERS_ACTIVE, at, sample.gauges().usersActive(), Live.LATEST);
        Double hits = sample.minute().cacheHitShare();
        one(Metric.CACHE_HIT_SHARE, at, hits == null ? Double.NaN : hits, Live.LATEST);
    }

    private void percentile(
            Metric metric, Instant at, Latency from, double value, double ofSecond, Live how, Latency second) {
        if (from.count() == 0) {
            of(metric).slideTo(at);
            return;
        }
        double other = second.count() == 0 ? value : ofSecond;
        of(metric).add(at, Math.min(value, other), value, Math.max(value, other), how);
    }

    private void one(Metric metric, Instant at, double value, Live how) {
        of(metric).add(at, value, value, value, how);
    }
}
