package dev.opsdeck.server.loadrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opsdeck.server.AnalyticsSettings;
import dev.opsdeck.server.InsightSettings;
import dev.opsdeck.server.OpsdeckServer;
import dev.opsdeck.server.ServerSettings;
import dev.opsdeck.server.TestCertificate;
import dev.opsdeck.server.TrafficSettings;
import dev.opsdeck.server.alerts.delivery.AlertSettings;
import dev.opsdeck.server.audits.AuditSettings;
import dev.opsdeck.server.http.Json;
import dev.opsdeck.server.http.WireSettings;
import dev.opsdeck.server.loadrun.engine.TestServer;
import dev.opsdeck.server.profiles.ProfileSettings;
import dev.opsdeck.server.tracing.TracingSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Load runs through the whole server, with real engines.
final class LoadRoutesTest {

    private static final String OPERATOR = "operator-token-0123456789";
    private static final String VIEWER = "viewer-token-0123456789";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Json json = new Json();

    @TempDir
    private Path data;

    @SuppressWarnings("NullAway.Init") // set by each test
    private OpsdeckServer server;

    private void start(Set<String> loadTargets) {
        server = OpsdeckServer.start(settings(data, loadTargets, WireSettings.PLAIN));
    }

    private static ServerSettings settings(Path data, Set<String> loadTargets, WireSettings wire) {
        return new ServerSettings(
                "127.0.0.1",
                0,
                data,
                null,
                5,
                OPERATOR,
                VIEWER,
                Set.of(),
                loadTargets,
                false,
                false,
                false,
                AnalyticsSettings.DEFAULT,
                wire,
                TrafficSettings.DEFAULT,
                InsightSettings.DEFAULT,
                TracingSettings.DEFAULT,
                AuditSettings.standard(),
                AlertSettings.DEFAULT,
                ProfileSettings.DEFAULT);
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void aRunOfTheServerItselfEndsWithItsFigures() throws Exception {
        start(Set.of());
        HttpResponse<String> begun = send("POST", "", OPERATOR, "{\"profile\":\"smoke\",\"durationSeconds\":2}");
        assertThat(begun.statusCode()).isEqualTo(202);
        assertThat(json.mapper().readTree(begun.body()).path("state").asText()).isEqualTo("running");
        assertThat(send("PUT", "/1/baseline", OPERATOR, "").statusCode())
                .as("it has not ended")
                .isEqualTo(409);

        HttpResponse<String> second = send("POST", "", OPERATOR, "{\"profile\":\"smoke\"}");
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("is under way");

        JsonNode run = ended(1);
        assertThat(run.path("state").asText()).isEqualTo("done");
        assertThat(run.path("figures").path("asked").asLong()).isEqualTo(100);
        assertThat(run.path("figures").path("sent").asLong()).isEqualTo(100);
        assertThat(run.path("figures").path("errors").asLong()).isZero();
        assertThat(run.path("figures").path("response").path("count").asLong()).isEqualTo(100);
        assertThat(run.path("verdict").asText()).isIn("pass", "fail", "not_valid");
        assertThat(run.path("remarks").toString()).contains("shared this machine's cores");
        JsonNode seconds = get("/1").path("seconds");
        assertThat(seconds.size()).isBetween(2, 4);
        assertThat(get("").path("total").asInt()).isEqualTo(1);
        assertThat(send("GET", "/1", VIEWER, "").body()).doesNotContain(OPERATOR);

        JsonNode side = get("/1").path("server");
        assertThat(side.path("points").size()).isBetween(1, 4);
        assertThat(side.path("points").get(0).path("memoryBytes").asDouble()).isPositive();
        JsonNode split = side.path("split");
        double sum = split.path("waitingMillis").asDouble()
                + split.path("networkMillis").asDouble()
                + split.path("handlerMillis").asDouble()
                + split.path("databaseMillis").asDouble();
        assertThat(sum)
                .isBetween(
                        0.01,
                        run.path("figures").path("response").path("maxMillis").asDouble());
        assertThat(split.path("latenessMillis").asDouble()
                        + split.path("blockedMillis").asDouble())
                .isEqualTo(split.path("waitingMillis").asDouble(), within(1e-6));
        JsonNode delays = run.path("figures").path("delays");
        assertThat(delays.path("lateness").path("p95Millis").asDouble()).isPositive();
        assertThat(delays.path("blocked").path("maxMillis").asDouble())
                .as("a few connections are enough")
                .isZero();
        assertThat(seconds.get(0).path("latenessP95Millis").asDouble()).isPositive();

        assertThat(get("/1/record").path("stretches").size()).isGreaterThan(4);
        assertThat(get("/compare?a=1&b=1").path("rows").size()).isGreaterThan(4);
        assertThat(send("GET", "/compare?a=1", VIEWER, "").statusCode()).isEqualTo(400);
        assertThat(send("GET", "/compare?a=1&b=7", VIEWER, "").statusCode()).isEqualTo(404);
        HttpResponse<String> report = send("GET", "/1/report?baseline=1", VIEWER, "");
        assertThat(report.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(report.body()).contains("<svg", "Compared with the baseline").doesNotContain("<script");

        assertThat(send("PUT", "/1/baseline", VIEWER, "").statusCode()).isEqualTo(403);
        HttpResponse<String> marked = send("PUT", "/1/baseline", OPERATOR, "");
        boolean lagged = run.path("verdict").asText().equals("not_valid")
                || run.path("figures").path("late").asLong() > 0;
        assertThat(marked.statusCode()).isEqualTo(lagged ? 409 : 200);
        if (!lagged) {
            assertThat(get("/1").path("run").path("baseline").asBoolean()).isTrue();
            assertThat(send("DELETE", "/1/baseline", OPERATOR, "").statusCode()).isEqualTo(200);
            assertThat(get("/1").path("run").path("baseline").asBoolean()).isFalse();
        }
    }

    @Test
    void aCriticalAlertRuleOfTheServerFailsARunOfItself() throws Exception {
        start(Set.of());
        String rules = "{\"rules\":[{\"name\":\"busy\",\"metric\":\"http.requests.rate\",\"comparison\":\">\","
                + "\"window\":\"1s\",\"levels\":[{\"severity\":\"critical\",\"threshold\":5,\"for\":\"1s\"}]},"
                + "{\"name\":\"heap\",\"metric\":\"process.memory.usage\",\"comparison\":\">\",\"window\":\"1s\","
                + "\"levels\":[{\"severity\":\"critical\",\"threshold\":1}]}]}";
        HttpResponse<String> saved = client.send(
                HttpRequest.newBuilder(URI.create(server.url() + "/ops/alert-rules"))
                        .header("Authorization", "Bearer " + OPERATOR)
                        .PUT(BodyPublishers.ofString(rules))
                        .build(),
                BodyHandlers.ofString());
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);

        send("POST", "", OPERATOR, "{\"profile\":\"constant\",\"ratePerSecond\":20,\"durationSeconds\":5}");
        JsonNode run = ended(1);
        // A server that has just begun may answer the first second's requests in the second one.
        JsonNode seconds = get("/1").path("seconds");
        int second = 1;
        while (busy(seconds, second - 1) <= 5 || busy(seconds, second) <= 5) {
            second++;
        }

        assertThat(run.path("verdict").asText()).isIn("fail", "not_valid");
        assertThat(run.path("remarks").toString())
                .contains(
                        "The alert rule 'busy' would have become critical in second " + second
                                + " of the run: http.requests.rate",
                        "The alert rule 'heap' would have become critical in second",
                        "MB at worst.");
        assertThat(send("GET", "/1/report", VIEWER, "").body()).contains("&#39;busy&#39; would have become critical");
    }

    private static int busy(JsonNode seconds, int second) {
        assertThat(second).as(seconds.toString()).isLessThan(seconds.size());
        return seconds.get(second).path("completed").asInt();
    }

    @Test
    void aRunIsStoppedAndKeepsWhatItHas() throws Exception {
        start(Set.of());
        send("POST", "", OPERATOR, "{\"profile\":\"smoke\",\"durationSeconds\":600}");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> get("/1").path("server").path("points").size() > 1);
        JsonNode underWay = get("/1");
        assertThat(underWay.path("run").path("state").asText()).isEqualTo("running");
        assertThat(underWay.path("server").path("points").get(0).path("second").asInt())
                .isLessThan(2);

        assertThat(send("DELETE", "/1", OPERATOR, "").statusCode()).isEqualTo(202);

        JsonNode run = ended(1);
        assertThat(run.path("state").asText()).isEqualTo("stopped");
        assertThat(run.path("figures").path("completed").asLong()).isPositive();
        assertThat(get("/1").path("server").path("points").size())
                .as("what the server told of itself until then")
                .isGreaterThan(1);
        assertThat(send("DELETE", "/1", OPERATOR, "").statusCode()).isEqualTo(409);
    }

