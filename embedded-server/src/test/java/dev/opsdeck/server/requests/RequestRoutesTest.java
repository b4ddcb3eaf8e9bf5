package dev.opsdeck.server.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.DatabaseUnavailable;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.db.TestDatabases;
import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.ApiException;
import dev.opsdeck.server.http.Bodies;
import dev.opsdeck.server.http.ErrorMapping;
import dev.opsdeck.server.http.HttpFoundation;
import dev.opsdeck.server.http.Json;
import dev.opsdeck.server.metrics.Metrics;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Requests and statements as they are told over HTTP, behind the real filters on a real server. A handler takes as
/// long as its request says, by a clock that the test owns.
final class RequestRoutesTest {

    private static final String OPERATOR = "operator-token-0123456789";
    private static final String VIEWER = "viewer-token-0123456789";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Json json = new Json();
    private final InstantSource clock = InstantSource.system();
    private final AtomicLong nanos = new AtomicLong();
    private final List<String> actions = new CopyOnWriteArrayList<>();
    private final Database database = TestDatabases.h2();

    @SuppressWarnings("NullAway.Init")
    private RequestLog log;

    @SuppressWarnings("NullAway.Init")
    private WebServer web;

    @BeforeEach
    void listen() {
        log = log(Duration.ofMillis(100));
        web = HttpFoundation.listen("127.0.0.1", 0, new ErrorMapping(json), this::routing);
    }

    @AfterEach
    void stop() {
        web.stop();
        log.close();
        client.close();
        database.close();
    }

    private RequestLog log(Duration slow) {
        return new RequestLog(
                database, "here", slow, 14, (kind, text, actor) -> actions.add(kind + " " + text + " " + actor), clock);
    }

    private void routing(HttpRouting.Builder routing) {
        Access access = new Access(OPERATOR, VIEWER);
        Metrics metrics = new Metrics(
                "one",
                new Metrics.Sources(
                        () -> 0,
                        () -> 0,
                        () -> 0,
                        () -> 0,
                        () -> 0,
                        () -> 0,
                        () -> 0,
                        () -> false,
                        () -> 0,
                        () -> 0,
                        () -> 0,
                        () -> 0),
                "signed"::equals,
                log::finished,
                (delay, task) -> new CompletableFuture<Void>(),
                nanos::get,
                clock);
        new ErrorMapping(json).register(routing, DatabaseUnavailable.class);
        routing.addFilter(metrics.meter());
        routing.addFilter(new QueryWatch(database.queries()));
        routing.addFilter(access);
        routing.register(
                "/ops", new RequestRoutes(log, database.queries(), new Answers(json), new Bodies(json), access, clock));
        routing.get("/took/{millis}", (req, res) -> {
            nanos.addAndGet(Long.parseLong(req.path().pathParameters().get("millis")) * 1_000_000);
            res.send("ok");
        });
        routing.register(
                "/below",
                rules -> rules.get("/took/{millis}", (req, res) -> {
                    nanos.addAndGet(Long.parseLong(req.path().pathParameters().get("millis")) * 1_000_000);
                    res.send("ok");
                }));
        routing.get("/bug", (req, res) -> {
            throw new IllegalStateException(
                    "It broke at https://feeds.example/x?token=s3cret\nand more", new ArithmeticException("inside"));
        });
        routing.get("/busy", (req, res) -> {
            throw ApiException.unavailable("Please try again.");
        });
        routing.get("/missing", (req, res) -> {
            throw ApiException.notFound("There is none.");
        });
        routing.get("/repeated/{times}", (req, res) -> {
            int times = Integer.parseInt(req.path().pathParameters().get("times"));
            for (int i = 0; i < times; i++) {
                long value = i;
                database.read(c -> Sql.number(c, "select count(*) from slow_rows where id < ?", value));
            }
            res.send("ok");
        });
    }

