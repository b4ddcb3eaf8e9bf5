package dev.opsdeck.server.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opsdeck.server.OpsdeckServer;
import dev.opsdeck.server.ServerSettings;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Capacity and its plan on a real server.
final class CapacityOverHttpTest {

    private static final String TOKEN = "a-token-for-this-test-only";
    private static final String PLAN = "/ops/capacity/plan";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Test
    void aPlanIsKeptUnlessSomebodyElseWasFasterOrItIsWrong() throws Exception {
        try (OpsdeckServer server = OpsdeckServer.start(ServerSettings.embedded(data, TOKEN));
                HttpClient client = HttpClient.newHttpClient()) {
            JsonNode report = JSON.readTree(
                    send(client, server, "GET", "/ops/capacity", "").body());
            assertThat(report.at("/fit/quality").asText()).isEqualTo("none");
            assertThat(report.at("/headroom/0/state").asText()).isEqualTo("unknown");

            HttpResponse<String> read = send(client, server, "GET", PLAN, "");
            String tag = read.headers().firstValue("ETag").orElseThrow();
            ObjectNode plan = (ObjectNode) JSON.readTree(read.body());
            plan.put("currency", "EUR").put("growthPercent", 3);
            HttpResponse<String> saved = send(client, server, "PUT", PLAN, plan.toString(), "If-Match", tag);
            assertThat(saved.statusCode()).isEqualTo(200);
            assertThat(send(client, server, "PUT", PLAN, plan.toString(), "If-Match", tag)
                            .body())
                    .contains("412")
                    .contains("Somebody else has changed the plan meanwhile");
            String now = saved.headers().firstValue("ETag").orElseThrow();
            assertThat(send(client, server, "GET", PLAN, "").headers().firstValue("ETag"))
                    .hasValue(now);

            JsonNode outlook = JSON.readTree(send(client, server, "POST", "/ops/capacity/outlook", plan.toString())
                    .body());
            assertThat(outlook.at("/headline").asText()).contains("a growth of 3 % a month");

            ((ObjectNode) plan.at("/items/1")).put("cost", -1);
            JsonNode refused = JSON.readTree(
                    send(client, server, "PUT", PLAN, plan.toString()).body());
            assertThat(refused.at("/status").asInt()).isEqualTo(400);
            assertThat(refused.at("/field").asText()).isEqualTo("items[1].cost");
            assertThat(JSON.readTree(send(client, server, "GET", "/ops/queries", "")
                                    .body())
                            .at("/suspects"))
                    .as("statements that it repeats")
                    .isEmpty();
            assertThat(send(client, server, "GET", "/ops/log", "").body())
                    .contains("Saved the capacity plan: 9 items, a growth of 3 % a month.");
        }
    }

    private static HttpResponse<String> send(
            HttpClient client, OpsdeckServer server, String method, String path, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.url().resolve(path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + TOKEN);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
