package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadFigures;
import dev.opsdeck.api.loadruns.LoadSecond;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Whether the generator kept its schedule, step by step. Two things tell that it did not: requests that it started
/// late though a connection was free, and requests that were due at the end of a step and not sent, though fewer were
/// under way than there may be. What waits because every connection waits for an answer is the server's. One thread.
final class Punctuality {

    /// More late starts than this share, and the figures are the generator's.
    private static final double LATE_SHARE = 0.01;

    /// The same of what was due and not sent.
    private static final double UNSENT_SHARE = 0.01;

    /// So many connections less than the most are still all: threads that wait for their turn hold some.
    private static final int NEARLY = 8;

    private long due;
    private long sent;
    private long ended;
    private long dueInStep;
    private long sentInStep;
    private long lateInStep;
    private double latenessMillisMax;

    /// @return whether more requests of a run were late than its figures bear
    static boolean late(LoadFigures figures) {
        return figures.late() > figures.sent() * LATE_SHARE;
    }

    /// @param underWay requests that are started and have no outcome yet
    static boolean connectionsFree(long underWay) {
        return underWay < RunOrder.MAX_CONNECTIONS - NEARLY;
    }

    void add(LoadSecond second) {
        long neverSent = second.errors().getOrDefault(RunFigures.NOT_SENT, 0L);
        due += second.asked();
        sent += second.sent();
        ended += second.completed() - neverSent;
        dueInStep += second.asked();
        sentInStep += second.sent();
        lateInStep += second.late();
        latenessMillisMax = Math.max(latenessMillisMax, second.latenessMillisMax());
    }

    /// The step is over, and the next begins.
    ///
    /// @return why the step is not valid; null when it is
    @Nullable
    String close() {
        String fault = fault();
        dueInStep = 0;
        sentInStep = 0;
        lateInStep = 0;
        latenessMillisMax = 0;
        return fault;
    }

    private @Nullable String fault() {
        if (lateInStep > sentInStep * LATE_SHARE) {
            return String.format(
                    Locale.ROOT,
                    "generator late: %d of %d requests started more than 50 ms late (%.0f ms at worst)",
                    lateInStep,
                    sentInStep,
                    latenessMillisMax);
        }
        long waiting = due - sent;
        return connectionsFree(sent - ended) && waiting > Math.max(1, dueInStep * UNSENT_SHARE)
                ? "generator late: " + waiting + " of " + dueInStep
                        + " requests were due and not sent, though connections were free"
                : null;
    }
}
