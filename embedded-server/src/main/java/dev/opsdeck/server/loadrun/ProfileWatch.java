package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadFindings;
import dev.opsdeck.api.loadruns.LoadSecond;
import org.jspecify.annotations.Nullable;

/// Looks for what a profile was made to find out, second by second. One thread.
sealed interface ProfileWatch permits PlainWatch, SpikeWatch, RampWatch, SoakWatch {

    /// Takes the next second in.
    ///
    /// @param response its response times
    void add(LoadSecond second, Durations response);

    /// Whether nothing more is to be found out, so that the run may end.
    default boolean enough() {
        return false;
    }

    /// What was found so far.
    @Nullable
    LoadFindings findings();

    static ProfileWatch of(RunOrder order) {
        return switch (order.profile()) {
            case SPIKE -> new SpikeWatch(order);
            case RAMP -> new RampWatch(order);
            case SOAK -> new SoakWatch(order);
            case SMOKE, BASELINE, CONSTANT, GOAL -> new PlainWatch();
        };
    }
}
