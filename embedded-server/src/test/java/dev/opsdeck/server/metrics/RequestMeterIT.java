package dev.opsdeck.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.opsdeck.api.metrics.Latency;
import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.ApiException;
import dev.opsdeck.server.http.ErrorMapping;
import dev.opsdeck.server.http.HttpFoundation;
import dev.opsdeck.server.http.Json;
import dev.opsdeck.server.http.RouteNames;
import io.helidon.http.DirectHandler;
import io.helidon.http.RequestException;
import io.helidon.http.http2.Http2ErrorCode;
import io.helidon.http.http2.Http2Exception;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is measured on a real server, against handlers of which it is known how long they take and how they end.
final class RequestMeterIT {

    private static final String TOKEN = "viewer-token-0123456789";
    private static final String OPERATOR = "operator-token-0123456789";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Access access = new Access(OPERATOR, TOKEN);
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final Queue<Long> tookNanos = new ConcurrentLinkedQueue<>();
    private final Queue<String> finished = new ConcurrentLinkedQueue<>();
    private final RouteRecorders recorders = new RouteRecorders();
    private final ActiveClients clients = new ActiveClients();
    private final RequestMeter meter = new RequestMeter(
            recorders,
            clients,
            "run-1.signed"::equals,
            (request, loadRun, status, took, thrown) ->
                    finished.add(request.prologue().method().text() + " " + status + " " + loadRun + " "
                            + (thrown == null ? "" : thrown.getMessage())),
            System::nanoTime);

    @SuppressWarnings("NullAway.Init")
    private WebServer web;

    @BeforeEach
    void listen() {
        web = HttpFoundation.listen("127.0.0.1", 0, new ErrorMapping(new Json()), this::routing);
    }

    @AfterEach
    void stop() {
        release.countDown();
        web.stop();
        client.close();
    }

    private void routing(HttpRouting.Builder routing) {
        new ErrorMapping(new Json()).register(routing, IllegalStateException.class);
        routing.addFilter(meter);
        routing.addFilter((chain, req, res) -> {
            if (req.path().path().equals("/refused")) {
                throw ApiException.forbidden("Not from there.");
            }
            if (req.path().path().equals("/untaken")) {
                throw RequestException.builder()
                        .type(DirectHandler.EventType.INTERNAL_ERROR)
                        .message("Untaken.")
                        .cause(new Http2Exception(Http2ErrorCode.FLOW_CONTROL, "Flow control update wait time-out."))
                        .build();
            }
            chain.proceed();
        });
        routing.addFilter(access);
        routing.get("/slow/{millis}", (req, res) -> {
            long begin = System.nanoTime();
            long until = begin + Long.parseLong(req.path().pathParameters().get("millis")) * 1_000_000;
            for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            tookNanos.add(System.nanoTime() - begin);
            res.send("waited");
        });
        routing.get("/wait", (req, res) -> {
            entered.countDown();
            release.await();
            res.send("released");
        });
        routing.get("/bug", (req, res) -> {
            throw new IllegalArgumentException("a bug");
        });
        routing.get("/down", (req, res) -> {
            throw new IllegalStateException("The database does not answer.");
        });
        routing.get("/missing", (req, res) -> {
            throw ApiException.notFound("There is none.");
        });
        for (String path : List.of("/health", "/health/ready", "/metrics", "/ops/live")) {
            routing.get(path, (req, res) -> res.send("ok"));
        }
    }

