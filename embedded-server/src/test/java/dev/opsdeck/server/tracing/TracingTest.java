package dev.opsdeck.server.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opsdeck.api.traces.SpanKind;
import dev.opsdeck.server.cache.Caches;
import dev.opsdeck.server.cache.ReadCache;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.DatabaseUnavailable;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.db.TestDatabases;
import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.ErrorMapping;
import dev.opsdeck.server.http.HttpFoundation;
import dev.opsdeck.server.http.Json;
import dev.opsdeck.server.spans.Recording;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.HttpRouting;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is kept of requests to a real server, and how it is told. Requests take as long as they say, by a clock that
/// the test owns; chance is in the test's hands, too.
final class TracingTest {

    private static final String VIEWER = "viewer-token-0123456789";
    private static final long UNLUCKY = Long.MAX_VALUE;
    private static final long SLOW = 1_000_000_000;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Json json = new Json();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong chance = new AtomicLong(UNLUCKY);
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-01T12:00:00Z"));
    private final Database database = TestDatabases.h2();
    private final Caches caches = new Caches(InstantSource.system(), System::nanoTime);
    private final ReadCache<String, Long> cache = caches.create("numbers", Duration.ofMinutes(1), 10);

    @SuppressWarnings("NullAway.Init")
    private Tracing tracing;

    @SuppressWarnings("NullAway.Init")
    private WebServer web;

    @BeforeEach
    void listen() {
        tracing = new Tracing(
                database,
                json,
                new TracingSettings(true, 0.1, 100, null, null),
                new Tracing.Surroundings("here", "1", took -> took >= SLOW, now::get, System::nanoTime, chance::get));
        web = HttpFoundation.listen("127.0.0.1", 0, new ErrorMapping(json), this::routing);
    }

    @AfterEach
    void stop() {
        web.stop();
        tracing.close();
        caches.close();
        client.close();
        database.close();
    }

    private void routing(HttpRouting.Builder routing) {
        new ErrorMapping(json).register(routing, DatabaseUnavailable.class);
        routing.addFilter(tracing.filter());
        Filter measuring = (chain, request, response) -> {
            long begin = nanos.get();
            chain.proceed();
            if (!request.prologue().uriPath().path().startsWith("/ops")) {
                tracing.finished(request, false, response.status().code(), nanos.get() - begin, null);
            }
        };
        routing.addFilter(measuring);
        Access access = new Access(null, VIEWER);
        routing.addFilter(access);
        routing.register("/ops", tracing.routes(new Answers(json), access));
        routing.get("/number/{of}", (req, res) -> {
            String of = req.path().pathParameters().get("of");
            long number = cache.get(of, key -> database.read(c -> Sql.number(c, "select 7 where 1 = ?", 1L)));
            res.send(Long.toString(number));
        });
        routing.get("/took/{millis}", (req, res) -> {
            nanos.addAndGet(Long.parseLong(req.path().pathParameters().get("millis")) * 1_000_000);
            res.send("ok");
        });
        routing.get("/bug", (req, res) -> {
            throw new IllegalStateException("It broke.");
        });
    }

    @Test
    void aTraceTellsTheLookupItsLevelAndTheStatementInsideOfIt() throws Exception {
        chance.set(1);
        send("/number/a?token=s3cret", "User-Agent", "probe/1.0");
        // By the test's clock a request takes no time, so the second one must not begin before the first is told.
        kept(1, "");
        now.updateAndGet(at -> at.plusSeconds(60));
        send("/number/a");
        JsonNode list = kept(2, "");
        assertThat(list.path("data").get(0).path("name").asText()).isEqualTo("GET /number/{of}");
        assertThat(list.path("data").get(0).path("reason").asText()).isEqualTo("sampled");
        // The test's chance is always the same, so both requests have the same trace id and are shown together.
        JsonNode spans = trace(list.path("data").get(0).path("id").asText()).path("spans");
        List<String> names = new ArrayList<>();
        spans.forEach(span -> names.add(span.path("name").asText()));
        assertThat(names)
                .containsExactly("GET /number/{of}", "cache numbers", "select", "GET /number/{of}", "cache numbers");
        JsonNode root = spans.get(0).path("attributes");
        assertThat(root.path("http.request.method").asText()).isEqualTo("GET");
        assertThat(root.path("http.route").asText()).isEqualTo("/number/{of}");
        assertThat(root.path("url.path").asText()).isEqualTo("/number/a");
        assertThat(root.path("http.response.status_code").asText()).isEqualTo("200");
        assertThat(root.path("user_agent.original").asText()).isEqualTo("probe/1.0");
        assertThat(spans.get(1).path("attributes").path("cache.level").asText()).isEqualTo("database");
        assertThat(spans.get(4).path("attributes").path("cache.level").asText()).isEqualTo("memory");
        JsonNode query = spans.get(2).path("attributes");
        assertThat(query.path("db.query.text").asText()).isEqualTo("select ? where ? = ?");
        assertThat(query.path("db.system.name").asText()).isEqualTo("h2database");
        assertThat(query.path("db.response.returned_rows").asText()).isEqualTo("1");
        assertThat(list.toString()).doesNotContain("s3cret");
    }