    @Test
    void aSlowRequestIsKeptWithWhatItWasAndAFastOneIsNot() throws Exception {
        send("GET", "/took/99", "");
        send("GET", "/took/100?q=1&api_key=s3cret", "", "User-Agent", "probe/1.0", "Opsdeck-Load-Run", "signed");
        JsonNode slow = kept("slow", 1).path("data").get(0);
        assertThat(slow.path("method").asText()).isEqualTo("GET");
        assertThat(slow.path("url").asText()).isEqualTo("/took/100?q=1&api_key=***");
        assertThat(slow.path("route").asText()).isEqualTo("/took/{millis}");
        assertThat(slow.path("status").asInt()).isEqualTo(200);
        assertThat(slow.path("durationMillis").asDouble()).isEqualTo(100);
        assertThat(slow.path("userAgent").asText()).isEqualTo("probe/1.0");
        assertThat(slow.path("loadRun").asBoolean()).isTrue();
        assertThat(slow.path("node").asText()).isEqualTo("here");
        assertThat(slow.has("error")).isFalse();
        assertThat(kept("error", 0).path("data")).isEmpty();
    }

    @Test
    void theAddressIsTheWholeOneAlsoBelowAService() throws Exception {
        send("GET", "/below/took/150?q=a%20b", "");
        JsonNode slow = kept("slow", 1).path("data").get(0);
        assertThat(slow.path("url").asText()).isEqualTo("/below/took/150?q=a%20b");
        assertThat(slow.path("route").asText()).isEqualTo("/below/took/{millis}");
    }

    @Test
    void anErrorIsKeptWithItsReasonAndTheClientIsToldNothingOfIt() throws Exception {
        assertThat(send("GET", "/bug", "").body()).doesNotContain("broke", "IllegalState", "at dev.");
        send("GET", "/busy", "");
        send("GET", "/missing", "");
        JsonNode errors = kept("error", 2).path("data");
        assertThat(errors.get(0).path("status").asInt()).isEqualTo(503);
        assertThat(errors.get(0).path("message").asText()).isEqualTo("Please try again.");
        assertThat(errors.get(1).path("status").asInt()).isEqualTo(500);
        assertThat(errors.get(1).path("error").asText()).isEqualTo("IllegalStateException by ArithmeticException");
        assertThat(errors.get(1).path("message").asText()).isEqualTo("It broke at https://feeds.example/x?token=***");
    }

    @Test
    void theThresholdIsChangedWhileRunningAndOutlivesTheServer() throws Exception {
        JsonNode first = tree(send("GET", "/ops/requests/settings", "", "Authorization", "Bearer " + VIEWER));
        assertThat(first.path("slowMillis").asInt()).isEqualTo(100);
        assertThat(first.path("keptDays").asInt()).isEqualTo(14);

        HttpResponse<String> changed = operator("PUT", "/ops/requests/settings", "{\"slowMillis\":20}");
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(tree(changed).path("slowMillis").asInt()).isEqualTo(20);
        assertThat(actions)
                .singleElement()
                .asString()
                .startsWith("SETTING Requests count as slow from 20 ms on. operator");
        send("GET", "/took/19", "");
        send("GET", "/took/20", "");
        assertThat(kept("slow", 1).path("data").get(0).path("durationMillis").asDouble())
                .isEqualTo(20);

        try (RequestLog other = log(Duration.ofMinutes(9))) {
            assertThat(other.settings().slowMillis()).isEqualTo(20);
        }
    }

    @Test
    void wrongThresholdsAndQuestionsAreRefusedWithTheField() throws Exception {
        for (String body : List.of("{\"slowMillis\":0}", "{\"slowMillis\":600001}", "{\"slow\":5}", "{}", "")) {
            assertThat(operator("PUT", "/ops/requests/settings", body).statusCode())
                    .as(body)
                    .isEqualTo(400);
        }
        for (String query : List.of(
                "kind=fast",
                "limit=201",
                "limit=0",
                "after=x",
                "after=1",
                "from=yesterday",
                "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z")) {
            assertThat(operator("GET", "/ops/requests?" + query, "").statusCode())
                    .as(query)
                    .isEqualTo(400);
        }
        assertThat(operator("GET", "/ops/queries?sort=name", "").statusCode()).isEqualTo(400);
    }

