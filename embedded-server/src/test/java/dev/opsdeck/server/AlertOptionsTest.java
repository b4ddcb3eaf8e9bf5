package dev.opsdeck.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opsdeck.server.alerts.delivery.AlertSettings;
import dev.opsdeck.server.alerts.delivery.MailSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Channels as they are set up by variables, and what is refused at the start.
final class AlertOptionsTest {

    private static final Map<String, String> MAIL = Map.of(
            "OPSDECK_SMTP_URL", "smtps://ann:s3cret@mail.example",
            "OPSDECK_MAIL_FROM", "Opsdeck <ops@shop.example>",
            "OPSDECK_MAIL_TO", "ann@shop.example, bob@shop.example");

    @Test
    void withoutAVariableNobodyIsTold() {
        assertThat(AlertOptions.from(Map.of())).isEqualTo(AlertSettings.DEFAULT);
    }

    @Test
    void everyChannelIsSetUpByItsVariable() {
        AlertSettings settings = AlertOptions.from(Map.of(
                "OPSDECK_SLACK_WEBHOOK_URL", "https://hooks.slack.example/services/T1/B2/s3cret",
                "OPSDECK_PAGERDUTY_ROUTING_KEY", "0123456789abcdef0123456789abcdef",
                "OPSDECK_WEBHOOK_URL", "http://127.0.0.1:9/hook",
                "OPSDECK_HEARTBEAT_URL", "https://hc.example/ping/s3cret",
                "OPSDECK_HEARTBEAT_METHOD", "post",
                "OPSDECK_ALERT_GROUP_WAIT", "5s",
                "OPSDECK_ALERT_GROUP_INTERVAL", "1m",
                "OPSDECK_ALERT_REPEAT", "2h"));
        assertThat(settings.slack()).hasToString("https://hooks.slack.example/***");
        assertThat(Objects.requireNonNull(settings.pagerDuty()).target().uri())
                .hasToString("https://events.pagerduty.com/v2/enqueue");
        assertThat(settings.webhook()).isNotNull();
        assertThat(settings.heartbeatPost()).isTrue();
        assertThat(settings.groupWait()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.groupInterval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.repeat()).isEqualTo(Duration.ofHours(2));
        assertThat(settings.mail()).isNull();
        assertThat(settings.toString()).doesNotContain("s3cret", "0123456789abcdef");
    }

    @Test
    void mailHasASummaryADayUnlessSet() {
        MailSettings usual = Objects.requireNonNull(AlertOptions.from(MAIL).mail());
        assertThat(usual.dailyAt()).isEqualTo(LocalTime.of(8, 0));
        assertThat(usual.single()).isEqualTo(MailSettings.Single.NONE);
        assertThat(usual.to()).containsExactly("ann@shop.example", "bob@shop.example");
        assertThat(usual.toString()).doesNotContain("s3cret");
        MailSettings set = Objects.requireNonNull(AlertOptions.from(with(
                        "OPSDECK_MAIL_DAILY_AT", "off",
                        "OPSDECK_MAIL_ALERTS", "critical",
                        "OPSDECK_MAIL_ZONE", "Asia/Tokyo"))
                .mail());
        assertThat(set.dailyAt()).isNull();
        assertThat(set.single()).isEqualTo(MailSettings.Single.CRITICAL);
        assertThat(set.zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    }

    @Test
    void whatIsWrongIsRefusedWithASentenceThatNamesTheOptionAndNoSecret() {
        refused("--slack-webhook-url must start with https://", Map.of("OPSDECK_SLACK_WEBHOOK_URL", "s3cret"));
        refused("--slack-webhook-url names no host", Map.of("OPSDECK_SLACK_WEBHOOK_URL", "https:///s3cret"));
        refused("--webhook-url is no address", Map.of("OPSDECK_WEBHOOK_URL", "https://h/s3cret^"));
        refused("--heartbeat-url must start", Map.of("OPSDECK_HEARTBEAT_URL", "ftp://h/s3cret"));
        refused("--heartbeat-method must be one of: get, post", Map.of("OPSDECK_HEARTBEAT_METHOD", "put"));
        refused("--pagerduty-routing-key", Map.of("OPSDECK_PAGERDUTY_ROUTING_KEY", "s3cret key"));
        refused("--alert-group-interval", Map.of("OPSDECK_ALERT_GROUP_INTERVAL", "0s"));
        refused("--alert-repeat", Map.of("OPSDECK_ALERT_REPEAT", "1m"));
        refused("write it like 500ms", Map.of("OPSDECK_ALERT_GROUP_WAIT", "soon"));
        refused("needs --mail-from", Map.of("OPSDECK_SMTP_URL", "smtp://h"));
        refused("--smtp-url is no address", with("OPSDECK_SMTP_URL", "smtp://ann:s3cret%@h"));
        refused("--mail-to", with("OPSDECK_MAIL_TO", "ann@shop.example\nBcc: x@y.example"));
        refused("--mail-from", with("OPSDECK_MAIL_FROM", "nobody"));
        refused("--mail-daily-at", with("OPSDECK_MAIL_DAILY_AT", "25:00"));
        refused("--mail-zone", with("OPSDECK_MAIL_ZONE", "Berlin"));
        refused("no mail would ever be sent", with("OPSDECK_MAIL_DAILY_AT", "off"));
    }

    @Test
    void theConsolesBackendTakesThemFromItsEnvironment() {
        ServerSettings settings = ServerSettings.embedded(Path.of("x"), "token")
                .withAlertsFrom(Map.of("OPSDECK_WEBHOOK_URL", "https://hook.example/x"));
        assertThat(settings.alerts().webhook()).isNotNull();
        assertThat(settings.embedded()).isTrue();
    }

    private static Map<String, String> with(String... pairs) {
        Map<String, String> all = new java.util.HashMap<>(MAIL);
        for (int i = 0; i < pairs.length; i += 2) {
            all.put(pairs[i], pairs[i + 1]);
        }
        return all;
    }

    private static void refused(String sentence, Map<String, String> environment) {
        assertThatThrownBy(() -> AlertOptions.from(environment))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(sentence)
                .hasMessageNotContaining("s3cret");
    }
}
