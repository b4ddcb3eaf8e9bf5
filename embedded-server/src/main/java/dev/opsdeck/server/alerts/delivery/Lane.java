package dev.opsdeck.server.alerts.delivery;

import dev.opsdeck.api.alerts.NotificationState;
import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.server.audit.ActionLog;
import dev.opsdeck.server.db.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Delivers the messages of one channel, one after the other in the order in which they were made: one that cannot be
/// delivered now holds up those behind it. A message is marked after its receiver took it, so a process that ends in
/// between sends it again, with the same key. One thread calls it.
final class Lane {

    /// A message that was tried so often for so long is given up: it may be the reason why the receiver fails.
    static final int LEAST_ATTEMPTS = 20;

    static final Duration LONGEST_TRY = Duration.ofHours(24);

    private final String channel;
    private final Sender sender;
    private final Database database;
    private final OutboxRepository outbox;
    private final StatusRepository statuses;
    private final Backoff backoff;
    private final ActionLog actions;
    private final InstantSource clock;
    private @Nullable Mark unwritten;
    private boolean failing;
    private volatile boolean closed;

    Lane(
            String channel,
            Sender sender,
            Database database,
            OutboxRepository outbox,
            StatusRepository statuses,
            Backoff backoff,
            ActionLog actions,
            InstantSource clock) {
        this.channel = channel;
        this.sender = sender;
        this.database = database;
        this.outbox = outbox;
        this.statuses = statuses;
        this.backoff = backoff;
        this.actions = actions;
        this.clock = clock;
    }

    /// How an attempt ended.
    private record Mark(
            long id,
            NotificationState state,
            Instant at,
            @Nullable Instant next,
            @Nullable String error) {}

    /// Delivers what is due.
    ///
    /// @return when there is something to do again, if nothing new comes
    Instant step(Instant start) {
        Instant now = start;
        while (!closed) {
            write();
            Optional<OutboxRepository.Waiting> head = outbox.head(channel);
            if (head.isEmpty()) {
                return Instant.MAX;
            }
            if (head.get().nextAttemptAt().isAfter(now)) {
                return head.get().nextAttemptAt();
            }
            Outcome outcome = attempt(head.get());
            now = clock.instant();
            if (!closed || outcome instanceof Outcome.Delivered) {
                unwritten = mark(head.get(), outcome, now);
            }
        }
        write();
        return Instant.MAX;
    }

    private Outcome attempt(OutboxRepository.Waiting waiting) {
        return waiting.message() == null
                ? new Outcome.Never("What was stored cannot be read any more.")
                : sender.send(waiting.message());
    }

    private Mark mark(OutboxRepository.Waiting waiting, Outcome outcome, Instant now) {
        return switch (outcome) {
            case Outcome.Delivered delivered -> new Mark(waiting.id(), NotificationState.SENT, now, null, null);
            case Outcome.Never never -> new Mark(waiting.id(), NotificationState.FAILED, now, null, never.detail());
            case Outcome.Later later -> {
                int attempts = waiting.attempts() + 1;
                boolean enough = attempts >= LEAST_ATTEMPTS
                        && waiting.createdAt().plus(LONGEST_TRY).isBefore(now);
                yield enough
                        ? new Mark(
                                waiting.id(),
                                NotificationState.FAILED,
                                now,
                                null,
                                "Given up after " + attempts + " attempts. " + later.detail())
                        : new Mark(
                                waiting.id(),
                                NotificationState.WAITING,
                                now,
                                now.plus(backoff.after(attempts, later.after())),
                                later.detail());
            }
        };
    }

    /// What was sent while the database was away is not sent again, but marked as soon as it is back.
    private void write() {
        Mark mark = unwritten;
        if (mark == null) {
            return;
        }
        database.write(c -> {
            outbox.attempted(c, mark.id, mark.state, mark.at, mark.next, mark.error);
            statuses.attempted(c, channel, mark.at, mark.error);
            return true;
        });
        unwritten = null;
        tell(mark);
    }

    /// One line when it begins to fail, and one when it works again.
    private void tell(Mark mark) {
        boolean fails = mark.error != null;
        if (fails && !failing) {
            actions.log(LogEntry.Kind.WARNING, "Notifications by " + channel + " fail: " + mark.error, null);
        } else if (!fails && failing) {
            actions.log(LogEntry.Kind.WARNING, "Notifications by " + channel + " arrive again.", null);
        }
        failing = fails;
    }

    /// Nothing more is sent; any thread.
    void close() {
        closed = true;
    }
}