    @Test
    void viewersLookAndOnlyOperatorsChange() throws Exception {
        for (String path : List.of("/ops/requests", "/ops/requests/settings", "/ops/queries")) {
            assertThat(send("GET", path, "").statusCode()).as(path).isEqualTo(401);
            assertThat(send("GET", path, "", "Authorization", "Bearer " + VIEWER)
                            .statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
        String change = "{\"slowMillis\":5}";
        assertThat(send("PUT", "/ops/requests/settings", change, "Authorization", "Bearer " + VIEWER)
                        .statusCode())
                .isEqualTo(403);
        assertThat(send("DELETE", "/ops/queries", "", "Authorization", "Bearer " + VIEWER)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aStormIsBoundedAndCounted() throws Exception {
        for (int i = 0; i < 300; i++) {
            send("GET", "/busy", "");
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            log.refresh();
            JsonNode page = tree(operator("GET", "/ops/requests?kind=error&limit=200", ""));
            long counted = 0;
            for (JsonNode row : page.path("data")) {
                counted += 1 + row.path("leftOut").asLong();
            }
            return counted == 300;
        });
    }

    @Test
    void aPageEndsWithWhereToGoOn() throws Exception {
        for (int i = 0; i < 5; i++) {
            send("GET", "/took/" + (200 + i), "");
        }
        kept("slow", 5);
        JsonNode first = tree(operator("GET", "/ops/requests?kind=slow&limit=3&route=took", ""));
        assertThat(first.path("total").asInt()).isEqualTo(5);
        JsonNode second = tree(operator(
                "GET",
                "/ops/requests?kind=slow&limit=3&after=" + first.path("next").asText(),
                ""));
        assertThat(second.path("data")).hasSize(2);
        assertThat(second.path("data").get(1).path("url").asText()).isEqualTo("/took/200");
        assertThat(second.has("next")).isFalse();
        assertThat(tree(operator("GET", "/ops/requests?kind=slow&route=nothing", ""))
                        .path("total")
                        .asInt())
                .isZero();
    }

    @Test
    void aStatementThatARequestRepeatsIsNamedWithItsLineOfCode() throws Exception {
        // Many rows, so that each count takes a while: six of them are over 50 ms on any machine.
        database.write(c -> Sql.update(c, "create table slow_rows as select x as id from system_range(1, 200000)"));
        operator("DELETE", "/ops/queries", "");
        send("GET", "/repeated/4", "");
        send("GET", "/repeated/40", "");

        JsonNode report = tree(operator("GET", "/ops/queries?sort=calls", ""));
        JsonNode statement = report.path("data").get(0);
        assertThat(statement.path("statement").asText()).isEqualTo("select count(*) from slow_rows where id < ?");
        assertThat(statement.path("calls").asInt()).isEqualTo(44);
        assertThat(statement.path("rows").asInt()).isEqualTo(44);
        assertThat(statement.path("route").asText()).isEqualTo("/repeated/{times}");
        JsonNode suspect = report.path("suspects").get(0);
        assertThat(report.path("suspects")).hasSize(1);
        assertThat(suspect.path("executions").asInt()).isEqualTo(40);
        assertThat(suspect.path("requests").asInt()).isEqualTo(1);
        assertThat(suspect.path("codeLine").asText())
                .matches("RequestRoutesTest\\.routing \\(RequestRoutesTest\\.java:[0-9]+\\)");
        assertThat(suspect.path("lostMillis").asDouble()).isPositive();

        assertThat(operator("DELETE", "/ops/queries", "").statusCode()).isEqualTo(204);
        assertThat(tree(operator("GET", "/ops/queries", "")).path("suspects")).isEmpty();
    }

    /// What is kept, as soon as so many are.
    private JsonNode kept(String kind, int count) throws Exception {
        String path = "/ops/requests?limit=200&kind=" + kind;
        await().atMost(Duration.ofSeconds(20))
                .until(() -> tree(operator("GET", path, "")).path("total").asInt() >= count);
        JsonNode page = tree(operator("GET", path, ""));
        assertThat(page.path("total").asInt()).isEqualTo(count);
        return page;
    }

    private HttpResponse<String> operator(String method, String path, String body) throws Exception {
        return send(method, path, body, "Authorization", "Bearer " + OPERATOR);
    }

    private JsonNode tree(HttpResponse<String> answer) throws Exception {
        return json.mapper().readTree(answer.body());
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web.port() + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
