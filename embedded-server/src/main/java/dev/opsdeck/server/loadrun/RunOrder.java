package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadFindings;
import dev.opsdeck.api.loadruns.LoadModel;
import dev.opsdeck.api.loadruns.LoadPlan;
import dev.opsdeck.api.loadruns.LoadPlan.Phase;
import dev.opsdeck.api.loadruns.LoadProfile;
import dev.opsdeck.api.loadruns.LoadRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A request for a run with every number decided: what is not given comes from the profile.
///
/// @param ratePerSecond   of an open run, else 0; of a spike the rate around it, of a ramp the height of a step
/// @param users           of a closed run, else 0
/// @param durationSeconds with the ramp-up
/// @param rampUpSeconds   of them, at the beginning
/// @param fingerprint     of the target's certificate, or null
record RunOrder(
        LoadProfile profile,
        LoadModel model,
        double ratePerSecond,
        int users,
        int durationSeconds,
        int thinkMillis,
        int rampUpSeconds,
        Scenario scenario,
        @Nullable String fingerprint) {

    /// With answers in some 30 ms, 200 users then send 125,000 requests in 5 minutes, the figures of the goals.
    static final int THINK_MILLIS = 450;

    static final int TIMEOUT_MILLIS = 30_000;

    /// Of an open run. More would only move the queue from here into the server's accept queue.
    static final int MAX_CONNECTIONS = 256;

    /// Of the profile that is named after it.
    static final int GOAL_REQUESTS = 125_000;

    /// Of a ramp, in seconds.
    static final int STEP_SECONDS = LoadFindings.STEP_SECONDS;

    static final int SPIKE_FACTOR = 10;

    private static final int SPIKE_SECONDS = 30;
    private static final long SEED = 1;

    /// @param rate  of an open run
    /// @param users of a closed run; 0 when the profile is an open one
    private record Defaults(double rate, int users, int seconds) {

        static Defaults of(LoadProfile profile) {
            return switch (profile) {
                case SMOKE, CONSTANT -> new Defaults(50, 0, 10);
                case BASELINE -> new Defaults(0, 200, 300);
                case SPIKE -> new Defaults(20, 0, 120);
                case RAMP -> new Defaults(50, 0, 300);
                case SOAK -> new Defaults(50, 0, 4 * 3600);
                case GOAL -> new Defaults(0, 200, 1_800);
            };
        }
    }

    static RunOrder of(LoadRequest request) {
        String own = request.scenario();
        Scenario scenario = own == null ? Scenario.STANDARD : ScenarioFile.parse(own);
        Defaults defaults = Defaults.of(request.profile());
        Integer rampUp = request.rampUpSeconds();
        int before = rampUp == null ? 0 : rampUp;
        Integer seconds = request.durationSeconds();
        int asked = seconds == null ? defaults.seconds() : seconds;
        // A ramp is made of whole steps.
        int steady = request.profile() == LoadProfile.RAMP
                ? Math.max(STEP_SECONDS, asked / STEP_SECONDS * STEP_SECONDS)
                : asked;
        Double rate = request.ratePerSecond();
        Integer users = request.users();
        if (users != null || (rate == null && defaults.users() > 0)) {
            Integer think = request.thinkMillis();
            return new RunOrder(
                    request.profile(),
                    LoadModel.CLOSED,
                    0,
                    users == null ? defaults.users() : users,
                    before + steady,
                    think == null ? THINK_MILLIS : think,
                    before,
                    scenario,
                    request.fingerprint());
        }
        return new RunOrder(
                request.profile(),
                LoadModel.OPEN,
                rate == null ? defaults.rate() : rate,
                0,
                before + steady,
                0,
                before,
                scenario,
                request.fingerprint());
    }

    /// The same with the certificate that the target is known to have.
    RunOrder trusting(@Nullable String known) {
        return new RunOrder(
                profile, model, ratePerSecond, users, durationSeconds, thinkMillis, rampUpSeconds, scenario, known);
    }

    LoadPlan plan(String runId, String signature, String target, @Nullable String token, List<Long> productIds) {
        return new LoadPlan(
                runId,
                signature,
                target,
                token,
                fingerprint,
                model,
                model == LoadModel.OPEN ? phases() : List.of(),
                users,
                profile == LoadProfile.GOAL ? GOAL_REQUESTS : 0,
                rampUpSeconds * 1000L,
                durationSeconds * 1000L,
                thinkMillis,
                TIMEOUT_MILLIS,
                model == LoadModel.OPEN ? MAX_CONNECTIONS : users,
                SEED,
                scenario.calls(),
                productIds);
    }

    /// The second in which the spike begins; it lasts until [#spikeEnd()], which is not in it.
    int spikeStart() {
        return rampUpSeconds + (durationSeconds - rampUpSeconds) / 4;
    }

    int spikeEnd() {
        return spikeStart() + Math.max(1, Math.min(SPIKE_SECONDS, (durationSeconds - rampUpSeconds) / 4));
    }

    /// How many steps a ramp has at most.
    int steps() {
        return (durationSeconds - rampUpSeconds) / STEP_SECONDS;
    }

    private List<Phase> phases() {
        List<Phase> phases = new ArrayList<>();
        if (rampUpSeconds > 0) {
            phases.add(new Phase(0, ratePerSecond, rampUpSeconds * 1000L));
        }
        switch (profile) {
            case SPIKE -> {
                addFlat(phases, ratePerSecond, spikeStart() - rampUpSeconds);
                addFlat(phases, ratePerSecond * SPIKE_FACTOR, spikeEnd() - spikeStart());
                addFlat(phases, ratePerSecond, durationSeconds - spikeEnd());
            }
            case RAMP -> {
                for (int step = 1; step <= steps(); step++) {
                    addFlat(phases, ratePerSecond * step, STEP_SECONDS);
                }
            }
            default -> addFlat(phases, ratePerSecond, durationSeconds - rampUpSeconds);
        }
        return phases;
    }

    private static void addFlat(List<Phase> phases, double perSecond, int seconds) {
        if (seconds > 0) {
            phases.add(Phase.flat(perSecond, seconds * 1000L));
        }
    }

    /// As a person says it.
    String words() {
        int steady = durationSeconds - rampUpSeconds;
        String load = model == LoadModel.OPEN
                ? number(ratePerSecond) + " requests a second"
                : users + (users == 1 ? " user" : " users");
        String what = switch (profile) {
            case SPIKE ->
                load + ", " + SPIKE_FACTOR + " times that for " + (spikeEnd() - spikeStart()) + " s, " + steady
                        + " s in all";
            case RAMP ->
                "steps of " + load + ", " + STEP_SECONDS + " s each, until a goal breaks, at most " + steps()
                        + (steps() == 1 ? " step" : " steps");
            case GOAL -> GOAL_REQUESTS + " requests of " + load + ", within " + steady + " s";
            default -> load + " for " + steady + " s";
        };
        return what + (rampUpSeconds > 0 ? " after " + rampUpSeconds + " s of ramp-up" : "");
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }
}
