package dev.opsdeck.server.insights;

import dev.opsdeck.server.insights.Trend.Point;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the old generation held after its collections, and whether that rises as it does with a leak. A reading
/// is what one collection left; between collections the heap fills with garbage, which says nothing. Thread-safe.
final class HeapFloor {

    /// Readings kept; they are thinned out evenly when there are more, so that hours fit.
    static final int MOST = 240;

    /// Fewer readings, or a shorter time, are not judged.
    static final int LEAST = 12;

    static final double LEAST_HOURS = 2;

    private static final double MOST_CHANCE = 0.001;
    private static final double LEAST_GROWTH_BYTES = 8 << 20;
    private static final double LEAST_GROWTH_SHARE = 0.05;

    /// A third of the time counts as rising when its own slope is this share of the whole's.
    private static final double RISING_SHARE = 0.25;

    private final Deque<Point> points = new ArrayDeque<>();
    private double last = Double.NaN;

    /// A leak.
    ///
    /// @param bytesPerHour by which it grows
    /// @param chance       that it is none
    record Leak(double bytesPerHour, double chance, double hours, int collections, double from, double to) {}

    /// @param hours since any fixed moment
    /// @param used  bytes after the last collection; the same as before while there was none since
    synchronized void read(double hours, double used) {
        if (used == last) {
            return;
        }
        last = used;
        points.addLast(new Point(hours, used));
        if (points.size() > MOST) {
            thinOut();
        }
    }

    synchronized int collections() {
        return points.size();
    }

    /// How many hours they span.
    synchronized double hours() {
        return points.isEmpty()
                ? 0
                : points.getLast().time() - points.getFirst().time();
    }

    synchronized boolean enough() {
        return points.size() >= LEAST && hours() >= LEAST_HOURS;
    }

    /// Null: none to be seen.
    synchronized @Nullable Leak leak() {
        return enough() ? leak(List.copyOf(points)) : null;
    }

    /// It rises as a whole and beyond chance; and it still rises in the last third and in one of the first two: a
    /// cache that fills, or a step, rises in one part and is flat in the others.
    static @Nullable Leak leak(List<Point> points) {
        Trend whole = Trend.of(points);
        Point first = points.getFirst();
        double hours = points.getLast().time() - first.time();
        double growth = whole.slope() * hours;
        double level = points.stream().mapToDouble(Point::value).min().orElse(0);
        if (whole.chance() > MOST_CHANCE
                || growth < LEAST_GROWTH_BYTES
                || growth < level * LEAST_GROWTH_SHARE
                || !rises(points, 2, whole)
                || !(rises(points, 1, whole) || rises(points, 0, whole))) {
            return null;
        }
        return new Leak(
                whole.slope(),
                whole.chance(),
                hours,
                points.size(),
                level,
                points.getLast().value());
    }

    private static boolean rises(List<Point> points, int third, Trend whole) {
        int from = points.size() * third / 3;
        int to = points.size() * (third + 1) / 3;
        return Trend.of(points.subList(from, to)).slope() >= whole.slope() * RISING_SHARE;
    }

    /// Every second one goes.
    private void thinOut() {
        int index = 0;
        for (var each = points.iterator(); each.hasNext(); index++) {
            each.next();
            if (index % 2 == 1 && each.hasNext()) {
                each.remove();
            }
        }
    }
}
