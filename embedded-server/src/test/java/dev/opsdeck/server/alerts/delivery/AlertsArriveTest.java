package dev.opsdeck.server.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.opsdeck.server.OpsdeckServer;
import dev.opsdeck.server.ServerSettings;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a rule on a real server's own figures to the receivers, in real time.
final class AlertsArriveTest {

    private static final String TOKEN = "a-token-for-this-test-only";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String RULES = """
            {"rules": [{"name": "memory", "metric": "process.memory.usage", "comparison": ">", "window": "1s",
             "levels": [{"severity": "critical", "threshold": 0, "for": "0s"}], "text": "{value} on {server}"}]}""";

    private final Receiver receiver = new Receiver();
    private final HttpClient client = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init") // set by start
    private OpsdeckServer server;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        receiver.start();
        server = OpsdeckServer.start(ServerSettings.embedded(data, TOKEN)
                .withAlertsFrom(Map.of(
                        "OPSDECK_SLACK_WEBHOOK_URL",
                        receiver.url("/slack/hook-secret"),
                        "OPSDECK_PAGERDUTY_ROUTING_KEY",
                        "KEY",
                        "OPSDECK_PAGERDUTY_URL",
                        receiver.url("/pagerduty"),
                        "OPSDECK_HEARTBEAT_URL",
                        receiver.url("/beat"),
                        "OPSDECK_ALERT_GROUP_WAIT",
                        "0s",
                        "OPSDECK_ALERT_GROUP_INTERVAL",
                        "1s")));
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
        receiver.close();
    }

    @Test
    void aRuleThatHoldsIsToldAcknowledgedAndResolvedAndAllOfItIsKept() throws Exception {
        send("PUT", "/ops/alert-rules", RULES);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> receiver.got().containsAll(List.of("beat", "slack", "pagerduty trigger")));
        assertThat(receiver.bodies("slack").getFirst()).contains("memory", " MB on local");
        String id = send("GET", "/ops/alerts?state=firing", "").at("/data/0/id").asText();
        send("POST", "/ops/alerts/" + id + "/ack", "{}");
        await().atMost(Duration.ofSeconds(20)).until(() -> receiver.got().contains("pagerduty acknowledge"));
        send("PUT", "/ops/alert-rules", "{\"rules\": []}");
        await().atMost(Duration.ofSeconds(20)).until(() -> receiver.got().contains("pagerduty resolve"));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> send("GET", "/ops/alerts/" + id, "")
                                .at("/alert/notifications")
                                .asInt()
                        == 5);

        JsonNode log = send("GET", "/ops/notifications?limit=2", "");
        assertThat(log.get("total").asInt()).isEqualTo(5);
        assertThat(log.at("/data/0/alertIds/0").asText()).isEqualTo(id);
        JsonNode rest =
                send("GET", "/ops/notifications?after=" + log.get("next").asText(), "");
        assertThat(rest.get("data")).hasSize(3);
        assertThat(send("POST", "/ops/channels/slack/test", "").get("delivered").asBoolean())
                .isTrue();
        JsonNode channels = send("GET", "/ops/channels", "");
        assertThat(channels.at("/data/0/enabled").asBoolean()).isTrue();
        assertThat(channels.at("/data/0/lastSuccessAt").isMissingNode()).isFalse();
        assertThat(channels.toString()).doesNotContain("hook-secret", "KEY");
    }

    private JsonNode send(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.url().resolve(path))
                .header("Authorization", "Bearer " + TOKEN)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
