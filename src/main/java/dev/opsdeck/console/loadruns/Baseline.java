package dev.opsdeck.console.loadruns;

import dev.opsdeck.api.loadruns.LoadPoint;
import dev.opsdeck.api.loadruns.LoadServerSide;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The run that the open one is drawn beside. Immutable.
///
/// @param name    as the keys of the charts call it: `#35`
/// @param seconds of the run
/// @param side    what the server told of itself meanwhile; null when it told nothing
record Baseline(
        String name, List<LoadPoint> seconds, @Nullable LoadServerSide side) {

    /// For a run that is compared with none.
    static final Baseline NONE = new Baseline("", List.of(), null);

    Baseline {
        seconds = List.copyOf(seconds);
    }
}