    @Test
    void p95IsWithinTwoPercentOfWhatTheHandlersTook() throws Exception {
        try (ExecutorService users = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = new ArrayList<>();
            // 93 of 100 take 50 ms and 7 take 400 ms: the 95th percentile is 400 ms.
            for (int i = 0; i < 100; i++) {
                String path = "/slow/" + (i % 14 == 0 && i < 98 ? 400 : 50);
                answers.add(users.submit(() -> send(path)));
            }
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
        Latency latency = of(read(), "/slow/{millis}").durations().latency();

        assertThat(latency.count()).isEqualTo(100);
        double took = tookNanos.stream().sorted().skip(94).findFirst().orElseThrow() / 1e6;
        assertThat(took).isGreaterThanOrEqualTo(400);
        assertThat(latency.p95Millis()).isCloseTo(took, within(took * 0.02));
    }

    @Test
    void anAnswerThatNobodyTookIsNoErrorOfTheServer() throws Exception {
        get("/untaken");
        await().untilAsserted(() -> assertThat(finished).containsExactly("GET 200 false Untaken."));
    }

    @Test
    void errorsCountWithTheStatusThatTheClientGot() throws Exception {
        for (String path : List.of("/bug", "/down", "/missing", "/refused", "/nowhere", "/else/where")) {
            get(path);
        }
        Map<String, RouteRecorder.Interval> read = read();

        assertThat(of(read, "/bug").byClass()).containsExactly(0L, 0L, 0L, 0L, 1L);
        assertThat(of(read, "/down").byClass()).containsExactly(0L, 0L, 0L, 0L, 1L);
        assertThat(of(read, "/missing").byClass()).containsExactly(0L, 0L, 0L, 1L, 0L);
        // Refused by a filter and known by no route: no pattern, one key.
        assertThat(of(read, RouteNames.UNMATCHED).byClass()).containsExactly(0L, 0L, 0L, 3L, 0L);
    }

    @Test
    void healthMetricsAndTheStreamDoNotMeterThemselves() throws Exception {
        for (String path : List.of("/health", "/health/ready", "/metrics", "/ops/live")) {
            assertThat(get(path)).isEqualTo(200);
        }
        assertThat(recorders.drain()).isEmpty();
        assertThat(clients.count(System.nanoTime())).isZero();
    }

    @Test
    void signedLoadRunsAreKeptApartAndAreNoUsers() throws Exception {
        get("/slow/1", "Opsdeck-Load-Run", "run-1.signed");
        assertThat(recorders.drain()).extracting(RouteRecorders.Drained::kind).containsExactly(TrafficKind.LOAD_RUN);
        assertThat(clients.count(System.nanoTime())).isZero();

        get("/slow/1", "Opsdeck-Load-Run", "2.of-another-process", "Authorization", "Bearer " + OPERATOR);
        assertThat(recorders.drain()).extracting(RouteRecorders.Drained::kind).containsExactly(TrafficKind.LOAD_RUN);
        get("/slow/1", "Opsdeck-Load-Run", "2.of-another-process", "Authorization", "Bearer " + TOKEN);
        assertThat(recorders.drain()).extracting(RouteRecorders.Drained::kind).containsExactly(TrafficKind.USER);
        get("/slow/1", "Authorization", "Bearer " + OPERATOR);
        assertThat(recorders.drain()).extracting(RouteRecorders.Drained::kind).containsExactly(TrafficKind.USER);
        clients.clear();

        get("/slow/1", "Opsdeck-Load-Run", "run-1.forged");
        assertThat(recorders.drain()).extracting(RouteRecorders.Drained::kind).containsExactly(TrafficKind.USER);
        assertThat(clients.count(System.nanoTime())).isEqualTo(1);
    }

    @Test
    void theObserverIsToldOfEveryMeasuredRequestAndOfWhatAFilterThrew() throws Exception {
        get("/slow/1", "Opsdeck-Load-Run", "run-1.signed");
        get("/bug");
        get("/refused");
        get("/health");
        assertThat(finished).containsExactly("GET 200 true ", "GET 500 false ", "GET 403 false Not from there.");
    }

    @Test
    void usersAreDistinctAcceptedTokensAndAddresses() throws Exception {
        get("/slow/1");
        get("/slow/1");
        get("/slow/1", "Authorization", "Bearer " + TOKEN);
        get("/slow/1", "Authorization", "Bearer " + TOKEN);
        for (int i = 0; i < 10; i++) {
            get("/slow/1", "Authorization", "Bearer invented-" + i);
        }
        assertThat(clients.count(System.nanoTime())).isEqualTo(2);
    }

    @Test
    void aRequestIsActiveUntilItIsAnswered() throws Exception {
        CompletableFuture<Integer> answer = client.sendAsync(request("/wait"), BodyHandlers.ofString())
                .thenApply(response -> response.statusCode());
        entered.await();
        assertThat(meter.active()).isEqualTo(1);
        release.countDown();
        assertThat(answer.join()).isEqualTo(200);
        await().until(() -> meter.active() == 0);
    }

    @Test
    void theExpositionAgreesWithWhatWasAnswered() throws Exception {
        List<Runnable> tasks = new ArrayList<>();
        Metrics.Sources sources = new Metrics.Sources(
                () -> 3,
                () -> 20,
                () -> 0,
                () -> 7,
                () -> 1,
                () -> 2,
                () -> 954,
                () -> false,
                () -> 5,
                () -> 6,
                () -> 8,
                () -> 9);
        Metrics metrics = new Metrics(
                "one",
                sources,
                mark -> false,
                (request, loadRun, status, took, thrown) -> {},
                (nanos, task) -> {
                    tasks.add(task);
                    return new CompletableFuture<Void>();
                },
                System::nanoTime,
                InstantSource.system());
        WebServer server = HttpFoundation.listen("127.0.0.1", 0, new ErrorMapping(new Json()), routing -> {
            new ErrorMapping(new Json()).register(routing, IllegalStateException.class);
            routing.addFilter(metrics.meter());
            routing.addFilter(access);
            routing.get("/a/{id:[0-9]+}", (req, res) -> res.send("ok"));
            routing.get("/bug", (req, res) -> {
                throw new IllegalArgumentException("a bug");
            });
            routing.register(metrics.routes(
                    new Answers(new Json()), access, new Metrics.Scraped("1.2.3", () -> 17, List::of, () -> 4)));
        });
        try (metrics) {
            metrics.start(reading -> {});
            URI base = URI.create("http://127.0.0.1:" + server.port());
            for (String path : List.of("/a/1", "/a/2", "/bug")) {
                client.send(HttpRequest.newBuilder(base.resolve(path)).build(), BodyHandlers.discarding());
            }
            await().until(() -> {
                List.copyOf(tasks).forEach(task -> {
                    tasks.remove(task);
                    task.run();
                });
                return exposition(base).contains("http_requests_total{route=\"/bug\"");
            });
            assertThat(exposition(base).lines())
                    .contains(
                            "http_request_duration_seconds_count{route=\"/a/{id}\"} 2",
                            "http_request_duration_seconds_bucket{route=\"/a/{id}\",le=\"+Inf\"} 2",
                            "http_request_duration_seconds_bucket{route=\"/a/{id}\",le=\"10\"} 2",
                            "http_requests_total{route=\"/a/{id}\",status=\"2xx\"} 2",
                            "http_requests_total{route=\"/bug\",status=\"5xx\"} 1",
                            "http_errors_total{route=\"/bug\"} 1",
                            "http_errors_total{route=\"/a/{id}\"} 0",
                            "http_request_size_bytes_count 3",
                            "http_requests_active 0",
                            "products_synced_total 5",
                            "videos_generated_total 6",
                            "publications_created_total 8",
                            "db_connections_active 3")
                    .allMatch(line -> line.startsWith("# ") || line.matches("[a-z_]+(\\{[^}]*}?[^}]*})? [-0-9.E]+"));

        } finally {
            server.stop();
        }
    }

    private String exposition(URI base) throws Exception {
        return client.send(HttpRequest.newBuilder(base.resolve("/metrics")).build(), BodyHandlers.ofString())
                .body();
    }

    /// A request is recorded just after its answer has left: reads until the server is idle.
    private Map<String, RouteRecorder.Interval> read() {
        await().until(() -> meter.active() == 0);
        return recorders.drain().stream()
                .collect(Collectors.toMap(RouteRecorders.Drained::route, RouteRecorders.Drained::interval));
    }

    private static RouteRecorder.Interval of(Map<String, RouteRecorder.Interval> read, String route) {
        return Objects.requireNonNull(read.get(route), route);
    }

    /// As [#send], and waits until it is recorded.
    private int get(String path, String... headers) throws Exception {
        int status = send(path, headers);
        await().until(() -> meter.active() == 0);
        return status;
    }

    private int send(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + web.port()).resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString()).statusCode();
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web.port() + path))
                .build();
    }
}
