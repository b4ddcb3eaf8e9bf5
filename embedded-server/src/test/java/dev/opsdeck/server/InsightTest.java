package dev.opsdeck.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opsdeck.server.alerts.delivery.AlertSettings;
import dev.opsdeck.server.audits.AuditSettings;
import dev.opsdeck.server.http.Json;
import dev.opsdeck.server.http.WireSettings;
import dev.opsdeck.server.profiles.ProfileSettings;
import dev.opsdeck.server.tracing.TracingSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// Slow requests and statements of the whole server, and the options that concern them.
final class InsightTest {

    private static final String TOKEN = "operator-token-0123456789";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Json json = new Json();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void requestsAndStatementsOfTheRunningServerAreToldAndTheThresholdOutlivesIt() throws Exception {
        try (OpsdeckServer server = start(Duration.ofMillis(1))) {
            assertThat(get(server, "/ops/requests/settings").path("slowMillis").asInt())
                    .isEqualTo(1);
            // The first request of a server loads classes and asks the database: that takes longer than 1 ms.
            get(server, "/products?limit=5");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> get(server, "/ops/requests?kind=slow&route=/products")
                                    .path("total")
                                    .asInt()
                            > 0);
            assertThat(traceOfASlowRequest(server).toString())
                    .contains("GET /products", "cache products.lists", "db.query.text");
            JsonNode statements = get(server, "/ops/queries").path("data");
            assertThat(statements)
                    .anySatisfy(statement ->
                            assertThat(statement.path("route").asText()).isEqualTo("/products"))
                    .anySatisfy(statement -> assertThat(statement.has("route"))
                            .as("the server's own work")
                            .isFalse());
            HttpRequest change = request(server, "/ops/requests/settings")
                    .PUT(BodyPublishers.ofString("{\"slowMillis\":250}"))
                    .build();
            assertThat(client.send(change, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
            assertThat(get(server, "/ops/log").path("data").toString())
                    .contains("Requests count as slow from 250 ms on.");
        }
        try (OpsdeckServer server = start(Duration.ofMillis(1))) {
            assertThat(get(server, "/ops/requests/settings").path("slowMillis").asInt())
                    .isEqualTo(250);
            assertThat(get(server, "/ops/requests?kind=slow").path("total").asInt())
                    .as("what was kept before the restart")
                    .isPositive();
        }
    }

    /// The log of requests names the trace, and that is there.
    private JsonNode traceOfASlowRequest(OpsdeckServer server) throws Exception {
        String id = get(server, "/ops/requests?kind=slow&route=/products")
                .path("data")
                .path(0)
                .path("traceId")
                .asText();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !get(server, "/ops/traces/" + id).path("spans").isEmpty());
        return get(server, "/ops/traces/" + id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--slow-request=0ms",
                "--slow-request=11m",
                "--slow-request=soon",
                "--request-log-days=0",
                "--tracing=maybe",
                "--trace-ratio=1.5",
                "--trace-ratio=NaN",
                "--traces-kept=0",
                "--otlp-endpoint=127.0.0.1:4318",
                "--profiles=maybe",
                "--sentry-dsn=https://no-key.example/1"
            })
    void wrongOptionsAreRefusedWithASentence(String option) {
        StringWriter said = new StringWriter();
        int code = new CommandLine(new ServeCommand())
                .setErr(new PrintWriter(said))
                .execute("--data", data.toString(), "--port", "0", option);
        assertThat(code).isEqualTo(2);
        assertThat(said.toString()).contains(option.substring(0, option.indexOf('=')) + " must be ");
    }

    private OpsdeckServer start(Duration slow) {
        return OpsdeckServer.start(new ServerSettings(
                "127.0.0.1",
                0,
                data,
                null,
                5,
                TOKEN,
                null,
                Set.of(),
                Set.of(),
                false,
                false,
                false,
                AnalyticsSettings.DEFAULT,
                WireSettings.PLAIN,
                TrafficSettings.DEFAULT,
                new InsightSettings(slow, 14),
                TracingSettings.DEFAULT,
                AuditSettings.standard(),
                AlertSettings.DEFAULT,
                ProfileSettings.DEFAULT));
    }

    private static HttpRequest.Builder request(OpsdeckServer server, String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path)).header("Authorization", "Bearer " + TOKEN);
    }

    private JsonNode get(OpsdeckServer server, String path) throws Exception {
        return json.mapper()
                .readTree(client.send(request(server, path).build(), BodyHandlers.ofString())
                        .body());
    }
}
