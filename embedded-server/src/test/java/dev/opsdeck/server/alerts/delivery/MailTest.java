package dev.opsdeck.server.alerts.delivery;

import static dev.opsdeck.server.alerts.delivery.Made.HOSTILE;
import static dev.opsdeck.server.alerts.delivery.Made.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.NotificationEvent;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.server.FreePort;
import dev.opsdeck.server.TestCertificate;
import dev.opsdeck.server.alerts.delivery.MailSettings.Single;
import dev.opsdeck.server.alerts.delivery.MailSettings.Smtp;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Mails to a real mail server, and what is made of its answers.
final class MailTest {

    private static final Alert ALERT = Made.firing("a", "shop-1", "response time", Severity.CRITICAL, NOON);

    @SuppressWarnings("NullAway.Init") // set by makeCertificate
    private static TestCertificate certificate;

    private @Nullable GreenMail server;

    @BeforeAll
    static void makeCertificate(@TempDir Path folder) throws Exception {
        certificate = TestCertificate.make(folder, "mail", "EC");
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop();
        }
    }

    @Test
    void aMailHasTextAndHtmlAndSaysThatNobodyWroteIt() throws Exception {
        start();
        assertThat(mail("smtp://127.0.0.1:%d?tls=none").send(Made.group(ALERT))).isInstanceOf(Outcome.Delivered.class);
        MimeMessage got = received(1)[0];
        assertThat(got.getSubject()).isEqualTo("[FIRING:1] shop-1: response time");
        assertThat(got.getFrom()[0]).hasToString("Opsdeck <ops@shop.example>");
        assertThat(got.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(got.getMessageID()).isEqualTo("<opsdeck-abc-0123456789abcdef@shop.example>");
        assertThat(got.getSentDate()).isEqualTo(NOON.toString());
        assertThat(got.getContentType()).startsWith("multipart/alternative");
        Multipart parts = (Multipart) got.getContent();
        assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain");
        assertThat((String) parts.getBodyPart(0).getContent())
                .contains("CRITICAL  response time: response time is 612 ms (since 23 Nov 13:00 CET)")
                .contains("https://wiki.example/runbook?a=1&b=2|x");
        assertThat((String) parts.getBodyPart(1).getContent())
                .contains("<a href=\"https://wiki.example/runbook?a=1&amp;b=2|x\">response time</a>");
    }

    @Test
    void nothingInAnAlertCanAddAHeaderOrAScript() throws Exception {
        start();
        Alert hostile = Made.firing("a", HOSTILE, HOSTILE, Severity.CRITICAL, NOON);
        Message message =
                Made.message(NotificationEvent.TRIGGER, new News.Group(HOSTILE, List.of(hostile), List.of(hostile)));
        assertThat(mail("smtp://127.0.0.1:%d?tls=none").send(message)).isInstanceOf(Outcome.Delivered.class);
        MimeMessage got = received(1)[0];
        assertThat(Collections.list(got.getAllHeaders()))
                .extracting(jakarta.mail.Header::getName)
                .doesNotContain("Bcc", "BCC");
        assertThat(got.getAllRecipients()).hasSize(1);
        assertThat(got.getSubject()).hasSizeLessThanOrEqualTo(200).doesNotContain("\n", "\r");
        String html = (String) ((Multipart) got.getContent()).getBodyPart(1).getContent();
        assertThat(html).contains("&lt;script&gt;").doesNotContain("<script");
    }

    @Test
    void theLineIsSecretFromTheFirstByteOnOrFromStartTlsOn() throws Exception {
        for (boolean implicit : List.of(true, false)) {
            try (ScriptedSmtp scripted = new ScriptedSmtp(certificate, implicit, "250 fine")) {
                Mail mail = new Mail(
                        settings((implicit ? "smtps" : "smtp") + "://localhost:" + scripted.port()),
                        Duration.ofSeconds(5),
                        TestCertificate.trusting(certificate).getSocketFactory());
                assertThat(mail.send(Made.trial()).detail()).isEqualTo("localhost took the mail.");
                List<String> commands = scripted.commands();
                assertThat(commands.subList(0, commands.indexOf("TLS")))
                        .isEqualTo(implicit ? List.of() : List.of(commands.getFirst(), "STARTTLS"));
                assertThat(commands.subList(commands.indexOf("TLS"), commands.size()))
                        .contains("RCPT TO:<ann@shop.example>", "DATA");
            }
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused() throws Exception {
        for (boolean implicit : List.of(true, false)) {
            try (ScriptedSmtp scripted = new ScriptedSmtp(certificate, implicit, "250 fine")) {
                Mail strict = new Mail(
                        settings((implicit ? "smtps" : "smtp") + "://localhost:" + scripted.port()),
                        Duration.ofSeconds(5),
                        null);
                assertThat(strict.send(Made.trial())).isInstanceOf(Outcome.Later.class);
                assertThat(scripted.commands()).doesNotContain("DATA");
            }
        }
    }

    @Test
    void withoutStartTlsNothingIsSent() {
        start();
        Outcome outcome = mail("smtp://127.0.0.1:%d").send(Made.trial());
        assertThat(outcome).isInstanceOf(Outcome.Later.class);
        assertThat(outcome.detail()).contains("STARTTLS");
        assertThat(started().getReceivedMessages()).isEmpty();
    }

    @Test
    void userAndPasswordAreSentAndAWrongPasswordIsNotTriedAgainNorShown() throws Exception {
        start();
        started().setUser("ann@shop.example", "ann@shop", "p@ss:w%rd");
        assertThat(mail("smtp://ann%%40shop:p%%40ss:w%%25rd@127.0.0.1:%d?tls=none")
                        .send(Made.trial()))
                .isInstanceOf(Outcome.Delivered.class);
        Outcome wrong =
                mail("smtp://ann%%40shop:wrong-secret@127.0.0.1:%d?tls=none").send(Made.trial());
        assertThat(wrong).isInstanceOf(Outcome.Never.class);
        assertThat(wrong.detail()).doesNotContain("wrong-secret").contains("535");
        assertThat(settings("smtp://ann:wrong-secret@127.0.0.1:%d").toString()).doesNotContain("wrong-secret");
    }

    @Test
    void aTemporaryRefusalIsTriedAgainAndALastingOneIsNot() throws Exception {
        assertThat(toServerThatSays("451 4.3.0 Try again later")).isInstanceOf(Outcome.Later.class);
        Outcome lasting = toServerThatSays("550 5.1.1 No such user");
        assertThat(lasting).isInstanceOf(Outcome.Never.class);
        assertThat(lasting.detail()).contains("550 5.1.1 No such user");
        assertThat(toServerThatSays("")).isInstanceOf(Outcome.Later.class);
    }

    @Test
    void nobodyThereIsTriedAgain() throws Exception {
        Outcome outcome = new Mail(
                        settings("smtp://127.0.0.1:" + FreePort.choose() + "?tls=none"), Duration.ofSeconds(5), null)
                .send(Made.trial());
        assertThat(outcome).isInstanceOf(Outcome.Later.class);
    }

    @Test
    void wrongSettingsAreRefusedWithASentence() {
        assertThatThrownBy(() -> MailSettings.addresses("ops@shop.example\r\nBcc: x@y.example"))
                .hasMessageContaining("line break");
        assertThatThrownBy(() -> settings("smtp://h", "nobody", List.of("ops@shop.example")))
                .hasMessageContaining("--mail-from");
        assertThatThrownBy(() -> settings("smtp://h", "ops@shop.example", List.of()))
                .hasMessageContaining("--mail-to");
        for (String wrong : List.of(
                "http://h",
                "smtp:h",
                "smtp://",
                "smtp://u:p@ss@h",
                "smtps://h?tls=none",
                "smtp://h?x=1",
                "smtp://h:0")) {
            assertThatThrownBy(() -> Smtp.parse(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(Smtp.parse("smtps://h").port()).isEqualTo(465);
        assertThat(Smtp.parse("smtp://h").port()).isEqualTo(587);
        assertThat(Smtp.parse("smtp://h").tls()).isEqualTo(MailSettings.Tls.STARTTLS);
    }

    private void start() {
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
    }

    private GreenMail started() {
        return java.util.Objects.requireNonNull(server);
    }

    private MimeMessage[] received(int count) {
        assertThat(started().waitForIncomingEmail(5_000, count)).isTrue();
        MimeMessage[] got = started().getReceivedMessages();
        assertThat(got).hasSize(count);
        return got;
    }

    private Mail mail(String url) {
        return new Mail(settings(url), Duration.ofSeconds(5), null);
    }

    private MailSettings settings(String url) {
        int port = server == null ? 0 : server.getSmtp().getPort();
        return settings(String.format(url, port), "Opsdeck <ops@shop.example>", List.of("ann@shop.example"));
    }

    private static MailSettings settings(String url, String from, List<String> to) {
        return new MailSettings(Smtp.parse(url), from, to, LocalTime.of(8, 0), ZoneId.of("Europe/Berlin"), Single.ALL);
    }

    private Outcome toServerThatSays(String recipient) throws Exception {
        try (ScriptedSmtp scripted = new ScriptedSmtp(null, false, recipient)) {
            return new Mail(settings("smtp://127.0.0.1:" + scripted.port() + "?tls=none"), Duration.ofSeconds(5), null)
                    .send(Made.trial());
        }
    }
}
