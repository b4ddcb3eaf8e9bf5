package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadFindings;
import dev.opsdeck.api.loadruns.LoadSecond;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Judges the steps of a ramp and ends it behind the first that breaks a goal. The first second of a step is left out
/// of its latencies: in it the answers of the step before still come. A step in which the generator did not keep its
/// schedule says nothing of the server, so it neither holds nor breaks a goal; behind three of them in a row the ramp
/// ends, because the next would ask for still more.
final class RampWatch implements ProfileWatch {

    private static final double REACHED = 0.95;
    private static final int MOST_NOT_VALID = 3;

    private final RunOrder order;
    private final List<LoadFindings.Step> steps = new ArrayList<>();
    private final Punctuality generator = new Punctuality();
    private Durations response = new Durations();
    private long asked;
    private long answered;
    private long errors;
    private @Nullable Double capacity;
    private @Nullable String brokenBy;
    private int notValidInARow;

    RampWatch(RunOrder order) {
        this.order = order;
    }

    @Override
    public void add(LoadSecond second, Durations ofSecond) {
        int within = second.second() - order.rampUpSeconds();
        generator.add(second);
        if (within < 0) {
            // What is under way when the first step begins is known then; how late the ramp-up was is not told.
            generator.close();
            return;
        }
        if (within >= order.steps() * RunOrder.STEP_SECONDS || enough()) {
            return;
        }
        long failed =
                second.errors().values().stream().mapToLong(Long::longValue).sum();
        asked += second.asked();
        answered += second.completed() - failed;
        errors += failed;
        if (within % RunOrder.STEP_SECONDS > 0) {
            response.add(ofSecond);
        }
        if (within % RunOrder.STEP_SECONDS == RunOrder.STEP_SECONDS - 1) {
            close();
        }
    }

    private void close() {
        double length = RunOrder.STEP_SECONDS;
        double rate = order.ratePerSecond() * (steps.size() + 1);
        LoadFindings.Step step = new LoadFindings.Step(
                rate,
                answered / length,
                response.meanMillis(),
                response.latency().p95Millis(),
                errors,
                generator.close());
        steps.add(step);
        if (step.notValid() == null) {
            brokenBy = broken(step);
            capacity = brokenBy == null ? (Double) rate : capacity;
            notValidInARow = 0;
        } else {
            notValidInARow++;
        }
        response = new Durations();
        asked = 0;
        answered = 0;
        errors = 0;
    }

    private @Nullable String broken(LoadFindings.Step step) {
        if (step.p95Millis() >= Judgement.GOAL_P95_MILLIS) {
            return String.format(Locale.ROOT, "p95 was %.0f ms", step.p95Millis());
        }
        if (errors >= Judgement.GOAL_ERRORS * Math.max(1, answered + errors)) {
            return errors + " of " + (answered + errors) + " requests failed";
        }
        if (answered < asked * REACHED) {
            return String.format(
                    Locale.ROOT,
                    "%.0f of %.0f requests a second were answered",
                    step.reachedPerSecond(),
                    step.askedPerSecond());
        }
        return null;
    }

    @Override
    public boolean enough() {
        return brokenBy != null || notValidInARow == MOST_NOT_VALID;
    }

    @Override
    public LoadFindings findings() {
        return LoadFindings.of(new LoadFindings.Ramp(capacity, brokenBy, steps));
    }
}
