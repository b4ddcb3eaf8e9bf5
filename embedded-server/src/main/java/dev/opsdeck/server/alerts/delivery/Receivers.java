package dev.opsdeck.server.alerts.delivery;

import dev.opsdeck.api.alerts.ChannelKind;
import dev.opsdeck.server.http.Json;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The channels that are set up, each with its sender. Closed by [Delivery]; closing ends what is being sent.
final class Receivers implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    /// A conversation with a mail server has many steps.
    private static final Duration WHOLE = Duration.ofSeconds(30);

    private final Map<ChannelKind, Patient> senders = new EnumMap<>(ChannelKind.class);
    private final Map<ChannelKind, String> targets = new EnumMap<>(ChannelKind.class);
    private final @Nullable HttpClient client;

    Receivers(AlertSettings settings, Json json, InstantSource clock) {
        boolean web = settings.slack() != null
                || settings.pagerDuty() != null
                || settings.webhook() != null
                || settings.heartbeat() != null;
        client = web ? HttpReceiver.client(CONNECT) : null;
        if (client != null) {
            addWeb(client, settings, json, clock);
        }
        MailSettings mail = settings.mail();
        if (mail != null) {
            add(
                    ChannelKind.EMAIL,
                    new Mail(mail, ANSWER, null),
                    String.join(", ", mail.to()) + " by " + mail.smtp().label());
        }
    }

    private void addWeb(HttpClient web, AlertSettings settings, Json json, InstantSource clock) {
        WebTarget slack = settings.slack();
        if (slack != null) {
            add(ChannelKind.SLACK, new Slack(receiver(web, slack, clock), json), slack.label());
        }
        AlertSettings.PagerDuty duty = settings.pagerDuty();
        if (duty != null) {
            HttpReceiver receiver = receiver(web, duty.target(), clock);
            add(
                    ChannelKind.PAGERDUTY,
                    new PagerDuty(receiver, duty.key(), json),
                    duty.target().label());
        }
        WebTarget webhook = settings.webhook();
        if (webhook != null) {
            add(ChannelKind.WEBHOOK, new Webhook(receiver(web, webhook, clock), json), webhook.label());
        }
        WebTarget heartbeat = settings.heartbeat();
        if (heartbeat != null) {
            HttpReceiver receiver = receiver(web, heartbeat, clock);
            boolean post = settings.heartbeatPost();
            add(ChannelKind.HEARTBEAT, beat -> receiver.ping(post), heartbeat.label());
        }
    }

    private static HttpReceiver receiver(HttpClient web, WebTarget target, InstantSource clock) {
        return new HttpReceiver(web, target, ANSWER, clock);
    }

    private void add(ChannelKind kind, Sender sender, String target) {
        senders.put(kind, new Patient(sender, WHOLE));
        targets.put(kind, target);
    }

    /// By the kind of the channel; those that are not set up have none.
    Map<ChannelKind, Patient> senders() {
        return senders;
    }

    /// Where a channel leads, for people; null when it is not set up.
    @Nullable
    String target(ChannelKind kind) {
        return targets.get(kind);
    }

    @Override
    public void close() {
        senders.values().forEach(Patient::close);
        if (client != null) {
            client.shutdownNow();
        }
    }
}
