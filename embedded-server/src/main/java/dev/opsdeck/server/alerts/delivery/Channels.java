package dev.opsdeck.server.alerts.delivery;

import dev.opsdeck.api.alerts.Channel;
import dev.opsdeck.api.alerts.ChannelKind;
import dev.opsdeck.api.alerts.ChannelTest;
import dev.opsdeck.api.alerts.NotificationEvent;
import dev.opsdeck.api.alerts.NotificationState;
import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.server.http.ApiException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How the channels do, and whether they work. Called by threads of requests.
final class Channels {

    private final Receivers receivers;
    private final OutboxRepository outbox;
    private final StatusRepository statuses;
    private final Delivery.Surroundings around;

    Channels(Receivers receivers, OutboxRepository outbox, StatusRepository statuses, Delivery.Surroundings around) {
        this.receivers = receivers;
        this.outbox = outbox;
        this.statuses = statuses;
        this.around = around;
    }

    /// One of each kind, whether it is set up or not.
    List<Channel> list() {
        Map<String, StatusRepository.Status> known = statuses.all();
        Map<String, Long> waiting = outbox.waiting();
        return Arrays.stream(ChannelKind.values())
                .map(kind -> {
                    String name = Audience.name(kind);
                    StatusRepository.Status status =
                            known.getOrDefault(name, new StatusRepository.Status(null, null, null));
                    return new Channel(
                            name,
                            kind,
                            receivers.senders().containsKey(kind),
                            receivers.target(kind),
                            status.lastSuccessAt(),
                            status.lastFailureAt(),
                            status.lastError(),
                            waiting.getOrDefault(name, 0L));
                })
                .toList();
    }

    /// Sends a message now, and waits for what becomes of it.
    ///
    /// @param actor who wants to know
    /// @throws ApiException 404 when there is no such channel, 409 when it is not set up
    ChannelTest test(String name, String actor) {
        ChannelKind kind = Arrays.stream(ChannelKind.values())
                .filter(each -> Audience.name(each).equals(name))
                .findFirst()
                .orElseThrow(() -> ApiException.notFound("There is no channel '" + PlainText.line(name, 40)
                        + "'. There are: "
                        + Arrays.stream(ChannelKind.values())
                                .map(Audience::name)
                                .collect(Collectors.joining(", "))
                        + "."));
        Sender sender = receivers.senders().get(kind);
        if (sender == null) {
            throw ApiException.conflict(
                    "The channel " + name + " is not set up: start the server with " + setting(kind) + ".");
        }
        return test(name, sender, actor);
    }

    private ChannelTest test(String name, Sender sender, String actor) {
        Instant begin = around.clock().instant();
        Draft draft = new Draft(
                name,
                NotificationEvent.TEST,
                Keys.message("test", name, around.server(), begin),
                new News.Trial(around.server()));
        Outcome outcome = sender.send(new Message(draft.dedupKey(), draft.event(), begin, draft.news()));
        Instant end = around.clock().instant();
        boolean delivered = outcome instanceof Outcome.Delivered;
        @Nullable String error = delivered ? null : outcome.detail();
        outbox.log(draft, delivered ? NotificationState.SENT : NotificationState.FAILED, end, error);
        statuses.attempted(name, end, error);
        around.actions()
                .log(
                        LogEntry.Kind.SETTING,
                        "Tested the channel " + name + (delivered ? ": it arrived." : ", which failed: " + error),
                        actor);
        return new ChannelTest(
                delivered, outcome.detail(), Duration.between(begin, end).toMillis());
    }

    private static String setting(ChannelKind kind) {
        return switch (kind) {
            case SLACK -> "OPSDECK_SLACK_WEBHOOK_URL";
            case PAGERDUTY -> "OPSDECK_PAGERDUTY_ROUTING_KEY";
            case EMAIL -> "OPSDECK_SMTP_URL";
            case WEBHOOK -> "OPSDECK_WEBHOOK_URL";
            case HEARTBEAT -> "OPSDECK_HEARTBEAT_URL";
        };
    }
}
