package dev.opsdeck.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.opsdeck.server.http.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The road up in the whole server: from a request to the stream, the history and the exposition.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RoadUpTest {

    private static final String TOKEN = "operator-token-0123456789";

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper mapper = new Json().mapper();

    @SuppressWarnings("NullAway.Init")
    private OpsdeckServer server;

    @BeforeAll
    void start(@TempDir Path data) {
        server = OpsdeckServer.start(ServerSettings.embedded(data, TOKEN));
    }

    @AfterAll
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void aRequestIsSeenInTheStreamInTheHistoryAndInTheExposition() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(get("/products").statusCode()).isEqualTo(200);
        }
        assertThat(get("/no/such/place").statusCode()).isEqualTo(404);

        // Other tests have asked this server, too: the sample to look at is one behind these requests.
        await().until(
                        () -> get("/metrics").body(),
                        text -> text.contains("http_requests_total{route=\"/products\",status=\"2xx\"}")
                                && text.contains("http_requests_total{route=\"unmatched\",status=\"4xx\"}"));
        JsonNode sample = sample(seen -> seen.get("totals").get("requests").asLong() >= 6);

        assertThat(sample.get("minute").get("latency").get("p95Millis").asDouble())
                .isPositive();
        assertThat(sample.get("minute").get("errors").asLong()).isZero();
        assertThat(sample.get("gauges").get("usersActive").asInt()).isEqualTo(1);
        JsonNode history = json(get("/ops/history?metric=http.requests.rate&metric=http.request.duration.p95"));
        assertThat(history.get("series").get(0).get("points")).isNotEmpty();
        assertThat(history.get("series").get(1).get("whole").asDouble()).isPositive();
    }

    @Test
    void theStartIsInTheLogAndTheInstanceInTheList() throws Exception {
        JsonNode log = json(get("/ops/log"));
        assertThat(log.get("data").findValuesAsText("kind")).contains("start");
        JsonNode sample = sample(seen -> true);
        assertThat(json(get("/ops/instances")).get("data").findValuesAsText("instance"))
                .containsExactly(sample.get("instance").asText());
    }

    @Test
    void aFlushIsAnsweredWithItsIdAndFollowed() throws Exception {
        get("/products/top");
        HttpRequest order = request("/ops/cache/flush")
                .POST(HttpRequest.BodyPublishers.ofString("{\"cache\":\"products.top\"}"))
                .header("Content-Type", "application/json")
                .build();
        JsonNode flushed = json(client.send(order, BodyHandlers.ofString()));
        assertThat(flushed.get("entries").asLong()).isEqualTo(1);
        assertThat(flushed.get("caches").get(0).get("cache").asText()).isEqualTo("products.top");

        JsonNode kept = json(get("/ops/flushes?limit=1")).get("data").get(0);
        assertThat(kept.get("id")).isEqualTo(flushed.get("id"));
        assertThat(kept.get("cache").asText()).isEqualTo("products.top");
        assertThat(kept.get("actor").asText()).startsWith("operator at ");
        assertThat(kept.get("dropped")).isEqualTo(flushed.get("caches"));
        assertThat(kept.get("findings").get("state").asText()).isEqualTo("unknown");
        JsonNode report = json(get("/ops/flushes/" + flushed.get("id").asLong()));
        assertThat(report.get("flush").get("id")).isEqualTo(flushed.get("id"));
        assertThat(get("/ops/flushes/99999999999999999999").statusCode()).isEqualTo(404);
        assertThat(json(get("/ops/log")).get("data").findValuesAsText("kind")).contains("flush");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/ops/flushes", "/ops/live", "/ops/history?metric=users.active", "/ops/log", "/ops/instances"})
    void withoutATokenNothingIsTold(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.url().resolve(path))
                .header("Accept", "text/event-stream")
                .build();
        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "/ops/history, metric",
        "/ops/history?metric=no.such, metric",
        "/ops/history?metric=users.active&points=0, points",
        "/ops/history?metric=users.active&points=2001, points",
        "/ops/history?metric=users.active&from=yesterday, from",
        "/ops/history?metric=users.active&from=2026-11-23T00:00:00Z&to=2026-11-22T00:00:00Z, from",
        "/ops/history?metric=users.active&from=2020-11-23T00:00:00Z, from",
        "/ops/history?metric=users.active&to=+999999999-01-01T00:00:00Z, to",
        "/ops/log?limit=1001, limit",
        "/ops/log?from=2026-11-23T00:00:00Z&to=2026-11-23T00:00:00Z, from"
    })
    void aWrongParameterIsNamed(String path, String field) throws Exception {
        HttpResponse<String> response = get(path.replace("+", "%2B"));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).get("field").asText()).isEqualTo(field);
    }

    private JsonNode sample(Predicate<JsonNode> wanted) throws Exception {
        HttpRequest request =
                request("/ops/live").header("Accept", "text/event-stream").build();
        try (Stream<String> lines = client.send(request, BodyHandlers.ofLines()).body()) {
            Iterator<String> data =
                    lines.filter(line -> line.startsWith("data:{\"instance\"")).iterator();
            JsonNode sample = mapper.readTree(data.next().substring("data:".length()));
            while (!wanted.test(sample)) {
                sample = mapper.readTree(data.next().substring("data:".length()));
            }
            return sample;
        }
    }

    private JsonNode json(HttpResponse<String> response) throws Exception {
        return mapper.readTree(response.body());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        URI address = URI.create(server.url() + path);
        return HttpRequest.newBuilder(address).header("Authorization", "Bearer " + TOKEN);
    }
}
