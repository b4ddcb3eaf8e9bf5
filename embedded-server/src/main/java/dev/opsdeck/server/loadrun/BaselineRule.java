package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadFigures;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadState;
import dev.opsdeck.api.loadruns.LoadVerdict;
import org.jspecify.annotations.Nullable;

/// Which runs others may be measured by. A pure function.
final class BaselineRule {

    /// On a machine of its own a few late starts are chance; beside the server they are its work.
    private static final double LATE_SHARE = 0.001;

    private BaselineRule() {}

    /// Why a run cannot be a baseline, as a sentence; null when it can.
    ///
    /// @param sameHost whether generator and server shared a machine
    static @Nullable String refusal(LoadRun run, boolean sameHost) {
        String name = "Load run " + run.id() + " cannot be a baseline: ";
        LoadFigures figures = run.figures();
        if (run.state() != LoadState.DONE || run.verdict() == null) {
            return name + "it did not run its time. Start it again.";
        }
        if (run.verdict() == LoadVerdict.NOT_VALID || Punctuality.late(figures)) {
            return name + "its generator fell behind, so its figures are not the server's. Ask for less, or run it from"
                    + " another machine.";
        }
        if (sameHost && figures.late() > figures.sent() * LATE_SHARE) {
            return name + "the generator shared its cores with the server and started " + figures.late() + " of "
                    + figures.sent() + " requests late. Ask for less, or run it from another machine.";
        }
        return null;
    }
}
