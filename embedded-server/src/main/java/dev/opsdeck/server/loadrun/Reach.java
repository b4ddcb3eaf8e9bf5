package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadFigures;
import java.util.Locale;

/// How much of what an open run asked for was reached in its own time. A request is reached when its answer came
/// before the time was over, whatever the answer. Immutable.
///
/// @param asked          requests that were due
/// @param answered       those that were reached
/// @param unanswered     those that failed without an answer
/// @param waiting        due and not started when the time was over
/// @param underWay       started and without an answer then
/// @param lost           of those under way, never answered
/// @param usualUnderWay  mean of what was under way at the end of each second
/// @param askedPerSecond over the whole time
record Reach(
        long asked,
        long answered,
        long unanswered,
        long waiting,
        long underWay,
        long lost,
        double usualUnderWay,
        double askedPerSecond) {

    /// Less than this share of what was asked, and the run says so.
    private static final double SHARE = 0.995;

    /// So many requests are always about to start: one more or less is chance.
    private static final double CHANCE = 2;

    /// So much more than usual may be under way at any moment.
    private static final double SWAY = 1.25;

    /// A generator that was held up for so long at the very end of its run is not slow.
    private static final double HELD_UP_SECONDS = 0.25;

    /// Whether less was reached than the run bears. As many as are always under way are so at the end too, and
    /// nobody failed to keep up; when all connections are taken, they are a part of the queue.
    boolean missed() {
        double explained = connectionsFree() ? Math.min((double) underWay - lost, usualUnderWay * SWAY) : 0;
        long missing = asked - answered;
        return missing > asked * (1 - SHARE) && missing > explained + CHANCE;
    }

    /// Whether requests that were due waited for the generator alone.
    boolean generatorBehind() {
        double most = Math.max(asked * (1 - SHARE), askedPerSecond * HELD_UP_SECONDS);
        return connectionsFree() && waiting > Math.max(CHANCE, most);
    }

    /// Both rates, and why they differ.
    ///
    /// @param late whether the generator did not keep its schedule
    String words(LoadFigures figures, boolean late) {
        String because = late
                ? ", because the generator did not keep its schedule"
                : connectionsFree() ? "" : ", because the server did not keep up";
        return String.format(
                Locale.ROOT,
                "The run asked for %.1f requests a second and reached %.1f, %.1f %% less%s: when the time was over, %d"
                        + " requests were due and not sent, %d had no answer yet, and %d had failed without one.",
                figures.askedPerSecond(),
                figures.reachedPerSecond(),
                (1 - figures.reachedPerSecond() / figures.askedPerSecond()) * 100,
                because,
                waiting,
                underWay,
                unanswered);
    }

    private boolean connectionsFree() {
        return Punctuality.connectionsFree(underWay);
    }
}
