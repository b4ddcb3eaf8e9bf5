package dev.opsdeck.server.loadrun.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.opsdeck.api.loadruns.LoadCall;
import dev.opsdeck.api.loadruns.LoadModel;
import dev.opsdeck.api.loadruns.LoadPlan;
import dev.opsdeck.api.loadruns.LoadPlan.Phase;
import dev.opsdeck.api.loadruns.LoadSecond;
import dev.opsdeck.server.loadrun.engine.TestServer.Reply;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

final class EngineIT {

    private static final List<LoadCall> MIX = List.of(
            new LoadCall("list", "GET", "/products?limit=20", 3),
            new LoadCall("one", "GET", "/products/{productId}", 1));

    private final List<LoadSecond> seconds = new CopyOnWriteArrayList<>();

    @Test
    void sendsExactlyWhatWasAskedAndMarksIt() throws Exception {
        try (TestServer server = new TestServer(n -> Reply.ok(0))) {
            engine(open(server.url(), 200, 1_500, 30_000, 256)).run();

            assertThat(sum(LoadSecond::asked)).isEqualTo(300);
            assertThat(sum(LoadSecond::sent)).isEqualTo(300);
            assertThat(sum(LoadSecond::completed)).isEqualTo(300);
            assertThat(errors()).isEmpty();
            assertThat(server.requests()).isEqualTo(300);
            assertThat(server.heads())
                    .allMatch(head -> head.contains("Opsdeck-Load-Run: 7.abc\n"))
                    .allMatch(head -> head.contains("Authorization: Bearer secret\n"))
                    .anyMatch(head -> head.startsWith("GET /products/42 HTTP/1.1\n"));
            long lists = server.heads().stream()
                    .filter(head -> head.startsWith("GET /products?"))
                    .count();
            assertThat(lists).isBetween(190L, 260L);
        }
    }

    @Test
    void waitingForAConnectionCountsFromTheIntendedStart() throws Exception {
        // One connection, 100 ms an answer: the tenth of ten requests that are due at once is answered after a second.
        try (TestServer server = new TestServer(n -> Reply.ok(100))) {
            engine(open(server.url(), 100, 100, 30_000, 1)).run();

            assertThat(sum(LoadSecond::sent)).isEqualTo(10);
            assertThat(merged(LoadSecond::response).getMaxValue()).isBetween(890_000L, 1_300_000L);
            assertThat(merged(LoadSecond::service).getMinValue()).isGreaterThan(90_000L);
            assertThat(merged(LoadSecond::service).getMaxValue()).isLessThan(600_000L);
            assertThat(sum(LoadSecond::late))
                    .as("the server's fault, not the engine's")
                    .isZero();
            Histogram blocked = merged(second -> delays(second).blocked());
            assertThat(blocked.getTotalCount()).isEqualTo(10);
            assertThat(blocked.getMinValue()).as("the first found a connection").isZero();
            assertThat(blocked.getMaxValue()).isBetween(790_000L, 1_200_000L);
            assertThat(merged(second -> delays(second).lateness()).getMaxValue())
                    .isLessThan(50_000L);
        }
    }

    @Test
    void whatTheEngineStartsLateThoughConnectionsAreFreeIsItsOwnLateness() throws Exception {
        try (TestServer server = new TestServer(n -> Reply.ok(0))) {
            // The engine's process stands still for 300 ms: of 100 requests a second some 30 are due meanwhile.
            LongSupplier nanos = () -> System.nanoTime() + (server.requests() < 20 ? 0 : 300_000_000L);
            new Engine(
                            open(server.url(), 100, 1_000, 30_000, 256),
                            seconds::add,
                            nanos,
                            new Engine.Usage(() -> 0, () -> 0),
                            RequestLog.NONE)
                    .run();

            Histogram lateness = merged(second -> delays(second).lateness());
            assertThat(lateness.getTotalCount()).isEqualTo(100);
            assertThat(lateness.getMaxValue()).isGreaterThan(250_000L);
            assertThat(sum(LoadSecond::late)).isBetween(15L, 100L);
            assertThat(merged(second -> delays(second).blocked()).getMaxValue())
                    .as("there were connections")
                    .isZero();
        }
    }

