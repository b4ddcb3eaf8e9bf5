package dev.opsdeck.server.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.opsdeck.server.OpsdeckServer;
import dev.opsdeck.server.ServerSettings;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rules that somebody saves, on real seconds of a real server, over a restart.
final class AlertsOverHttpTest {

    private static final String TOKEN = "a-token-for-this-test-only";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String RULES = """
            {"rules": [{"name": "memory", "metric": "process.memory.usage", "comparison": ">", "window": "1s",
             "levels": [{"severity": "warning", "threshold": 0, "for": "2s"}], "text": "{value} on {server}"}]}""";

    @Test
    void anAlertFiresInTimeIsSeenSilencedAndThereAfterARestart(@TempDir Path data) throws Exception {
        String id;
        try (Server server = new Server(data)) {
            Instant begin = Instant.now();
            server.send("PUT", "/ops/alert-rules", RULES, 200);
            JsonNode alert = await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> server.first("firing"), node -> !node.isMissingNode());
            id = alert.get("id").asText();
            Instant pending = Instant.parse(alert.get("pendingSince").asText());
            Instant firing = Instant.parse(alert.get("firingSince").asText());
            assertThat(Duration.between(begin, pending)).isLessThan(Duration.ofSeconds(4));
            assertThat(Duration.between(pending, firing)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
            assertThat(alert.get("text").asText()).matches("[0-9.]+ MB on local");

            assertThat(server.send("POST", "/ops/alerts/" + id + "/ack", "{\"note\": \"mine\"}", 200)
                            .get("acknowledgedBy")
                            .asText())
                    .startsWith("operator at");
            JsonNode silence = server.send(
                    "POST",
                    "/ops/silences",
                    "{\"rule\": \"memory\", \"until\": \"" + begin.plusSeconds(3600) + "\", \"reason\": \"test\"}",
                    201);
            await().until(() -> server.first("firing").path("silencedBy").asLong()
                    == silence.get("id").asLong());
            server.send("DELETE", "/ops/silences/" + silence.get("id").asLong(), "", 200);
            await().until(() -> server.first("firing").path("silencedBy").isMissingNode());
            assertThat(server.send("GET", "/ops/log", "", 200).toString())
                    .contains("Saved 1 alert rules.", "Acknowledged 'memory' of local.", "Silence ");

            JsonNode report = server.send(
                    "POST",
                    "/ops/alert-rules/backtest",
                    "{\"rule\": " + JSON.readTree(RULES).at("/rules/0") + ", \"from\": \"" + begin.minusSeconds(60)
                            + "\", \"to\": \"" + Instant.now() + "\"}",
                    200);
            assertThat(report.at("/firings/0/severity").asText()).isEqualTo("warning");
            assertThat(report.get("samples").asLong()).isPositive();
        }
        try (Server server = new Server(data)) {
            JsonNode again = server.first("firing");
            assertThat(again.get("id").asText()).isEqualTo(id);
            assertThat(again.get("note").asText()).isEqualTo("mine");

            server.send("PUT", "/ops/alert-rules", "{\"rules\": []}", 200);
            await().until(() -> server.send("GET", "/ops/alerts/" + id, "", 200)
                    .at("/alert/state")
                    .asText()
                    .equals("resolved"));
            assertThat(server.send("GET", "/ops/alerts/" + id, "", 200).get("transitions"))
                    .extracting(step -> step.get("to").asText())
                    .containsExactlyElementsOf(List.of("pending", "firing", "resolved"));
            server.send("POST", "/ops/alerts/" + id + "/ack", "{}", 409);

            server.refusesRulesThatSomebodyElseHasChanged();
            server.watchesOtherServers();
            server.saysWhyNothingWasRecorded();
        }
    }

    private static final class Server implements AutoCloseable {

        private final HttpClient http = HttpClient.newHttpClient();
        private final OpsdeckServer server;

        Server(Path data) {
            server = OpsdeckServer.start(ServerSettings.embedded(data, TOKEN));
        }

        void refusesRulesThatSomebodyElseHasChanged() throws Exception {
            HttpResponse<String> read = answer("GET", "/ops/alert-rules", "");
            String tag = read.headers().firstValue("ETag").orElseThrow();
            assertThat(answer("PUT", "/ops/alert-rules", RULES, "If-Match", tag).statusCode())
                    .isEqualTo(200);
            HttpResponse<String> late = answer("PUT", "/ops/alert-rules", "{\"rules\": []}", "If-Match", tag);
            assertThat(late.statusCode()).isEqualTo(412);
            assertThat(late.body()).contains("Somebody else");
            JsonNode wrong =
                    send("PUT", "/ops/alert-rules", RULES.replace("\"for\": \"2s\"", "\"for\": \"soon\""), 400);
            assertThat(wrong.get("field").asText()).isEqualTo("rules[0].levels[0].for");
        }

        void watchesOtherServers() throws Exception {
            send("PUT", "/ops/alert-rules", """
                    {"rules": [{"name": "gone", "metric": "server.unreachable", "comparison": ">=", "window": "1s",
                     "levels": [{"severity": "critical", "threshold": 1}]}]}""", 200);
            String seen =
                    "{\"servers\": [{\"server\": \"shop\", \"at\": \"" + Instant.now() + "\", \"unreachable\": true}]}";
            assertThat(answer("POST", "/ops/alerts/observations", seen).statusCode())
                    .isEqualTo(204);
            await().until(() -> first("firing").path("server").asText().equals("shop"));
        }

        void saysWhyNothingWasRecorded() throws Exception {
            String other = first("firing").path("id").asText();
            assertThat(send("GET", "/ops/alerts/" + other, "", 200).has("recording"))
                    .as("that is the other server's")
                    .isFalse();
            send("PUT", "/ops/alert-rules", RULES.replace("warning", "critical").replace("2s", "0s"), 200);
            await().until(() -> first("firing").path("server").asText().equals("local"));
            String own = first("firing").path("id").asText();
            assertThat(send("GET", "/ops/alerts/" + own, "", 200)
                            .at("/recording/remark")
                            .asText())
                    .startsWith("Nothing is kept: recording begins two minutes after the start");
        }

        JsonNode first(String state) throws Exception {
            return send("GET", "/ops/alerts?state=" + state, "", 200).at("/data/0");
        }

        JsonNode send(String method, String path, String body, int status) throws Exception {
            HttpResponse<String> response = answer(method, path, body);
            assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
            return JSON.readTree(response.body());
        }

        private HttpResponse<String> answer(String method, String path, String body, String... headers)
                throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(server.url().resolve(path))
                    .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                    .header("Authorization", "Bearer " + TOKEN);
            if (headers.length > 0) {
                request.headers(headers);
            }
            return http.send(request.build(), BodyHandlers.ofString());
        }

        @Override
        public void close() {
            server.close();
            http.close();
        }
    }
}
