package dev.opsdeck.server.capacity;

import dev.opsdeck.api.audits.AuditCapacity;
import dev.opsdeck.api.capacity.CapacityPeaks;
import dev.opsdeck.api.loadruns.LoadFindings;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadServerSide;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What headroom and advice are made of.
///
/// @param ramp   the latest ramp run of this server whose figures count; null when there is none
/// @param side   what the server said of itself meanwhile; null when it did not
/// @param users  the latest run with as many users as is the goal; null when there is none
/// @param limits what the server has now
record Known(
        @Nullable LoadRun ramp,
        @Nullable LoadServerSide side,
        @Nullable LoadRun users,
        CapacityPeaks peaks,
        AuditCapacity limits) {

    static final double GOAL_P95_MILLIS = 200;
    static final double GOAL_ERROR_SHARE = 0.001;
    static final int GOAL_USERS = 200;

    /// Of a server's capacity, as much as is planned for: what is above is for spikes.
    static final double PLANNED = 0.7;

    /// Requests a second that kept the goals; null when not known, or none did.
    @Nullable
    Double perSecond() {
        LoadFindings.Ramp found = ramp == null ? null : RampSteps.ramp(ramp);
        return found == null ? null : found.capacityPerSecond();
    }

    /// Whether no step broke a goal, so that the capacity is at least that.
    boolean atLeast() {
        LoadFindings.Ramp found = ramp == null ? null : RampSteps.ramp(ramp);
        return found != null && found.brokenBy() == null;
    }

    /// `Load run #7 of 25 Nov 2026`.
    static String name(LoadRun run) {
        return "Load run #" + run.id() + " of " + Figures.day(run.startedAt());
    }

    /// The first valid step that asked for at least that rate; null when none did.
    LoadFindings.@Nullable Step stepAt(double perSecond) {
        LoadFindings.Ramp found = ramp == null ? null : RampSteps.ramp(ramp);
        List<LoadFindings.Step> steps = found == null ? List.of() : found.steps();
        return steps.stream()
                .filter(step -> step.notValid() == null && step.askedPerSecond() >= perSecond)
                .findFirst()
                .orElse(null);
    }
}
