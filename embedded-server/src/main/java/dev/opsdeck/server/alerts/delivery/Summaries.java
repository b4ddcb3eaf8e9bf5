package dev.opsdeck.server.alerts.delivery;

import dev.opsdeck.api.alerts.NotificationEvent;
import dev.opsdeck.server.db.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Writes the summary of a day to the outbox when it is time. One that is late, because the server was down,
/// covers all the time since the one before, up to a month. One thread calls it.
final class Summaries {

    private static final Duration LONGEST = Duration.ofDays(31);
    private static final int MOST_ALERTS = 100;

    private final String channel;
    private final DailyTime time;
    private final String server;
    private final String origin;
    private final Database database;
    private final LedgerRepository ledger;
    private final OutboxRepository outbox;
    private final StatusRepository statuses;
    private final Runnable written;

    /// @param written called after one is in the outbox
    Summaries(
            String channel,
            DailyTime time,
            String server,
            String origin,
            Database database,
            LedgerRepository ledger,
            OutboxRepository outbox,
            StatusRepository statuses,
            Runnable written) {
        this.channel = channel;
        this.time = time;
        this.server = server;
        this.origin = origin;
        this.database = database;
        this.ledger = ledger;
        this.outbox = outbox;
        this.statuses = statuses;
        this.written = written;
    }

    /// @return when the next one is due
    Instant step(Instant now) {
        Instant due = time.latest(now);
        Instant last = statuses.summaryAt(channel).orElse(null);
        if (last == null) {
            // Of the day before the first start there is nothing to tell.
            write(List.of(), now, now);
        } else if (due.isAfter(last)) {
            Instant from = due.minus(LONGEST).isAfter(last) ? due.minus(LONGEST) : last;
            News.Day day = ledger.day(server, from, due, MOST_ALERTS);
            write(
                    List.of(new Draft(
                            channel, NotificationEvent.SUMMARY, Keys.message(origin, channel, "summary", due), day)),
                    now,
                    due);
            written.run();
        }
        return time.next(now);
    }

    private void write(List<Draft> drafts, Instant now, Instant until) {
        database.write(c -> {
            outbox.add(c, drafts, now);
            statuses.summaryAt(c, channel, until);
            return true;
        });
    }
}