    @Test
    void aRunOfAServerThatNeverAnswersIsStoppedWithinASecond() throws Exception {
        try (TestServer silent = new TestServer(number -> new TestServer.Reply(0, ""))) {
            start(Set.of(silent.url()));
            send("POST", "", OPERATOR, "{\"profile\":\"smoke\",\"target\":\"" + silent.url() + "\"}");
            await().atMost(Duration.ofSeconds(30)).until(() -> silent.requests() > 0);

            long begun = System.nanoTime();
            assertThat(send("DELETE", "/1", OPERATOR, "").statusCode()).isEqualTo(202);
            JsonNode run = ended(1);

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
            assertThat(run.path("state").asText()).isEqualTo("stopped");
        }
    }

    @Test
    void aTargetThatTellsNothingOfItselfIsQuotedAndTheRunGoesOn() throws Exception {
        try (TestServer stranger = new TestServer(
                number -> new TestServer.Reply(0, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"))) {
            start(Set.of(stranger.url()));
            send(
                    "POST",
                    "",
                    OPERATOR,
                    "{\"profile\":\"constant\",\"ratePerSecond\":5,\"durationSeconds\":1,\"target\":\"" + stranger.url()
                            + "\"}");

            JsonNode run = ended(1);

            String why = get("/1").path("server").path("silence").asText();
            assertThat(why)
                    .isEqualTo("The target does not tell its own figures (HTTP 404): give the run a token of it"
                            + " to see where the time goes.");
            assertThat(run.path("remarks").toString()).contains(why);
            assertThat(get("/1").path("server").path("points").size()).isZero();
            assertThat(send("GET", "/1/report", VIEWER, "").body()).doesNotContain("Server: heap");
        }
    }

    @Test
    void onlyAnOperatorMayStartOneAndOnlyOfWhatIsAllowed() throws Exception {
        start(Set.of());
        assertThat(send("POST", "", VIEWER, "{\"profile\":\"smoke\"}").statusCode())
                .isEqualTo(403);
        try (TestServer other = new TestServer(number -> new TestServer.Reply(0, ""))) {
            HttpResponse<String> refused =
                    send("POST", "", OPERATOR, "{\"profile\":\"smoke\",\"target\":\"" + other.url() + "\"}");
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("\"field\":\"target\"").contains("--load-targets");
            assertThat(other.requests()).isZero();
        }
        assertThat(send("POST", "", OPERATOR, "{\"profile\":\"constant\"}").statusCode())
                .isEqualTo(400);
        assertThat(send("POST", "", OPERATOR, "{\"profil\":\"smoke\"}").statusCode())
                .isEqualTo(400);
        assertThat(send("GET", "/77", VIEWER, "").statusCode()).isEqualTo(404);
        assertThat(get("").path("total").asInt()).isZero();
    }

    @Test
    void anotherServerIsPutUnderLoadWithItsOwnTokenWhichIsKeptNowhere(@TempDir Path others) throws Exception {
        String token = "token-of-the-other-0123456789";
        try (OpsdeckServer other = OpsdeckServer.start(ServerSettings.embedded(others, token))) {
            start(Set.of(other.url().toString()));
            // Two seconds, as the server's history may not have the last one yet.
            String order = "{\"profile\":\"constant\",\"ratePerSecond\":50,\"durationSeconds\":2,\"target\":\""
                    + other.url() + "/\",\"token\":\"";
            send("POST", "", OPERATOR, order + token + "\"}");
            JsonNode run = ended(1);
            assertThat(run.path("state").asText()).isEqualTo("done");
            assertThat(run.path("target").asText()).isEqualTo(other.url().toString());
            assertThat(run.path("figures").path("completed").asLong()).isEqualTo(100);
            assertThat(run.path("figures").path("errors").asLong()).isZero();
            assertThat(get("/1").path("server").path("points").size())
                    .as(get("/1").toString())
                    .isPositive();

            send("POST", "", OPERATOR, order + "wrong-token-0123456789\"}");
            JsonNode refused = ended(2);
            assertThat(refused.path("state").asText()).isEqualTo("failed");
            assertThat(refused.path("reason").asText())
                    .isEqualTo(
                            "The target " + other.url() + " refuses the token of this run: enter one of its tokens.");
            assertThat(refused.path("figures").path("sent").asLong()).isZero();

            assertThat(get("?target=" + other.url()).path("total").asInt()).isEqualTo(2);
            assertThat(get("?target=" + server.url()).path("total").asInt()).isZero();
            assertThat(send("GET", "?target=nowhere", VIEWER, "").statusCode()).isEqualTo(400);
            for (String path : List.of("", "/1", "/1/record", "/1/report", "/2")) {
                assertThat(send("GET", path, VIEWER, "").body()).doesNotContain(token, "wrong-token");
            }
        }
        server.close();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as("stored in %s", file.getFileName())
                        .doesNotContain(token);
            }
        }
    }

