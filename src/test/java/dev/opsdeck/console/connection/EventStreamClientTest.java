package dev.opsdeck.console.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.api.loadruns.LoadProgress;
import dev.opsdeck.api.metrics.Sample;
import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import dev.opsdeck.console.connection.Failure.Rejected;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventStreamClientTest {

    private static final String SAMPLE = """
        {"instance":"i1","startedAt":"2026-11-23T11:00:00Z","at":"2026-11-23T12:00:00Z",
         "second":%1$s,"minute":%1$s,
         "gauges":{"requestsActive":0,"usersActive":1,"dbActive":0,"dbMax":20,"dbWaiting":0,"memoryUsedBytes":1,
         "memoryMaxBytes":2,"cpuShare":0.1,"cores":2,"cacheEntries":0,"productsActive":0},
         "totals":{"requests":0,"errors":0,"loadRequests":0,"cacheHits":0,"cacheMisses":0,"productsSynced":0,
         "videosGenerated":0,"publicationsCreated":0}}\
        """.formatted("""
            {"seconds":1,"latency":%1$s,"loadLatency":%1$s,"requests":0,"errors":0}\
            """.formatted("""
                     {"count":0,"p50Millis":0,"p95Millis":0,"p99Millis":0,"maxMillis":0}\
                     """)).replace("\n", "");

    private static final String ALERT = """
        {"id":"a1","rule":"response time","metric":"http.request.duration.p95","severity":"critical",\
        "state":"firing","value":612,"threshold":500,"unit":"ms","server":"local",\
        "pendingSince":"2026-11-23T11:58:00Z","firingSince":"2026-11-23T12:00:00Z","text":"p95 is 612 ms",\
        "notifications":0,"gap":false}\
        """;

    private static final String HEALTH = """
        {"status":"up","timestamp":"2026-11-23T12:00:00Z","uptimeSeconds":5,"memoryUsedBytes":1,
         "memoryMaxBytes":2,"version":"0.1.0","contract":1}\
        """;

    private final MockWebServer server = new MockWebServer();
    private final HttpClients http = new HttpClients();
    private final AtomicLong nanos = new AtomicLong();
    private final Queue<MockResponse> streams = new ConcurrentLinkedQueue<>();
    private final List<RecordedRequest> asked = new CopyOnWriteArrayList<>();
    private final Heard heard = new Heard();
    private EventStreamClient client;

    @BeforeEach
    void start() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                asked.add(request);
                String path = request.getUrl().encodedPath();
                return switch (path) {
                    case "/health" -> json(HEALTH);
                    case "/ops/live" -> {
                        MockResponse next = streams.poll();
                        yield next == null
                                ? new MockResponse.Builder().code(503).build()
                                : next;
                    }
                    case "/ops/history" ->
                        json("{\"from\":\"2026-11-23T12:00:00Z\",\"to\":\"2026-11-23T12:01:00Z\",\"tierSeconds\":1,"
                                + "\"series\":[]}");
                    case "/ops/log" ->
                        json(
                                "{\"data\":[{\"id\":1,\"at\":\"2026-11-23T12:00:00Z\",\"kind\":\"start\",\"text\":\"Up.\"}],"
                                        + "\"total\":1}");
                    case "/ops/load-runs" ->
                        new MockResponse.Builder()
                                .code(403)
                                .body("{\"title\":\"x\",\"status\":403,\"detail\":\"No.\"}")
                                .build();
                    default -> json("{\"data\":[],\"total\":0}");
                };
            }
        });
        server.start();
        ApiClient api = http.api("eu-prod", server.url("/").toString(), "t");
        client = new EventStreamClient(
                api,
                http.wire(),
                heard,
                InstantSource.fixed(Instant.parse("2026-11-23T12:01:00Z")),
                nanos::get,
                new Backoff(Duration.ofMillis(20), Duration.ofMillis(40), new Random(1)),
                Duration.ofMillis(10));
    }

    @AfterEach
    void close() {
        client.close();
        http.close();
        server.close();
    }

    @Test
    void tellsThePastBeforeTheFirstSample() {
        streams.add(open(event("sample", "5", SAMPLE)));
        client.start();
        await().untilAsserted(() -> assertThat(heard.words).contains("connecting", "past", "sample"));
        assertThat(heard.words.indexOf("past")).isLessThan(heard.words.indexOf("sample"));
        assertThat(heard.past.getFirst().gap()).isNull();
        assertThat(heard.past.getFirst().log()).extracting(LogEntry::text).containsExactly("Up.");
    }

    @Test
    void anAlertOfTheStreamIsToldAndThePastIsAskedForItsOpenOnes() {
        streams.add(open(event("alert", "5", ALERT)));
        client.start();
        await().untilAsserted(() -> assertThat(heard.words).contains("alert response time"));
        assertThat(asked)
                .filteredOn(request -> request.getUrl().encodedPath().equals("/ops/alerts"))
                .extracting(request -> String.valueOf(request.getUrl().queryParameter("state")))
                .startsWith("null", "pending", "firing");
        assertThat(heard.past.getFirst().alerts()).isEmpty();
    }

    @Test
    void aListThatTheTokenMayNotReadKeepsNothingElseAway() {
        streams.add(open(event("sample", "5", SAMPLE)));
        client.start();
        await().untilAsserted(() -> assertThat(heard.words).contains("sample"));
        assertThat(heard.past.getFirst().loadRuns()).isEmpty();
    }

    @Test
    void resumesAfterALossWhereItWasAndFillsTheGapFromTheHistory() {
        streams.add(ended(event("sample", "41", SAMPLE)));
        streams.add(open(event("sample", "99", SAMPLE)));
        client.start();
        // The second past is told before the sample behind it.
        await().untilAsserted(() ->
                assertThat(heard.words).containsSubsequence("sample", "lost", "connecting", "past", "sample"));
        assertThat(heard.past).hasSize(2);
        assertThat(heard.past.get(1).gap()).isNotNull();
        assertThat(asked.stream()
                        .filter(request -> request.getUrl().encodedPath().equals("/ops/live"))
                        .map(request -> request.getHeaders().get("Last-Event-ID")))
                .containsExactly(null, "41");
    }

    @Test
    void countsAsLostAfterFiveSecondsWithoutASampleAlthoughTheSocketIsOpen() {
        streams.add(open(event("sample", "1", SAMPLE)));
        client.start();
        await().untilAsserted(() -> assertThat(heard.words).contains("sample"));
        nanos.set(Duration.ofMillis(5_001).toNanos());
        await().untilAsserted(() -> assertThat(heard.words).contains("lost"));
        assertThat(heard.why.getFirst())
                .isInstanceOfSatisfying(
                        Offline.class, offline -> assertThat(offline.reason()).isEqualTo(Reason.GONE));
    }

    @Test
    void goesOnAfterAnEventThatItDoesNotUnderstand() {
        streams.add(open(event("sample", "1", "{broken") + event("weather", "2", "{}") + event("sample", "3", SAMPLE)));
        client.start();
        await().untilAsserted(() -> assertThat(heard.words).contains("sample"));
        assertThat(heard.words).doesNotContain("lost");
    }

    @Test
    void tellsWhyAndWhenItTriesAgain() {
        streams.add(new MockResponse.Builder().code(401).body("").build());
        client.start();
        await().untilAsserted(() -> assertThat(heard.why).hasSizeGreaterThan(1));
        assertThat(heard.why.getFirst())
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.wrongToken()).isTrue());
        assertThat(heard.nextTry.getFirst()).isAfter(Instant.parse("2026-11-23T12:01:00Z"));
    }

    @Test
    void isSilentOnceItIsClosed() {
        streams.add(open(event("sample", "1", SAMPLE)));
        client.start();
        await().untilAsserted(() -> assertThat(heard.words).contains("sample"));
        client.close();
        await().during(Duration.ofMillis(200))
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(heard.words).doesNotContain("lost"));
    }

    private static String event(String name, String id, String data) {
        return "id: " + id + "\nevent: " + name + "\ndata: " + data.replace("\n", "") + "\n\n";
    }

    private static MockResponse ended(String events) {
        return new MockResponse.Builder()
                .addHeader("Content-Type", "text/event-stream")
                .body(events)
                .build();
    }

    /// Sends the events, then keeps the socket open.
    private static MockResponse open(String events) {
        return new MockResponse.Builder()
                .addHeader("Content-Type", "text/event-stream")
                .chunkedBody(events + ":\n".repeat(64), events.length())
                .throttleBody(events.length() + 16L, 20, TimeUnit.SECONDS)
                .build();
    }

    private static MockResponse json(String body) {
        return new MockResponse.Builder().code(200).body(body).build();
    }

    private static final class Heard implements StreamListener {
        private final List<String> words = new CopyOnWriteArrayList<>();
        private final List<CatchUp> past = new CopyOnWriteArrayList<>();
        private final List<Failure> why = new CopyOnWriteArrayList<>();
        private final List<Instant> nextTry = new CopyOnWriteArrayList<>();

        @Override
        public void connecting() {
            words.add("connecting");
        }

        @Override
        public void caughtUp(CatchUp all) {
            past.add(all);
            words.add("past");
        }

        @Override
        public void sample(Sample sample) {
            words.add("sample");
        }

        @Override
        public void sync(SyncRun run) {
            words.add("sync");
        }

        @Override
        public void load(LoadProgress progress) {
            words.add("load");
        }

        @Override
        public void log(LogEntry entry) {
            words.add("log");
        }

        @Override
        public void alert(Alert alert) {
            words.add("alert " + alert.rule());
        }

        @Override
        public void lost(Failure failure, @Nullable Instant next) {
            why.add(failure);
            if (next != null) {
                nextTry.add(next);
            }
            words.add("lost");
        }
    }
}
