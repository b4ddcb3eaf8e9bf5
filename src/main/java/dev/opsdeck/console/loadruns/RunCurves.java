package dev.opsdeck.console.loadruns;

import dev.opsdeck.api.loadruns.LoadFindings;
import dev.opsdeck.api.loadruns.LoadPoint;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The lines of a run's two charts. FX thread.
final class RunCurves {

    private final RunChart latency;
    private final RunChart rate;

    RunCurves(RunChart latency, RunChart rate) {
        this.latency = latency;
        this.rate = rate;
        latency.unit("ms");
        latency.goal(RunWords.GOAL_P95_MILLIS, "goal 200 ms");
    }

    /// @param baseline seconds of the run it is compared with; empty for none
    /// @param name     of that run
    void show(LoadRun run, List<LoadPoint> points, List<LoadPoint> baseline, String name) {
        int length = run.state() == LoadState.RUNNING || points.isEmpty()
                ? run.durationSeconds()
                : Math.max(1, points.getLast().second() + 1);
        List<RunChart.Series> latencies = new ArrayList<>();
        latencies.add(latency("p95", "first", points, LoadPoint::p95Millis));
        latencies.add(latency("p50", "second", points, LoadPoint::p50Millis));
        if (!baseline.isEmpty()) {
            latencies.add(latency("p95 of " + name, "quiet", baseline, LoadPoint::p95Millis));
            length = Math.max(length, baseline.getLast().second() + 1);
        }
        List<RunChart.Band> late = late(run);
        latency.mark(late);
        rate.mark(late);
        latency.show(latencies, length);
        rate.show(
                List.of(
                        line("reached", "first", points, LoadPoint::completed),
                        line("asked", "quiet", points, LoadPoint::asked)),
                length);
    }

    /// The steps of a ramp in which the generator did not keep its schedule.
    private static List<RunChart.Band> late(LoadRun run) {
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

    /// A second without an answer has no latency.
    private static RunChart.Series latency(
            String name, String style, List<LoadPoint> points, ToDoubleFunction<LoadPoint> value) {
        return line(name, style, points, point -> point.completed() == 0 ? Double.NaN : value.applyAsDouble(point));
    }

    private static RunChart.Series line(
            String name, String style, List<LoadPoint> points, ToDoubleFunction<LoadPoint> value) {
        double[] values = new double[points.isEmpty() ? 0 : points.getLast().second() + 1];
        Arrays.fill(values, Double.NaN);
        points.forEach(point -> values[point.second()] = value.applyAsDouble(point));
        return new RunChart.Series(name, style, values);
    }
}
