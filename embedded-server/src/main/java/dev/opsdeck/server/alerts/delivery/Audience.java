package dev.opsdeck.server.alerts.delivery;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.ChannelKind;
import dev.opsdeck.api.alerts.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// What a channel wants to hear of alerts.
///
/// @param channel   its name
/// @param wants     which alerts
/// @param incidents whether it keeps incidents itself: one message an alert, acknowledgements too, and nothing
///                  twice; else one message for the news of a server, and what still fires again
record Audience(String channel, Predicate<Alert> wants, boolean incidents) {

    /// Those that are set up.
    static List<Audience> of(AlertSettings settings) {
        List<Audience> audiences = new ArrayList<>();
        if (settings.slack() != null) {
            audiences.add(new Audience(name(ChannelKind.SLACK), alert -> true, false));
        }
        if (settings.pagerDuty() != null) {
            audiences.add(new Audience(name(ChannelKind.PAGERDUTY), Audience::critical, true));
        }
        MailSettings mail = settings.mail();
        if (mail != null && mail.single() != MailSettings.Single.NONE) {
            boolean all = mail.single() == MailSettings.Single.ALL;
            audiences.add(new Audience(name(ChannelKind.EMAIL), alert -> all || critical(alert), false));
        }
        if (settings.webhook() != null) {
            audiences.add(new Audience(name(ChannelKind.WEBHOOK), alert -> true, false));
        }
        return audiences;
    }

    /// What a channel is called in addresses and tables.
    static String name(ChannelKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static boolean critical(Alert alert) {
        return alert.severity() == Severity.CRITICAL;
    }
}
