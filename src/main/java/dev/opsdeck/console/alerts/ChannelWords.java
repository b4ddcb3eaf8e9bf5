package dev.opsdeck.console.alerts;

import dev.opsdeck.api.alerts.Channel;
import dev.opsdeck.api.alerts.ChannelKind;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.State;
import java.time.Instant;

/// Channels in words. Pure functions.
final class ChannelWords {

    private ChannelWords() {}

    static String title(ChannelKind kind) {
        return switch (kind) {
            case SLACK -> "Slack";
            case PAGERDUTY -> "PagerDuty";
            case EMAIL -> "E-mail";
            case WEBHOOK -> "Webhook";
            case HEARTBEAT -> "Heartbeat";
        };
    }

    /// What it is told.
    static String what(ChannelKind kind) {
        return switch (kind) {
            case SLACK -> "every alert and its end";
            case PAGERDUTY -> "critical alerts and their end";
            case EMAIL -> "a summary a day, and single alerts if asked";
            case WEBHOOK -> "every alert and its end, as Alertmanager tells them";
            case HEARTBEAT -> "a sign of life each minute";
        };
    }

    static State state(Channel channel) {
        if (!channel.enabled()) {
            return State.UNKNOWN;
        }
        return channel.lastError() != null
                ? State.CRITICAL
                : channel.lastSuccessAt() == null ? State.UNKNOWN : State.OK;
    }

    static String word(Channel channel) {
        if (!channel.enabled()) {
            return "not set up";
        }
        return channel.lastError() != null
                ? "failing"
                : channel.lastSuccessAt() == null ? "nothing sent yet" : "delivers";
    }

    /// What was last, and what waits; or how it is set up.
    static String figures(Channel channel, Instant now, Formats formats) {
        if (!channel.enabled()) {
            return "Set " + setting(channel.kind()) + " for the server and start it again.";
        }
        StringBuilder words = new StringBuilder();
        if (channel.lastSuccessAt() != null) {
            words.append("last delivered ").append(formats.moment(channel.lastSuccessAt(), now));
        }
        if (channel.lastFailureAt() != null) {
            words.append(words.isEmpty() ? "" : " · ")
                    .append("last failed ")
                    .append(formats.moment(channel.lastFailureAt(), now));
        }
        if (channel.waiting() > 0) {
            words.append(words.isEmpty() ? "" : " · ")
                    .append(Formats.count(channel.waiting()))
                    .append(" waiting");
        }
        return words.toString();
    }

    private static String setting(ChannelKind kind) {
        return switch (kind) {
            case SLACK -> "OPSDECK_SLACK_WEBHOOK_URL";
            case PAGERDUTY -> "OPSDECK_PAGERDUTY_ROUTING_KEY";
            case EMAIL -> "OPSDECK_SMTP_URL, OPSDECK_MAIL_FROM and OPSDECK_MAIL_TO";
            case WEBHOOK -> "OPSDECK_WEBHOOK_URL";
            case HEARTBEAT -> "OPSDECK_HEARTBEAT_URL";
        };
    }
}