    @Test
    void slowAndFailedRequestsAreKeptWhateverChanceSaysAndOthersAreNot() throws Exception {
        send("/took/999");
        send("/took/1000");
        send("/bug");
        send("/nothing-here");
        JsonNode list = kept(2, "").path("data");
        assertThat(list.get(0).path("reason").asText()).isEqualTo("error");
        assertThat(list.get(0).path("status").asInt()).isEqualTo(500);
        assertThat(list.get(1).path("reason").asText()).isEqualTo("slow");
        assertThat(list.get(1).path("durationMillis").asDouble()).isEqualTo(1_000);
        JsonNode root = trace(list.get(0).path("id").asText()).path("spans");
        assertThat(root.toString()).contains("java.lang.IllegalStateException");
        assertThat(kept(1, "error=true").path("data").get(0).path("name").asText())
                .isEqualTo("GET /bug");
        assertThat(kept(1, "route=took&minMillis=1000").path("total").asInt()).isOne();
        assertThat(kept(0, "route=took&minMillis=1001").path("total").asInt()).isZero();
    }

    @Test
    void theCallersTraceparentDecidesAndJoins() throws Exception {
        String trace = "0af7651916cd43dd8448eb211c80319c";
        send("/number/b", "traceparent", "00-" + trace + "-b7ad6b7169203331-01");
        chance.set(1);
        send("/number/c", "traceparent", "00-1af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00");
        JsonNode list = kept(1, "").path("data");
        assertThat(list.get(0).path("id").asText()).isEqualTo(trace);
        assertThat(trace(trace).path("spans").get(0).path("parentId").asText()).isEqualTo("b7ad6b7169203331");
    }

    @Test
    void aStormIsBoundedAndCounted() throws Exception {
        for (int i = 0; i < 200; i++) {
            send("/bug");
        }
        JsonNode status = tree(viewer("/ops/tracing"));
        assertThat(status.path("kept").asInt() + status.path("leftOut").asInt()).isEqualTo(200);
        assertThat(status.path("exporters")).isEmpty();
        kept(status.path("kept").asInt(), "limit=200");
    }

    @Test
    void aRunIsKeptWithWhatItDid() throws Exception {
        chance.set(5);
        tracing.recorder().record(SpanKind.SYNC, "sync shop", () -> {
            database.read(c -> Sql.number(c, "select 1"));
            Objects.requireNonNull(Recording.current()).attribute("error.type", "failed");
        });
        JsonNode row = kept(1, "error=true").path("data").get(0);
        assertThat(row.path("kind").asText()).isEqualTo("sync");
        assertThat(row.path("name").asText()).isEqualTo("sync shop");
        assertThat(row.has("status")).isFalse();
        assertThat(row.path("spans").asInt()).isEqualTo(2);
    }

    @Test
    void wrongQuestionsAreRefused() throws Exception {
        for (String query : List.of("error=maybe", "minMillis=-1", "after=x", "limit=0")) {
            assertThat(viewer("/ops/traces?" + query).statusCode()).as(query).isEqualTo(400);
        }
        assertThat(viewer("/ops/traces/00000000000000000000000000000000").statusCode())
                .isEqualTo(404);
        assertThat(send("/ops/traces").statusCode()).isEqualTo(401);
    }

    private JsonNode kept(int count, String query) throws Exception {
        String path = "/ops/traces?" + query;
        await().atMost(Duration.ofSeconds(8))
                .until(() -> tree(viewer(path)).path("total").asInt() >= count);
        JsonNode page = tree(viewer(path));
        assertThat(page.path("total").asInt()).isEqualTo(count);
        return page;
    }

    private JsonNode trace(String id) throws Exception {
        return tree(viewer("/ops/traces/" + id));
    }

    private HttpResponse<String> viewer(String path) throws Exception {
        return send(path, "Authorization", "Bearer " + VIEWER);
    }

    private JsonNode tree(HttpResponse<String> answer) throws Exception {
        return json.mapper().readTree(answer.body());
    }

    private HttpResponse<String> send(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web.port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
