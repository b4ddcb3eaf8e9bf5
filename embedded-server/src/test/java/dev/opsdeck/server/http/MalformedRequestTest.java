package dev.opsdeck.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Requests that no client sends by accident. Never an error of the server, never a second request smuggled behind the
/// first, and another client is served at once meanwhile.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway") // listeners are called as if by a connection
final class MalformedRequestTest {

    private static final String GET = "GET /small HTTP/1.1\r\nHost: localhost\r\n";
    private static final String POST = "POST /echo HTTP/1.1\r\nHost: localhost\r\n";

    private final Json json = new Json();
    private final Answers answers = new Answers(json);
    private final AtomicLong nanos = new AtomicLong();
    private final Bodies bodies = new Bodies(json, nanos::get);
    private final AtomicInteger smuggled = new AtomicInteger();
    private final AtomicInteger errors = new AtomicInteger();

    @SuppressWarnings("NullAway.Init")
    private WebServer web;

    @BeforeAll
    void listen() {
        web = HttpFoundation.listen("127.0.0.1", 0, new ErrorMapping(json), this::routing);
    }

    @AfterAll
    void stop() {
        web.stop();
    }

    private void routing(HttpRouting.Builder routing) {
        new ErrorMapping(json).register(routing, IllegalStateException.class);
        routing.addFilter((chain, req, res) -> {
            chain.proceed();
            if (res.status().code() >= 500) {
                errors.incrementAndGet();
            }
        });
        routing.get("/small", (req, res) -> answers.ok(req, res, Map.of("a", 1)));
        routing.get("/smuggled", (req, res) -> {
            smuggled.incrementAndGet();
            answers.ok(req, res, Map.of());
        });
        routing.post("/echo", (req, res) -> answers.ok(req, res, Map.of("length", bodies.bytes(req, 1 << 20).length)));
    }

    @BeforeEach
    void nothingYet() {
        smuggled.set(0);
        errors.set(0);
    }

    @AfterEach
    void anotherClientIsServedAtOnce() throws IOException {
        try (Socket socket = connect()) {
            socket.setSoTimeout(2_000);
            assertThat(RawHttp.exchange(socket, GET + "Connection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 200");
        }
        assertThat(errors).hasValue(0);
    }

    static List<MalformedRequest> cases() {
        return MalformedRequest.all("/small", "/echo", "");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void itIsRefusedAndNothingBehindItIsServed(MalformedRequest malformed) throws IOException {
        String answer = RawHttp.alone(web.port(), malformed.sent());
        String first = answer.lines().findFirst().orElse("");
        assertThat(first).matches(MalformedRequest.REFUSED);
        if (!first.isEmpty()) {
            assertThat(answer).containsIgnoringCase("application/problem+json");
        }
        assertThat(smuggled).hasValue(0);
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() throws IOException {
        try (Socket socket = connect()) {
            String all = RawHttp.exchange(
                    socket,
                    GET + "\r\n" + POST + "Content-Length: 5\r\n\r\nhello" + POST
                            + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n" + GET
                            + "Connection: close\r\n\r\n");
            assertThat(all.split("HTTP/1.1 200", -1)).hasSize(5);
            assertThat(all).containsSubsequence("{\"a\":1}", "{\"length\":5}", "{\"length\":3}", "{\"a\":1}");
        }
    }

    @Test
    void aBodyThatIsNotReadDoesNotBecomeTheNextRequest() throws IOException {
        try (Socket socket = connect()) {
            String answer = RawHttp.exchange(
                    socket,
                    "POST /nowhere HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + MalformedRequest.SMUGGLED.length()
                            + "\r\n\r\n" + MalformedRequest.SMUGGLED);
            assertThat(answer).startsWith("HTTP/1.1 404");
        }
        assertThat(smuggled).hasValue(0);
    }

    @Test
    void whoOnlyHalfClosesStillGetsTheAnswer() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write((GET + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            assertThat(RawHttp.read(socket)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void headersThatEndTooEarlyAreNoErrorOfTheServer() throws IOException {
        assertThat(RawHttp.alone(web.port(), GET + "Accept: te")).startsWith("HTTP/1.1 400");
    }

    @Test
    void aBodyThatEndsTooEarlyIsNoErrorOfTheServer() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write((POST + "Content-Length: 50\r\n\r\nhello").getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            assertThat(RawHttp.read(socket).lines().findFirst().orElse("")).doesNotContain(" 5");
        }
    }

    /// The clock is the test's: half a minute passes between two bytes.
    @Test
    void aBodyThatDripsIsGivenUp() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write((POST + "Content-Length: 50\r\n\r\nh").getBytes(StandardCharsets.ISO_8859_1));
            await().until(() -> {
                nanos.addAndGet(Duration.ofSeconds(31).toNanos());
                return hungUp(socket, 'e') || socket.getInputStream().available() > 0;
            });
            assertThat(RawHttp.read(socket)).startsWith("HTTP/1.1 408");
        }
    }

    @Test
    void headersThatDripAreGivenUp() throws Exception {
        AtomicLong time = new AtomicLong();
        SlowHeaders slow = new SlowHeaders(time::get);
        CountDownLatch reading = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            slow.prologue(null, null);
            reading.countDown();
            LockSupport.parkNanos(Duration.ofMinutes(1).toNanos());
            interrupted.complete(Thread.interrupted());
        });
        reading.await();
        slow.hangUp();
        assertThat(interrupted).isNotDone();
        time.set(Duration.ofSeconds(11).toNanos());
        slow.hangUp();
        assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
    }

    /// Some send a byte now and then and hold 100 connections: everybody else is served.
    @Test
    void slowHeadersAndBodiesHoldUpNobody() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                Socket socket = connect();
                String begin = i % 2 == 0 ? "GET /small HTTP/1.1\r\nHo" : POST + "Content-Length: 1000\r\n\r\n{";
                socket.getOutputStream().write(begin.getBytes(StandardCharsets.ISO_8859_1));
                slow.add(socket);
            }
            for (int round = 0; round < 5; round++) {
                for (Socket socket : slow) {
                    socket.getOutputStream().write('x');
                }
                anotherClientIsServedAtOnce();
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void whoSaysNothingForFiveSecondsIsHungUpOn() throws IOException {
        try (Socket socket = connect()) {
            socket.setSoTimeout(20_000);
            long begin = System.nanoTime();
            socket.getOutputStream().write((GET + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            assertThat(RawHttp.read(socket)).startsWith("HTTP/1.1 200");
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(9));
        }
    }

    /// Sends a byte.
    ///
    /// @return whether it can no longer be sent; the answer may be there
    private static boolean hungUp(Socket socket, char drop) {
        try {
            socket.getOutputStream().write(drop);
            return false;
        } catch (IOException gone) {
            return true;
        }
    }

    private Socket connect() throws IOException {
        return RawHttp.connect(web.port());
    }
}
