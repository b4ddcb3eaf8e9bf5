package dev.opsdeck.server.alerts.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Looks at the stored alerts and writes to the outbox what is to be told of them. One thread calls it.
final class Planner {

    private final LedgerRepository ledger;
    private final @Nullable Grouping grouping;
    private final @Nullable Summaries summaries;
    private final Runnable written;

    /// @param grouping  null: no channel is told of single alerts
    /// @param summaries null: none is mailed
    /// @param written   called after messages are in the outbox
    Planner(LedgerRepository ledger, @Nullable Grouping grouping, @Nullable Summaries summaries, Runnable written) {
        this.ledger = ledger;
        this.grouping = grouping;
        this.summaries = summaries;
        this.written = written;
    }

    /// @return when there is something to do again, if no alert changes until then
    Instant step(Instant now) {
        Instant next = summaries == null ? Instant.MAX : summaries.step(now);
        if (grouping == null) {
            return next;
        }
        Plan plan = grouping.plan(ledger.load(), now);
        if (!plan.isEmpty()) {
            ledger.commit(plan, now);
        }
        if (!plan.drafts().isEmpty()) {
            written.run();
        }
        return plan.next().isBefore(next) ? plan.next() : next;
    }
}
