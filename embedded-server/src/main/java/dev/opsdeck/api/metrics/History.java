package dev.opsdeck.api.metrics;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Stored samples of a window, reduced to a bounded number of points without hiding a peak.
///
/// @param tierSeconds resolution of the samples that it was made of: 1, 10 or 60
public record History(Instant from, Instant to, int tierSeconds, List<Series> series) {

    public History {
        series = List.copyOf(series);
    }

    /// One metric over the window.
    ///
    /// @param metric its name, such as `http.request.duration.p95`
    /// @param unit   `ms`, `1/s`, `1` (a share or a count) or `bytes`
    /// @param whole  over the whole window: for percentiles that of all durations merged, for rates and shares the
    ///               quotient of the sums, for gauges the mean; null when there was no sample
    public record Series(
            String metric, String unit, @Nullable Double whole, List<Point> points) {

        public Series {
            points = List.copyOf(points);
        }
    }

    /// One stretch of the window, `[at, at + (to - from) / points)`. A stretch without samples has no point.
    ///
    /// @param min   lowest value of a stored sample in it
    /// @param value over the stretch, in the sense of `whole`
    /// @param max   highest value of a stored sample in it
    public record Point(Instant at, double min, double value, double max) {}
}
