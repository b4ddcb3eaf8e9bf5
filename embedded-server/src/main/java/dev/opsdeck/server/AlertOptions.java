package dev.opsdeck.server;

import dev.opsdeck.server.alerts.delivery.AlertSettings;
import dev.opsdeck.server.alerts.delivery.MailSettings;
import dev.opsdeck.server.alerts.delivery.WebTarget;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options of `serve` about who is told of alerts. What is secret in them is better given as a variable of the
/// environment, and never repeated in a message.
final class AlertOptions {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--slack-webhook-url",
            description = "An incoming webhook of Slack, which is told of all alerts; better as"
                    + " OPSDECK_SLACK_WEBHOOK_URL.")
    private @Nullable String slack;

    @Option(
            names = "--pagerduty-routing-key",
            description = "The integration key of a PagerDuty service (Events API v2), which is told of critical"
                    + " alerts; better as OPSDECK_PAGERDUTY_ROUTING_KEY.")
    private @Nullable String pagerDutyKey;

    @Option(
            names = "--pagerduty-url",
            defaultValue = "https://events.pagerduty.com/v2/enqueue",
            description = "Where its events go (${DEFAULT-VALUE}).")
    private String pagerDutyUrl = "";

    @Option(
            names = "--smtp-url",
            description = "A mail server: smtps://user:password@host, or smtp://user:password@host:587 for STARTTLS, or"
                    + " smtp://host:25?tls=none; better as OPSDECK_SMTP_URL.")
    private @Nullable String smtp;

    @Option(names = "--mail-from", description = "Who mails come from.")
    private @Nullable String mailFrom;

    @Option(names = "--mail-to", description = "Who gets them, separated by commas.")
    private @Nullable String mailTo;

    @Option(
            names = "--mail-daily-at",
            defaultValue = "08:00",
            description = "When the summary of the day before is mailed (${DEFAULT-VALUE}; off: never).")
    private String dailyAt = "";

    @Option(names = "--mail-zone", description = "Time zone of that, such as Europe/Berlin (the machine's).")
    private @Nullable String zone;

    @Option(
            names = "--mail-alerts",
            defaultValue = "none",
            description = "Which alerts get a mail of their own: none, critical or all (${DEFAULT-VALUE}).")
    private String mailAlerts = "";

    @Option(
            names = "--webhook-url",
            description = "A receiver of Alertmanager's JSON (version 4), which is told of all alerts; better as"
                    + " OPSDECK_WEBHOOK_URL.")
    private @Nullable String webhook;

    @Option(
            names = "--heartbeat-url",
            description = "Asked for each minute, for a service that raises the alarm when that stays away.")
    private @Nullable String heartbeat;

    @Option(
            names = "--heartbeat-method",
            defaultValue = "get",
            description = "How it is asked for: get or post (${DEFAULT-VALUE}).")
    private String heartbeatMethod = "";

    @Option(
            names = "--alert-group-wait",
            defaultValue = "30s",
            converter = DurationConverter.class,
            description = "How long the first alert of a server waits for others (${DEFAULT-VALUE}).")
    private Duration groupWait = Duration.ZERO;

    @Option(
            names = "--alert-group-interval",
            defaultValue = "5m",
            converter = DurationConverter.class,
            description = "How long later ones wait for others (${DEFAULT-VALUE}).")
    private Duration groupInterval = Duration.ZERO;

    @Option(
            names = "--alert-repeat",
            defaultValue = "4h",
            converter = DurationConverter.class,
            description = "After how long alerts that still fire are told again (${DEFAULT-VALUE}).")
    private Duration repeat = Duration.ZERO;

    /// @throws ParameterException with a sentence that names the option
    AlertSettings settings() {
        if (groupWait.compareTo(Duration.ofHours(1)) > 0) {
            throw wrongUse("--alert-group-wait must be at most 1h.");
        }
        if (groupInterval.compareTo(Duration.ofSeconds(1)) < 0 || groupInterval.compareTo(Duration.ofHours(24)) > 0) {
            throw wrongUse("--alert-group-interval must be from 1s to 24h.");
        }
        if (repeat.compareTo(groupInterval) < 0) {
            throw wrongUse("--alert-repeat must be at least --alert-group-interval.");
        }
        return new AlertSettings(
                groupWait,
                groupInterval,
                repeat,
                target("--slack-webhook-url", slack),
                pagerDuty(),
                mail(),
                target("--webhook-url", webhook),
                target("--heartbeat-url", heartbeat),
                choice("--heartbeat-method", heartbeatMethod, Method.class) == Method.POST);
    }

    /// Those of the environment alone, for a server that is not started by a command line.
    ///
    /// @throws StartFailure with a sentence
    static AlertSettings from(Map<String, String> environment) {
        Alone alone = new Alone();
        try {
            new CommandLine(alone)
                    .setDefaultValueProvider(new DefaultsFromEnvironment(environment))
                    .parseArgs();
            return alone.options.settings();
        } catch (ParameterException e) {
            throw new StartFailure(String.valueOf(e.getMessage()), e);
        }
    }

    @Command
    private static final class Alone {
        @Mixin
        private final AlertOptions options = new AlertOptions();
    }

    private enum Method {
        GET,
        POST
    }

    private @Nullable WebTarget target(String option, @Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : WebTarget.parse(text);
        } catch (IllegalArgumentException e) {
            throw wrongUse(option + " " + e.getMessage());
        }
    }

    private AlertSettings.@Nullable PagerDuty pagerDuty() {
        WebTarget target = target("--pagerduty-url", pagerDutyUrl);
        if (pagerDutyKey == null || pagerDutyKey.isBlank()) {
            return null;
        }
        if (target == null) {
            throw wrongUse("--pagerduty-url is empty: leave it out, or give an address.");
        }
        try {
            return new AlertSettings.PagerDuty(pagerDutyKey.strip(), target);
        } catch (IllegalArgumentException e) {
            throw wrongUse("--pagerduty-routing-key " + e.getMessage());
        }
    }

    private @Nullable MailSettings mail() {
        if (smtp == null || smtp.isBlank()) {
            return null;
        }
        if (mailFrom == null || mailTo == null) {
            throw wrongUse("--smtp-url needs --mail-from and --mail-to: give them, too.");
        }
        MailSettings.Smtp server;
        try {
            server = MailSettings.Smtp.parse(smtp);
        } catch (IllegalArgumentException e) {
            throw wrongUse("--smtp-url " + e.getMessage());
        }
        try {
            return new MailSettings(
                    server,
                    mailFrom.strip(),
                    MailSettings.addresses(mailTo),
                    dailyAt(),
                    zone(),
                    choice("--mail-alerts", mailAlerts, MailSettings.Single.class));
        } catch (IllegalArgumentException e) {
            throw wrongUse(String.valueOf(e.getMessage()));
        }
    }

    private @Nullable LocalTime dailyAt() {
        try {
            return dailyAt.strip().equalsIgnoreCase("off") ? null : LocalTime.parse(dailyAt.strip());
        } catch (DateTimeException e) {
            throw wrongUse("--mail-daily-at must be a time such as 08:00, or off.");
        }
    }

    private ZoneId zone() {
        try {
            return zone == null || zone.isBlank() ? ZoneId.systemDefault() : ZoneId.of(zone.strip());
        } catch (DateTimeException e) {
            throw wrongUse("--mail-zone must be a time zone such as Europe/Berlin.");
        }
    }

    private <E extends Enum<E>> E choice(String option, String text, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text.strip().toUpperCase(Locale.ROOT))) {
                return constant;
            }
        }
        throw wrongUse(option + " must be one of: "
                + String.join(
                        ", ",
                        java.util.Arrays.stream(type.getEnumConstants())
                                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                .toList())
                + ".");
    }

    private ParameterException wrongUse(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
