package dev.opsdeck.server.loadrun.engine;

import org.jspecify.annotations.Nullable;

/// What starts the requests of one run, and when. [#run(long)] is called once, on the engine's traffic thread.
sealed interface Traffic permits OpenTraffic, ClosedTraffic {

    /// Sends everything; returns when every request has its outcome, the grace is over, or the run was stopped.
    ///
    /// @param start the run's first moment, on the clock of the engine
    void run(long start) throws InterruptedException;

    /// Ends the run at once, from any thread.
    void stop();

    /// How many requests were meant to start in the first `nanos` of the run; null when nothing but the answers
    /// decides that.
    @Nullable
    Long askedBefore(long nanos);
}
