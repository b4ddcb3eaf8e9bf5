package dev.opsdeck.console.loadruns;

import dev.opsdeck.api.loadruns.LoadFindings;
import dev.opsdeck.api.loadruns.LoadPoint;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadServerSide;
import dev.opsdeck.api.loadruns.LoadState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// What the charts of a run show, as lines over its seconds. Pure functions, any thread.
final class RunLines {

    /// A server tells of at most so many stretches of a run.
    private static final int MOST_STRETCHES = 300;

    private RunLines() {}

    /// How many seconds wide the picture is.
    static int length(LoadRun run, List<LoadPoint> points, List<LoadPoint> baseline) {
        int own = run.state() == LoadState.RUNNING || points.isEmpty() ? run.durationSeconds() : seconds(points);
        return Math.max(Math.max(1, own), seconds(baseline));
    }

    /// @param side what the server told of itself; null while that is not known
    static List<RunChart.Series> latencies(List<LoadPoint> points, @Nullable LoadServerSide side, Baseline baseline) {
        List<RunChart.Series> lines = new ArrayList<>();
        lines.add(latency("p95", "first", points, LoadPoint::p95Millis));
        lines.add(latency("p50", "second", points, LoadPoint::p50Millis));
        if (side != null && !points.isEmpty() && tellsHandler(side)) {
            lines.add(new RunChart.Series(
                    "p95 in the server's handler, all requests",
                    "server",
                    told(side, seconds(points), LoadServerSide.Point::handlerP95Millis)));
        }
        if (!baseline.seconds().isEmpty()) {
            lines.add(latency("p95 of " + baseline.name(), "quiet", baseline.seconds(), LoadPoint::p95Millis));
        }
        return lines;
    }

    /// What the server told of itself while a run goes on, with what it told now; each second once.
    static LoadServerSide together(@Nullable LoadServerSide before, LoadServerSide now) {
        if (before == null) {
            return now;
        }
        Map<Integer, LoadServerSide.Point> bySecond = new TreeMap<>();
        before.points().forEach(point -> bySecond.put(point.second(), point));
        now.points().forEach(point -> bySecond.put(point.second(), point));
        return new LoadServerSide(List.copyOf(bySecond.values()), now.split(), now.silence());
    }

    /// Why the server's own figures are not there; empty when they are, or nobody asked yet.
    static String withoutServer(LoadRun run, List<LoadPoint> points, @Nullable LoadServerSide side) {
        if (points.isEmpty()) {
            return "";
        }
        if (side == null) {
            return run.state() == LoadState.RUNNING ? "The server has told no figures of its own yet." : "";
        }
        if (!side.points().isEmpty()) {
            return "";
        }
        return side.silence() == null ? "The server told no figures of its own in this run." : side.silence();
    }

    static List<RunChart.Series> rates(List<LoadPoint> points) {
        return List.of(
                line("reached", "first", points, LoadPoint::completed),
                line("asked", "quiet", points, LoadPoint::asked));
    }

    /// None when no request failed.
    static List<RunChart.Series> errors(List<LoadPoint> points) {
        return points.stream().allMatch(point -> point.errors() == 0)
                ? List.of()
                : List.of(line("failed", "bad", points, LoadPoint::errors));
    }

    /// The steps of a ramp in which the generator did not keep its schedule.
    static List<RunChart.Band> late(LoadRun run) {
        LoadFindings.Ramp ramp = run.findings() == null ? null : run.findings().ramp();
        List<RunChart.Band> bands = new ArrayList<>();
        for (int i = 0; ramp != null && i < ramp.steps().size(); i++) {
            if (ramp.steps().get(i).notValid() != null) {
                int from = run.rampUpSeconds() + i * LoadFindings.STEP_SECONDS;
                bands.add(new RunChart.Band(from, from + LoadFindings.STEP_SECONDS));
            }
        }
        return bands;
    }

    /// What the server told of itself by second; NaN where it told nothing. What it told of a stretch stands
    /// until the next, which may be one later than it should: by the server's clock two seconds can end in one of
    /// the run's.
    static double[] told(LoadServerSide side, int seconds, Function<LoadServerSide.Point, @Nullable Double> of) {
        double[] values = new double[seconds];
        Arrays.fill(values, Double.NaN);
        List<LoadServerSide.Point> told = side.points();
        int stretch = Math.ceilDiv(seconds, MOST_STRETCHES);
        for (int i = 0; i < told.size(); i++) {
            LoadServerSide.Point point = told.get(i);
            Double value = of.apply(point);
            if (value != null) {
                int from = Math.clamp(point.second(), 0, seconds);
                int to = i + 1 < told.size() ? Math.min(told.get(i + 1).second(), from + 2 * stretch) : from + stretch;
                Arrays.fill(values, from, Math.clamp(to, from, seconds), value);
            }
        }
        return values;
    }

    private static boolean tellsHandler(LoadServerSide side) {
        return side.points().stream().anyMatch(point -> point.handlerP95Millis() != null);
    }

    /// How many seconds are known.
    static int seconds(List<LoadPoint> points) {
        return points.isEmpty() ? 0 : points.getLast().second() + 1;
    }

    /// A second without an answer has no latency.
    private static RunChart.Series latency(
            String name, String style, List<LoadPoint> points, ToDoubleFunction<LoadPoint> value) {
        return line(name, style, points, point -> point.completed() == 0 ? Double.NaN : value.applyAsDouble(point));
    }

    private static RunChart.Series line(
            String name, String style, List<LoadPoint> points, ToDoubleFunction<LoadPoint> value) {
        double[] values = new double[seconds(points)];
        Arrays.fill(values, Double.NaN);
        points.forEach(point -> values[point.second()] = value.applyAsDouble(point));
        return new RunChart.Series(name, style, values);
    }
}
