package dev.opsdeck.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opsdeck.server.alerts.delivery.AlertSettings;
import dev.opsdeck.server.audits.AuditSettings;
import dev.opsdeck.server.http.ErrorMapping;
import dev.opsdeck.server.http.HttpFoundation;
import dev.opsdeck.server.http.Json;
import dev.opsdeck.server.http.TlsFiles;
import dev.opsdeck.server.http.TrustedProxies;
import dev.opsdeck.server.http.WireSettings;
import dev.opsdeck.server.limits.LimitSettings;
import dev.opsdeck.server.loadrun.LoadCommand;
import dev.opsdeck.server.loadrun.engine.Trust;
import dev.opsdeck.server.profiles.ProfileSettings;
import dev.opsdeck.server.tracing.TracingSettings;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// The server with a certificate of its own.
final class TlsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path files;

    @SuppressWarnings("NullAway.Init")
    private static TestCertificate rsa;

    @SuppressWarnings("NullAway.Init")
    private static TestCertificate ec;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @BeforeAll
    static void make() throws Exception {
        rsa = TestCertificate.make(files, "rsa", "RSA");
        ec = TestCertificate.make(files, "ec", "EC");
    }

    @ParameterizedTest
    @CsvSource({"rsa, false, HTTP_1_1", "rsa, true, HTTP_2", "ec, true, HTTP_2"})
    void pemFilesAreServedAndTheClientChoosesTheVersion(String which, boolean http2, HttpClient.Version version)
            throws Exception {
        TestCertificate certificate = which.equals("ec") ? ec : rsa;
        WireSettings wire = new WireSettings(certificate.certificate(), certificate.key(), null, null, http2);
        try (OpsdeckServer server = OpsdeckServer.start(settings("127.0.0.1", wire));
                HttpClient client = client(certificate)) {
            assertThat(server.url().getScheme()).isEqualTo("https");
            HttpResponse<String> answer = get(client, server, "/products");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.version()).isEqualTo(version);
        }
    }

    @Test
    void aKeyStoreIsServedBeyondThisMachineWithoutInsecure() throws Exception {
        WireSettings wire = new WireSettings(null, null, rsa.keystore(), TestCertificate.PASSWORD, false);
        try (OpsdeckServer server = OpsdeckServer.start(settings("0.0.0.0", wire));
                HttpClient client = client(rsa)) {
            URI address = URI.create("https://127.0.0.1:" + server.port() + "/health");
            assertThat(client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void thePresentVersionsAreSpoken(String version) throws Exception {
        try (OpsdeckServer server = OpsdeckServer.start(settings("127.0.0.1", pem(rsa)));
                SSLSocket socket = socket(server)) {
            socket.setEnabledProtocols(new String[] {version});
            socket.startHandshake();
            assertThat(socket.getSession().getProtocol()).isEqualTo(version);
        }
    }

    @Test
    void aStrangerIsNotTrusted() throws Exception {
        try (OpsdeckServer server = OpsdeckServer.start(settings("127.0.0.1", pem(rsa)));
                HttpClient client = client(ec)) {
            assertThatThrownBy(() -> get(client, server, "/health")).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void aLoadRunBelievesACertificateThatNobodySignedOnlyByItsFingerprint() throws Exception {
        try (OpsdeckServer server = OpsdeckServer.start(settings("127.0.0.1", pem(rsa)))) {
            String fingerprint = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(rsa.x509().getEncoded()));
            String[] run = {"--target", server.url().toString(), "--rate", "5", "--duration", "1s", "--json"};
            StringWriter said = new StringWriter();
            StringWriter wrong = new StringWriter();
            CommandLine command = new CommandLine(new LoadCommand())
                    .setOut(new PrintWriter(said))
                    .setErr(new PrintWriter(wrong, true));

            assertThat(command.execute(run)).isEqualTo(1);
            assertThat(wrong.toString())
                    .contains("its certificate is not trusted")
                    .contains(
                            HexFormat.ofDelimiter(":").formatHex(HexFormat.of().parseHex(fingerprint)))
                    .doesNotContain("Exception");

            String[] trusting = Arrays.copyOf(run, run.length + 2);
            trusting[run.length] = "--fingerprint";
            trusting[run.length + 1] = fingerprint.toUpperCase(Locale.ROOT);
            assertThat(command.execute(trusting)).as(wrong + " " + said).isIn(0, 1, 4);
            assertThat(said.toString()).contains("\"requests\":5,").contains("\"errors\":0,");

            assertThat(Trust.presentedAt("127.0.0.1", server.port())).isEqualTo(fingerprint);
        }
    }

    @Test
    void whoSpeaksInClearIsHungUpOnAndOthersAreServed() throws Exception {
        try (OpsdeckServer server = OpsdeckServer.start(settings("127.0.0.1", pem(rsa)));
                HttpClient client = client(rsa)) {
            try (Socket clear = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                clear.setSoTimeout(10_000);
                OutputStream out = clear.getOutputStream();
                out.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(readAll(clear), StandardCharsets.ISO_8859_1))
                        .doesNotContain("HTTP/1.1 200");
                assertThat(get(client, server, "/health").statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void whatIsNoCertificateIsToldInASentence() {
        WireSettings noFile = new WireSettings(files.resolve("none.pem"), files.resolve("none.key"), null, null, false);
        assertThatThrownBy(() -> OpsdeckServer.start(settings("127.0.0.1", noFile)))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("The certificate cannot be used")
                .hasMessageContaining("none.");
        WireSettings wrongPassword = new WireSettings(null, null, rsa.keystore(), "wrong", false);
        assertThatThrownBy(() -> OpsdeckServer.start(settings("127.0.0.1", wrongPassword)))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("The certificate cannot be used");
        OpsdeckServer.start(settings("127.0.0.1", WireSettings.PLAIN)).close();
    }

    @Test
    void aRenewedCertificateIsTakenIntoUseAndABrokenOneIsNot() throws Exception {
        Path certificate = Files.copy(rsa.certificate(), files.resolve("live.pem"));
        Path key = Files.copy(rsa.key(), files.resolve("live.key"));
        TlsFiles tls = new TlsFiles(new WireSettings(certificate, key, null, null, false));
        ErrorMapping errors = new ErrorMapping(new Json());
        WebServer web = HttpFoundation.listen(
                "127.0.0.1",
                0,
                WireSettings.PLAIN,
                tls,
                errors,
                System::nanoTime,
                routing -> routing.get("/", (req, res) -> res.send()));
        try {
            assertThat(subjectKey(web)).isEqualTo(rsa.x509().getPublicKey());
            Files.writeString(certificate, "no certificate");
            Files.setLastModifiedTime(certificate, FileTime.from(Instant.parse("2026-11-23T00:00:00Z")));
            tls.reloadIfChanged(web);
            assertThat(subjectKey(web)).isEqualTo(rsa.x509().getPublicKey());
            Files.copy(ec.certificate(), certificate, StandardCopyOption.REPLACE_EXISTING);
            Files.copy(ec.key(), key, StandardCopyOption.REPLACE_EXISTING);
            Files.setLastModifiedTime(certificate, FileTime.from(Instant.parse("2026-11-24T00:00:00Z")));
            tls.reloadIfChanged(web);
            assertThat(subjectKey(web)).isEqualTo(ec.x509().getPublicKey());
        } finally {
            web.stop();
        }
    }

    private static PublicKey subjectKey(WebServer web) throws Exception {
        SSLContext context = TestCertificate.trusting(rsa, ec);
        try (SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), web.port())) {
            socket.startHandshake();
            return socket.getSession().getPeerCertificates()[0].getPublicKey();
        }
    }

    private ServerSettings settings(String bind, WireSettings wire) {
        return new ServerSettings(
                bind,
                0,
                data,
                null,
                5,
                null,
                null,
                Set.of(),
                Set.of(),
                false,
                false,
                false,
                AnalyticsSettings.DEFAULT,
                wire,
                new TrafficSettings(null, LimitSettings.OFF, TrustedProxies.NONE),
                InsightSettings.DEFAULT,
                TracingSettings.DEFAULT,
                AuditSettings.standard(),
                AlertSettings.DEFAULT,
                ProfileSettings.DEFAULT);
    }

    private static WireSettings pem(TestCertificate certificate) {
        return new WireSettings(certificate.certificate(), certificate.key(), null, null, false);
    }

    private static HttpClient client(@Nullable TestCertificate trusted) throws Exception {
        SSLContext context = TestCertificate.trusting(trusted == null ? rsa : trusted);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    private static SSLSocket socket(OpsdeckServer server) throws Exception {
        return (SSLSocket) TestCertificate.trusting(rsa)
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), server.port());
    }

    private static HttpResponse<String> get(HttpClient client, OpsdeckServer server, String path) throws Exception {
        return client.send(HttpRequest.newBuilder(server.url().resolve(path)).build(), BodyHandlers.ofString());
    }

    private static byte[] readAll(Socket socket) {
        try {
            return socket.getInputStream().readAllBytes();
        } catch (IOException cut) {
            return new byte[0];
        }
    }
}