    @Test
    void aServerThatNeverAnswersIsATimeoutWithThatLatency() throws Exception {
        try (TestServer server = new TestServer(n -> new Reply(0, ""))) {
            engine(open(server.url(), 10, 500, 400, 256)).run();

            assertThat(errors()).isEqualTo(Map.of("timeout", 5L));
            assertThat(sum(LoadSecond::completed)).isEqualTo(5);
            assertThat(merged(LoadSecond::service).getMinValue()).isBetween(380_000L, 700_000L);
        }
    }

    @Test
    void whatCouldNotBeSentInTimeIsSaid() throws Exception {
        try (TestServer server = new TestServer(n -> new Reply(0, ""))) {
            engine(open(server.url(), 100, 100, 600, 2)).run();

            assertThat(sum(LoadSecond::asked)).isEqualTo(10);
            assertThat(sum(LoadSecond::completed)).isEqualTo(10);
            assertThat(errors()).containsKeys("timeout", "not sent");
            assertThat(sum(LoadSecond::sent) + errors().getOrDefault("not sent", 0L))
                    .isEqualTo(10);
            assertThat(merged(second -> delays(second).blocked()).getMaxValue())
                    .as("given up after the time and the grace")
                    .isGreaterThan(600_000L);
        }
    }

    @Test
    void statusesAreCountedByKindAndNotModifiedIsNoError() throws Exception {
        String empty = "Content-Length: 0\r\n\r\n";
        try (TestServer server = new TestServer(n ->
                new Reply(0, n % 2 == 0 ? "HTTP/1.1 503 Busy\r\n" + empty : "HTTP/1.1 304 Not Modified\r\n" + empty))) {
            engine(open(server.url(), 20, 1_000, 30_000, 256)).run();

            assertThat(errors()).isEqualTo(Map.of("status 503", 10L));
        }
    }

