package dev.opsdeck.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opsdeck.api.audits.AuditKind;
import dev.opsdeck.server.http.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// Audits of the whole server, and the options that concern them.
final class AuditsTest {

    private static final String TOKEN = "operator-token-0123456789";

    private final Json json = new Json();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Test
    void aRunningServerReportsOnItselfInEveryFormat() throws Exception {
        Instant begin = Instant.now().minus(Duration.ofDays(1));
        try (OpsdeckServer server = OpsdeckServer.start(ServerSettings.embedded(data, TOKEN));
                HttpClient client = HttpClient.newHttpClient()) {
            String silence = "{\"until\":\"" + Instant.now().plusSeconds(600) + "\",\"reason\":\"maintenance\"}";
            assertThat(send(client, server, "POST", "/ops/silences", silence, "*/*")
                            .statusCode())
                    .isLessThan(300);
            // The road up takes a second.
            JsonNode report = Awaitility.await()
                    .until(
                            () -> made(client, server, begin),
                            made -> made.at("/report/measured/requests").asLong() > 0);
            assertThat(report.at("/report/figures/0/metric").asText()).isEqualTo("http.request.duration.p50");
            assertThat(report.at("/report/measured/seconds").asDouble()).isPositive();
            assertThat(report.at("/report/former").has("memoryBytes")).isFalse();
            assertThat(report.at("/report/queries/data")).isNotEmpty();
            assertThat(report.at("/report/alerts/silences/0/reason").asText()).isEqualTo("maintenance");
            assertThat(report.at("/report/alerts/alerts").isArray()).isTrue();
            assertThat(report.at("/audit/author").asText()).isEqualTo("operator at 127.0.0.1");
            String path = "/ops/audits/" + report.at("/audit/id").asText();

            HttpResponse<byte[]> html = send(client, server, "GET", path, "", "text/html");
            assertThat(type(html)).isEqualTo("text/html; charset=utf-8");
            assertThat(html.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("sandbox");
            assertThat(text(html))
                    .contains("<h1>Weekly audit, ")
                    .contains(report.at("/audit/hash").asText());
            HttpResponse<byte[]> markdown = send(client, server, "GET", path, "", "text/markdown");
            assertThat(type(markdown)).isEqualTo("text/markdown; charset=utf-8");
            assertThat(text(markdown)).startsWith("# Weekly audit, ").contains("## Looked at by a person");
            HttpResponse<byte[]> pdf = send(client, server, "GET", path + "?format=pdf", "", "text/html");
            assertThat(type(pdf)).isEqualTo("application/pdf");
            assertThat(text(pdf)).startsWith("%PDF-");
            assertThat(pdf.headers().firstValue("Content-Disposition").orElse(""))
                    .matches("inline; filename=\"opsdeck-weekly-[0-9-]{10}\\.pdf\"");
            assertThat(type(send(client, server, "GET", path, "", "*/*"))).isEqualTo("application/json");

            assertThat(refusal(send(client, server, "POST", path + "/signature", "{\"name\":\"Ada\"}", "*/*")))
                    .startsWith("409 These points are open: p95, ");
            assertThat(refusal(send(client, server, "POST", path + "/signature", "{\"name\":\" \"}", "*/*")))
                    .startsWith("400 'name' is missing");
            assertThat(refusal(send(
                            client,
                            server,
                            "POST",
                            "/ops/audits/weekly",
                            "{\"from\":\"2026-01-01T00:00:00Z\"}",
                            "*/*")))
                    .isEqualTo("400 Give both 'from' and 'to', or neither.");
            assertThat(refusal(send(client, server, "GET", "/ops/audits/99", "", "*/*")))
                    .isEqualTo("404 There is no audit 99.");
            assertThat(text(send(client, server, "GET", "/ops/log", "", "*/*"))).contains("Weekly audit 1, ");
        }
    }

    private JsonNode made(HttpClient client, OpsdeckServer server, Instant begin) throws Exception {
        String order = "{\"from\":\"" + begin + "\",\"to\":\"" + Instant.now() + "\"}";
        HttpResponse<byte[]> answer = send(client, server, "POST", "/ops/audits/weekly", order, "*/*");
        assertThat(answer.statusCode()).isEqualTo(201);
        return json.mapper().readTree(answer.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--audits=daily", "--audit-at=noon", "--audit-zone=Nowhere"})
    void wrongOptionsAreRefusedWithASentence(String option) {
        StringWriter said = new StringWriter();
        int code = new CommandLine(new ServeCommand())
                .setErr(new PrintWriter(said))
                .execute("--data", data.toString(), "--port", "0", option);
        assertThat(code).isEqualTo(2);
        assertThat(said.toString()).contains(option.substring(0, option.indexOf('=')) + " must ");
    }

    @Test
    void allKindsWriteThemselvesUnlessToldOtherwise() {
        assertThat(options("").audits().kinds()).containsExactlyInAnyOrder(AuditKind.values());
        assertThat(options("--audits=none").audits().kinds()).isEmpty();
        assertThat(options("--audits=monthly,weekly").audits().kinds())
                .containsExactlyInAnyOrder(AuditKind.WEEKLY, AuditKind.MONTHLY);
        assertThat(options("--audit-zone=Asia/Tokyo").audits().zone().getId()).isEqualTo("Asia/Tokyo");
    }

    private static ServerSettings options(String option) {
        ServeCommand command = new ServeCommand();
        CommandLine line = new CommandLine(command);
        if (option.isEmpty()) {
            line.parseArgs();
        } else {
            line.parseArgs(option);
        }
        return command.settings();
    }

    private static HttpResponse<byte[]> send(
            HttpClient client, OpsdeckServer server, String method, String path, String body, String accept)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Accept", accept)
                .build();
        return client.send(request, BodyHandlers.ofByteArray());
    }

    private String refusal(HttpResponse<byte[]> answer) throws Exception {
        return answer.statusCode() + " "
                + json.mapper().readTree(answer.body()).path("detail").asText();
    }

    private static String type(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("Content-Type").orElse("");
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
