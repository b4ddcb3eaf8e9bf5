package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadPoint;
import dev.opsdeck.api.loadruns.LoadReport;
import dev.opsdeck.api.loadruns.LoadServerSide;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// What the charts of a report show, by second of the run; NaN where there is nothing. Pure functions.
final class ReportLines {

    private ReportLines() {}

    static double[] values(LoadReport report, ToDoubleFunction<LoadPoint> value) {
        double[] values = new double[seconds(report)];
        Arrays.fill(values, Double.NaN);
        report.seconds().forEach(point -> values[point.second()] = value.applyAsDouble(point));
        return values;
    }

    /// A second without an answer has no latency.
    static double[] answered(LoadReport report, ToDoubleFunction<LoadPoint> value) {
        return values(report, point -> point.completed() == 0 ? Double.NaN : value.applyAsDouble(point));
    }

    /// What is not told of every run.
    static double[] told(LoadReport report, Function<LoadPoint, @Nullable Double> value) {
        return values(report, point -> orNothing(value.apply(point)));
    }

    /// What the server told of itself. A point stands until the next one, which may be one later than it should:
    /// by the server's clock two seconds can end in one of the run's. Where it told nothing for longer there is a
    /// gap.
    ///
    /// @param factor of the values as they are shown
    static double[] points(LoadReport report, Function<LoadServerSide.Point, @Nullable Double> value, double factor) {
        int seconds = seconds(report);
        double[] values = new double[seconds];
        Arrays.fill(values, Double.NaN);
        LoadServerSide server = report.server();
        List<LoadServerSide.Point> told = server == null ? List.of() : server.points();
        int stretch = Math.ceilDiv(seconds, ServerSides.MOST_POINTS);
        for (int i = 0; i < told.size(); i++) {
            int from = Math.clamp(told.get(i).second(), 0, seconds);
            int to = i + 1 < told.size() ? Math.min(told.get(i + 1).second(), from + 2 * stretch) : from + stretch;
            Arrays.fill(values, from, Math.clamp(to, from, seconds), orNothing(value.apply(told.get(i))) * factor);
        }
        return values;
    }

    private static double orNothing(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }

    private static int seconds(LoadReport report) {
        List<LoadPoint> points = report.seconds();
        return points.isEmpty() ? 0 : points.getLast().second() + 1;
    }
}