    @Test
    void anotherServerWhoseCertificateNobodySignedIsPutUnderLoadByItsFingerprint(@TempDir Path others)
            throws Exception {
        TestCertificate certificate = TestCertificate.make(others, "other", "EC");
        WireSettings wire = new WireSettings(certificate.certificate(), certificate.key(), null, null, false);
        String fingerprint = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(certificate.x509().getEncoded()));
        try (OpsdeckServer other = OpsdeckServer.start(settings(others, Set.of(), wire))) {
            start(Set.of(other.url().toString()));
            String order = "{\"profile\":\"constant\",\"ratePerSecond\":50,\"durationSeconds\":2,\"target\":\""
                    + other.url() + "\",\"token\":\"" + OPERATOR + "\"";

            send("POST", "", OPERATOR, order + "}");
            JsonNode refused = ended(1);
            assertThat(refused.path("state").asText()).isEqualTo("failed");
            assertThat(refused.path("reason").asText()).contains("certificate is not trusted");

            send("POST", "", OPERATOR, order + ",\"fingerprint\":\"" + fingerprint + "\"}");
            JsonNode run = ended(2);
            assertThat(run.path("state").asText()).as(run.toString()).isEqualTo("done");
            assertThat(run.path("figures").path("completed").asLong()).isEqualTo(100);
            assertThat(run.path("figures").path("errors").asLong()).isZero();
            assertThat(get("/2").path("server").path("points").size()).isPositive();

            send("POST", "", OPERATOR, order + ",\"fingerprint\":\"" + "0".repeat(64) + "\"}");
            assertThat(ended(3).path("state").asText()).isEqualTo("failed");
        }
    }

    private JsonNode ended(long id) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !get("/" + id).path("run").path("state").asText().equals("running"));
        return get("/" + id).path("run");
    }

    private JsonNode get(String path) {
        try {
            return json.mapper().readTree(send("GET", path, VIEWER, "").body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> send(String method, String path, String token, String body)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.url() + "/ops/load-runs" + path))
                        .header("Authorization", "Bearer " + token)
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
