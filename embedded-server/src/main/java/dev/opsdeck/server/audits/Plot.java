package dev.opsdeck.server.audits;

import dev.opsdeck.api.audits.AuditChart;
import dev.opsdeck.api.audits.AuditPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Where the points of a chart lie, whatever it is drawn with: from 0 to 1, from the left and from the bottom. Pure.
///
/// @param top   the value at the upper edge; that at the lower edge is zero
/// @param lines stretches of days without a gap; a day alone is a line of one point
record Plot(double top, List<List<Spot>> lines) {

    private static final double[] STEPS = {1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10};

    /// A point and what it says.
    record Spot(double x, double y, String words) {}

    static Plot of(AuditChart chart) {
        double highest =
                chart.points().stream().mapToDouble(AuditPoint::value).max().orElse(0);
        double top = top(highest);
        double length = Math.max(1, Duration.between(chart.from(), chart.to()).toMillis());
        double step = step(chart, length);
        List<List<Spot>> lines = new ArrayList<>();
        double last = Double.NEGATIVE_INFINITY;
        for (AuditPoint point : chart.points()) {
            double x = Math.clamp(Duration.between(chart.from(), point.at()).toMillis() / length, 0.0, 1.0);
            if (x - last > 1.5 * step) {
                lines.add(new ArrayList<>());
            }
            String words = point.label() + ": " + Words.figure(point.value()) + unit(chart);
            lines.getLast().add(new Spot(x, Math.clamp(point.value() / top, 0.0, 1.0), words));
            last = x;
        }
        return new Plot(top, lines);
    }

    static String unit(AuditChart chart) {
        return chart.unit().isEmpty() ? "" : " " + chart.unit();
    }

    /// The shortest distance of two days.
    private static double step(AuditChart chart, double length) {
        double least = 1;
        for (int i = 1; i < chart.points().size(); i++) {
            Duration apart = Duration.between(
                    chart.points().get(i - 1).at(), chart.points().get(i).at());
            least = Math.min(least, apart.toMillis() / length);
        }
        return least;
    }

    private static double top(double highest) {
        if (!(highest > 0) || Double.isInfinite(highest)) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(highest)));
        for (double step : STEPS) {
            if (highest <= step * power * 1.000_001) {
                return step * power;
            }
        }
        return 10 * power;
    }
}
