package dev.opsdeck.server.capacity;

import dev.opsdeck.api.capacity.CapacityRun;
import dev.opsdeck.api.capacity.ScalabilityFit.Point;
import dev.opsdeck.api.loadruns.LoadFindings;
import dev.opsdeck.api.loadruns.LoadRun;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The steps of ramp runs as points of throughput over concurrency. A ramp asks for a rate, so how many requests were
/// under way is not set but follows from Little's law: throughput times mean response time. Pure.
final class RampSteps {

    private static final double IN_BALANCE = 0.95;
    private static final double TOO_MANY_ERRORS = 0.01;

    private RampSteps() {}

    static List<Point> of(LoadRun run) {
        LoadFindings.Ramp ramp = ramp(run);
        List<Point> points = new ArrayList<>();
        for (LoadFindings.Step step : ramp == null ? List.<LoadFindings.Step>of() : ramp.steps()) {
            points.add(new Point(
                    run.id(),
                    points.size() + 1,
                    step.askedPerSecond(),
                    step.reachedPerSecond() * step.meanMillis() / 1000,
                    step.reachedPerSecond(),
                    step.meanMillis(),
                    step.p95Millis(),
                    null,
                    leftOut(step)));
        }
        return points;
    }

    static LoadFindings.@Nullable Ramp ramp(LoadRun run) {
        LoadFindings findings = run.findings();
        return findings == null ? null : findings.ramp();
    }

    static CapacityRun summary(LoadRun run) {
        LoadFindings.Ramp ramp = ramp(run);
        return new CapacityRun(
                run.id(),
                run.startedAt(),
                run.target(),
                ramp == null ? null : ramp.capacityPerSecond(),
                ramp == null ? null : ramp.brokenBy(),
                run.remarks());
    }

    /// Of the requests of a step, those that failed.
    static double errorShare(LoadFindings.Step step) {
        double answered = step.reachedPerSecond() * LoadFindings.STEP_SECONDS;
        return step.errors() == 0 ? 0 : step.errors() / (answered + step.errors());
    }

    private static @Nullable String leftOut(LoadFindings.Step step) {
        if (step.notValid() != null) {
            return "not valid, " + step.notValid() + ".";
        }
        if (!(step.reachedPerSecond() > 0) || !(step.meanMillis() > 0)) {
            return "nothing was answered in it.";
        }
        if (step.reachedPerSecond() < step.askedPerSecond() * IN_BALANCE) {
            return "it answered " + Figures.figure(step.reachedPerSecond()) + " of "
                    + Figures.figure(step.askedPerSecond())
                    + " requests a second, so ever more were waiting, and Little's law needs a balance.";
        }
        if (errorShare(step) >= TOO_MANY_ERRORS) {
            return Figures.percent(errorShare(step)) + " of its requests failed.";
        }
        return null;
    }
}
