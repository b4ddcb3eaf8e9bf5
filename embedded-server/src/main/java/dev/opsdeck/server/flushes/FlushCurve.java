package dev.opsdeck.server.flushes;

import dev.opsdeck.api.caches.FlushPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Draws a flush in at most 150 points, from half a minute before it. A pure function.
final class FlushCurve {

    static final int MOST_POINTS = 150;

    private static final int SECONDS_BEFORE = 30;

    /// Seconds of a point; each fits into half a minute.
    private static final int[] WIDTHS = {1, 2, 5};

    private FlushCurve() {}

    /// No point holds seconds from both sides: hits of the second of the flush itself are left out.
    static List<FlushPoint> of(Seconds all, Instant flushedAt, Instant until) {
        int after = (int) Math.ceil(Duration.between(flushedAt, until).toMillis() / 1000.0);
        int width = width(after);
        List<FlushPoint> points = new ArrayList<>();
        for (int end = width - SECONDS_BEFORE; end < after + width; end += width) {
            Instant to = flushedAt.plusSeconds(end);
            Seconds part = all.between(to.minusSeconds(width), to);
            if (!part.isEmpty()) {
                Seconds looked = end == width ? all.whollyBetween(flushedAt, to) : part;
                points.add(new FlushPoint(
                        end,
                        rounded(looked.hitShare(), 1e4),
                        rounded(part.queriesPerSecond(), 1e2),
                        rounded(part.dbActive(), 1e2),
                        rounded(part.p95Millis(1), 1e3),
                        rounded(part.requestsPerSecond(), 1e2)));
            }
        }
        return points;
    }

    private static int width(int after) {
        for (int width : WIDTHS) {
            if (SECONDS_BEFORE + after <= width * MOST_POINTS) {
                return width;
            }
        }
        return WIDTHS[WIDTHS.length - 1];
    }

    private static @Nullable Double rounded(@Nullable Double value, double parts) {
        return value == null ? null : (Double) rounded(value.doubleValue(), parts);
    }

    private static double rounded(double value, double parts) {
        return Math.rint(value * parts) / parts;
    }
}
