package dev.opsdeck.server.history;

import dev.opsdeck.api.metrics.History;
import dev.opsdeck.api.metrics.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes points of stretches: every point has the lowest and the highest second in it beside its value, so that a peak
/// is seen however few points there are. A pure function.
final class Reduction {

    private Reduction() {}

    static History of(
            List<Stretch> stretches, List<Metric> metrics, Instant from, Instant to, int points, int tierSeconds) {
        double width = (double) Duration.between(from, to).toMillis() / points;
        Map<Integer, List<Stretch>> parts = new TreeMap<>();
        for (Stretch stretch : stretches) {
            long offset = Duration.between(from, stretch.at()).toMillis();
            // A stretch belongs where it ends; a point is open at its beginning, as the stretches are.
            int point = Math.clamp((long) Math.ceil(offset / width) - 1, 0, points - 1);
            parts.computeIfAbsent(point, index -> new ArrayList<>()).add(stretch);
        }
        Map<Instant, Stretch> merged = new TreeMap<>();
        parts.forEach((point, list) -> {
            Instant at = from.plusMillis(Math.round(point * width));
            merged.put(at, Stretch.merged(at, list));
        });
        Stretch whole = Stretch.merged(to, merged.values());
        return new History(
                from,
                to,
                tierSeconds,
                metrics.stream().map(metric -> series(metric, merged, whole)).toList());
    }

    private static History.Series series(Metric metric, Map<Instant, Stretch> merged, Stretch whole) {
        List<History.Point> points = new ArrayList<>();
        merged.forEach((at, stretch) -> {
            History.Point point = point(metric, at, stretch);
            if (point != null) {
                points.add(point);
            }
        });
        return new History.Series(metric.key(), metric.unit(), whole.value(metric), points);
    }

    private static History.@Nullable Point point(Metric metric, Instant at, Stretch stretch) {
        Extent extent = stretch.extents().get(metric);
        Double value = stretch.value(metric);
        return extent == null || value == null ? null : new History.Point(at, extent.min(), value, extent.max());
    }
}