    @Test
    void aConnectionThatTheServerClosesCostsNoRequest() throws Exception {
        try (TestServer server = new TestServer(
                n -> new Reply(0, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}"))) {
            engine(open(server.url(), 50, 1_000, 30_000, 256)).run();

            assertThat(errors()).isEmpty();
            assertThat(sum(LoadSecond::completed)).isEqualTo(50);
        }
    }

    @Test
    void aTargetThatIsNotThereIsSaidInASentence() throws Exception {
        // Bound and not listening: it refuses, and no other process can take the port meanwhile.
        try (Socket held = new Socket()) {
            held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            String gone = "http://127.0.0.1:" + held.getLocalPort();
            assertThatThrownBy(() -> engine(open(gone, 10, 1_000, 1_000, 8)).run())
                    .isInstanceOf(FatalFailure.class)
                    .hasMessageContaining(gone)
                    .hasMessageContaining("Start the server or correct the address");
        }
    }

    @Test
    void aTargetThatGoesAwayMeanwhileIsCountedAndTheRunGoesOn() throws Exception {
        TestServer server = new TestServer(n -> Reply.ok(0));
        Thread run = Thread.ofVirtual().start(() -> runQuietly(engine(open(server.url(), 50, 2_000, 1_000, 8))));
        await().atMost(Duration.ofSeconds(10)).until(() -> server.requests() > 20);
        server.close();
        run.join(Duration.ofSeconds(15));

        assertThat(run.isAlive()).isFalse();
        assertThat(sum(LoadSecond::sent)).isEqualTo(100);
        assertThat(errors()).containsKey("connect");
    }

    @Test
    void usersWaitForTheirAnswersAndThink() throws Exception {
        try (TestServer server = new TestServer(n -> Reply.ok(50))) {
            LoadPlan plan = new LoadPlan(
                    "7",
                    "abc",
                    server.url(),
                    null,
                    null,
                    LoadModel.CLOSED,
                    List.of(),
                    10,
                    0,
                    0,
                    2_000,
                    150,
                    30_000,
                    10,
                    1,
                    MIX,
                    List.of(42L));
            engine(plan).run();

            // 10 users, some 200 ms a round, 2 s, the last of them entering after 150 ms: about 90; without the
            // pauses it would be 400.
            assertThat(sum(LoadSecond::completed)).isBetween(70L, 110L);
            assertThat(sum(LoadSecond::sent))
                    .isEqualTo(sum(LoadSecond::completed))
                    .isEqualTo(server.requests());
            assertThat(sum(LoadSecond::asked)).isEqualTo(sum(LoadSecond::sent));
        }
    }

    @Test
    void usersEndWhenTheirRequestsAreSent() throws Exception {
        try (TestServer server = new TestServer(n -> Reply.ok(0))) {
            engine(new LoadPlan(
                            "7",
                            "abc",
                            server.url(),
                            null,
                            null,
                            LoadModel.CLOSED,
                            List.of(),
                            8,
                            333,
                            50,
                            60_000,
                            0,
                            30_000,
                            8,
                            1,
                            MIX,
                            List.of(42L)))
                    .run();

            assertThat(server.requests()).isEqualTo(333);
            assertThat(sum(LoadSecond::completed)).isEqualTo(333);
        }
    }

    @Test
    void whatCameOfEachCallAddsUpToTheWhole() throws Exception {
        try (TestServer server = new TestServer(n -> Reply.ok(0))) {
            engine(open(server.url(), 200, 1_500, 30_000, 256)).run();

            Map<String, Long> byCall = new HashMap<>();
            seconds.forEach(
                    second -> second.calls().forEach(call -> byCall.merge(call.call(), call.completed(), Long::sum)));
            assertThat(byCall).containsOnlyKeys("list", "one");
            assertThat(byCall.values().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(merged(LoadSecond::response).getTotalCount())
                    .isEqualTo(300);
            assertThat(byCall.get("list"))
                    .isEqualTo(server.heads().stream()
                            .filter(head -> head.startsWith("GET /products?"))
                            .count());
        }
    }

    @Test
    void ownCallsSendTheirHeadersAndBodyAndTheirAnswersAreChecked() throws Exception {
        List<LoadCall> own = List.of(new LoadCall(
                "change",
                "POST",
                "/products/{productId}",
                1,
                Map.of("Accept", "text/plain", "X-Own", "yes"),
                "id={productId}, grün",
                List.of(201),
                "made"));
        String made = "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nxma\r\n3\r\nde!\r\n0\r\n\r\n";
        String other = "HTTP/1.1 201 Created\r\nContent-Length: 3\r\n\r\nmad";
        String fine = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nmade";
        try (TestServer server = new TestServer(n -> new Reply(0, n % 3 == 0 ? made : n % 3 == 1 ? other : fine))) {
            LoadPlan plan = open(server.url(), 30, 1_000, 30_000, 1);
            engine(new LoadPlan(
                            plan.runId(),
                            plan.signature(),
                            plan.target(),
                            null,
                            null,
                            plan.model(),
                            plan.phases(),
                            0,
                            0,
                            0,
                            1_000,
                            0,
                            30_000,
                            1,
                            1,
                            own,
                            List.of(42L)))
                    .run();

            assertThat(server.heads())
                    .hasSize(30)
                    .allMatch(head -> head.contains("X-Own: yes\n")
                            && head.contains("Accept: text/plain\n")
                            && head.contains("Content-Length: 12\n")
                            && !head.contains("Accept-Encoding")
                            && !head.contains("application/json"));
            assertThat(server.heads().getFirst()).startsWith("POST /products/42 HTTP/1.1");
            assertThat(errors()).isEqualTo(Map.of("check", 10L, "status 200", 10L));
        }
    }

    @Test
    void stopEndsAnOpenAndAClosedRunWithinASecond() throws Exception {
        for (LoadModel model : LoadModel.values()) {
            try (TestServer server = new TestServer(n -> n < 20 ? Reply.ok(0) : new Reply(0, ""))) {
                Engine engine = engine(new LoadPlan(
                        "7",
                        "abc",
                        server.url(),
                        null,
                        null,
                        model,
                        flat(200, 60_000),
                        30,
                        0,
                        0,
                        60_000,
                        50,
                        30_000,
                        64,
                        1,
                        MIX,
                        List.of(42L)));
                Thread run = Thread.ofVirtual().start(() -> runQuietly(engine));
                await().atMost(Duration.ofSeconds(10)).until(() -> server.requests() > 40);

                long begun = System.nanoTime();
                engine.stop();
                run.join(Duration.ofSeconds(10));

                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
                assertThat(errors()).as("what was under way is forgotten").isEmpty();
            }
        }
    }

    @Test
    void twoRunsOfOnePlanSendTheSameSequence() throws Exception {
        LoadPlan plan = open("http://127.0.0.1:1", 10, 1_000, 1_000, 8);
        Mix one = Mix.of(plan, Target.of(plan.target(), null));
        Mix two = Mix.of(plan, Target.of(plan.target(), null));
        for (int i = 0; i < 500; i++) {
            assertThat(bytes(one.next())).isEqualTo(bytes(two.next()));
        }
    }

    @Test
    void callsThatNeedAProductAreLeftOutWhenThereIsNone() throws Exception {
        LoadPlan plan = new LoadPlan(
                "7",
                "abc",
                "http://127.0.0.1:1/base/",
                null,
                null,
                LoadModel.OPEN,
                flat(1, 1),
                0,
                0,
                0,
                1,
                0,
                1,
                1,
                1,
                MIX,
                List.of());
        Mix mix = Mix.of(plan, Target.of(plan.target(), null));
        for (int i = 0; i < 100; i++) {
            assertThat(bytes(mix.next())).startsWith("GET /base/products?limit=20 HTTP/1.1\r\nHost: 127.0.0.1:1\r\n");
        }
    }

    private static String bytes(Request request) throws Exception {
        var out = new java.io.ByteArrayOutputStream();
        request.writeTo(out);
        return out.toString(java.nio.charset.StandardCharsets.US_ASCII);
    }

    private static List<Phase> flat(double rate, long millis) {
        return List.of(Phase.flat(rate, millis));
    }

    private static LoadPlan open(String target, double rate, long millis, long timeoutMillis, int connections) {
        return new LoadPlan(
                "7",
                "abc",
                target,
                "secret",
                null,
                LoadModel.OPEN,
                flat(rate, millis),
                0,
                0,
                0,
                millis,
                0,
                timeoutMillis,
                connections,
                1,
                MIX,
                List.of(42L));
    }

    private Engine engine(LoadPlan plan) {
        return new Engine(plan, seconds::add, System::nanoTime, new Engine.Usage(() -> 0, () -> 0), RequestLog.NONE);
    }

    private static LoadSecond.Delays delays(LoadSecond second) {
        return Objects.requireNonNull(second.delays());
    }

    private static void runQuietly(Engine engine) {
        try {
            engine.run();
        } catch (FatalFailure | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private long sum(ToLongFunction<LoadSecond> count) {
        return seconds.stream().mapToLong(count).sum();
    }

    private Map<String, Long> errors() {
        Map<String, Long> errors = new HashMap<>();
        seconds.forEach(second -> second.errors().forEach((kind, count) -> errors.merge(kind, count, Long::sum)));
        return errors;
    }

    private Histogram merged(java.util.function.Function<LoadSecond, String> series) throws DataFormatException {
        Histogram all = new Histogram(3);
        for (LoadSecond second : seconds) {
            all.add(Histogram.decodeFromCompressedByteBuffer(
                    ByteBuffer.wrap(Base64.getDecoder().decode(series.apply(second))), 0));
        }
        return all;
    }
}
