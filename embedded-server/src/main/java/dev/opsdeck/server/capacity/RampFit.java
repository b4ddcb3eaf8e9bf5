package dev.opsdeck.server.capacity;

import dev.opsdeck.api.capacity.ScalabilityFit;
import dev.opsdeck.api.loadruns.LoadRun;
import org.jspecify.annotations.Nullable;

/// What the steps of one ramp run say of how its target scales: the fit of the page Capacity, for the run's own
/// reports. Pure.
public final class RampFit {

    /// With fewer valid steps there is no curve.
    public static final int LEAST_STEPS = Scalability.LEAST_POINTS;

    private RampFit() {}

    /// @return null when the run is no ramp, or not over
    public static @Nullable ScalabilityFit of(LoadRun run) {
        return RampSteps.ramp(run) == null || run.verdict() == null ? null : Scalability.fit(RampSteps.of(run));
    }
}
