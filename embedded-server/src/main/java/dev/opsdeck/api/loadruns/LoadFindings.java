package dev.opsdeck.api.loadruns;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a run of a certain profile was made to find out: one of the three.
public record LoadFindings(
        @Nullable Spike spike,
        @Nullable Ramp ramp,
        @Nullable Soak soak) {

    /// How long a step of a ramp is.
    public static final int STEP_SECONDS = 10;

    public static LoadFindings of(Spike spike) {
        return new LoadFindings(spike, null, null);
    }

    public static LoadFindings of(Ramp ramp) {
        return new LoadFindings(null, ramp, null);
    }

    public static LoadFindings of(Soak soak) {
        return new LoadFindings(null, null, soak);
    }

    /// How the server came back from ten times its load.
    ///
    /// @param p95BeforeMillis of the answers before the spike
    /// @param p95DuringMillis of those that came in it
    /// @param recoverySeconds from the end of the spike until p95 over 5 s was that of before again (at most a
    ///                        tenth,
    /// or
    ///                        2 ms, above it); null when that did not happen
    /// @param errorsAfter     failed requests from the second after the spike on
    public record Spike(
            double p95BeforeMillis,
            double p95DuringMillis,
            @Nullable Integer recoverySeconds,
            long errorsAfter) {}

    /// How much the server bears.
    ///
    /// @param capacityPerSecond the rate of the last valid step that kept the goals; null when none did
    /// @param brokenBy          which goal the last step broke; null when no valid step did
    public record Ramp(
            @Nullable Double capacityPerSecond, @Nullable String brokenBy, List<Step> steps) {

        public Ramp {
            steps = List.copyOf(steps);
        }
    }

    /// One step of a ramp.
    ///
    /// @param reachedPerSecond answered per second
    /// @param meanMillis       of the response times; times the rate, that is how many were under way (Little's
    ///                         law)
    /// @param notValid         why its figures are not the server's: the generator did not keep its schedule; null
    ///                         when it did, and in runs from before this was judged by step
    public record Step(
            double askedPerSecond,
            double reachedPerSecond,
            double meanMillis,
            double p95Millis,
            long errors,
            @Nullable String notValid) {}

    /// Whether memory stayed flat. A side that could not be watched is null.
    ///
    /// @param engine the load generator
    /// @param server the server under load
    public record Soak(@Nullable Memory engine, @Nullable Memory server) {}

    /// The lowest memory of a first and a last stretch: what is left after garbage was collected.
    ///
    /// @param grew whether it rose by more than a tenth and by more than 16 MiB, all along
    public record Memory(long firstBytes, long lastBytes, boolean grew) {}
}
