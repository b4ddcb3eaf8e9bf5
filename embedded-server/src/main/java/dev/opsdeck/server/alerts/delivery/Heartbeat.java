package dev.opsdeck.server.alerts.delivery;

import dev.opsdeck.api.alerts.NotificationEvent;
import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.server.audit.ActionLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/// The dead man's switch: asks for an address each minute for as long as rules are evaluated. The service behind it
/// raises the alarm when that stays away. A beat that fails is not repeated before its next minute. One thread calls
/// it.
final class Heartbeat {

    static final Duration EVERY = Duration.ofMinutes(1);

    private final String channel;
    private final Sender sender;
    private final StatusRepository statuses;
    private final Supplier<Instant> evaluatedAt;
    private final String server;
    private final ActionLog actions;
    private final InstantSource clock;
    private Instant next = Instant.MIN;
    private boolean failing;

    /// @param evaluatedAt when rules were last evaluated
    Heartbeat(
            String channel,
            Sender sender,
            StatusRepository statuses,
            Supplier<Instant> evaluatedAt,
            String server,
            ActionLog actions,
            InstantSource clock) {
        this.channel = channel;
        this.sender = sender;
        this.statuses = statuses;
        this.evaluatedAt = evaluatedAt;
        this.server = server;
        this.actions = actions;
        this.clock = clock;
    }

    /// @return when the next beat is due
    Instant step(Instant now) {
        if (next.isAfter(now) && Duration.between(now, next).compareTo(EVERY) <= 0) {
            return next;
        }
        next = now.plus(EVERY);
        Outcome outcome = Duration.between(evaluatedAt.get(), now).compareTo(EVERY) > 0
                ? new Outcome.Never("No beat is sent, because rules are not evaluated.")
                : sender.send(new Message("", NotificationEvent.TEST, now, new News.Trial(server)));
        record(outcome);
        return next;
    }

    private void record(Outcome outcome) {
        boolean fails = !(outcome instanceof Outcome.Delivered);
        if (fails != failing) {
            failing = fails;
            actions.log(
                    LogEntry.Kind.WARNING,
                    fails ? "The heartbeat fails: " + outcome.detail() : "The heartbeat arrives again.",
                    null);
        }
        statuses.attempted(channel, clock.instant(), fails ? outcome.detail() : null);
    }
}
