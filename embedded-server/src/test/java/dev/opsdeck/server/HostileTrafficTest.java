package dev.opsdeck.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import dev.opsdeck.server.http.ErrorMapping;
import dev.opsdeck.server.http.HttpFoundation;
import dev.opsdeck.server.http.Json;
import dev.opsdeck.server.http.MalformedRequest;
import dev.opsdeck.server.http.RawHttp;
import dev.opsdeck.server.http.TlsFiles;
import dev.opsdeck.server.http.WireSettings;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What no client sends by accident, many at once, to the whole server: never an error of it, the next client is
/// served, and nothing is left of it, neither a socket nor a thread. One at a time: `MalformedRequestTest`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledOnOs(value = OS.LINUX, disabledReason = "open sockets are counted in /proc")
@Timeout(120)
final class HostileTrafficTest {

    private static final int CLIENTS = 8;
    private static final int GARBLED = 600;
    private static final int FRAMES = 200;
    private static final int SLOW = 50;
    private static final long SEED = 7;

    /// Of every answer, as there may be several on one connection.
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private OpsdeckServer server;

    private long socketsBefore;
    private long handlersBefore;

    @BeforeAll
    void start(@TempDir Path data) {
        server = OpsdeckServer.start(SeededServer.settings(data, null, new WireSettings(null, null, null, null, true)));
    }

    @AfterAll
    void noErrorWasCounted() throws IOException {
        try {
            get("/openapi");
            // Figures are made once a second; with this request those before it are counted.
            // An answer that nobody takes is given up after 15 s, where the end of its connection is not seen before.
            String metrics = await().atMost(Duration.ofSeconds(40))
                    .until(
                            () -> get("/metrics"),
                            text -> text.contains("{route=\"/openapi\",")
                                    && text.contains("\nhttp_requests_active 0\n"));
            assertThat(metrics)
                    .contains("http_requests_total{route=\"/products/top\",status=\"2xx\"}")
                    .doesNotContain("status=\"5xx\"");
        } finally {
            server.close();
        }
    }

    @BeforeEach
    void count() throws IOException {
        socketsBefore = sockets();
        handlersBefore = handlers();
    }

    @AfterEach
    void nothingIsLeftAndTheNextClientIsServed() throws IOException {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(sockets()).as("open sockets").isLessThanOrEqualTo(socketsBefore);
            assertThat(handlers()).as("threads of connections").isLessThanOrEqualTo(handlersBefore);
        });
        assertThat(get("/products")).startsWith("HTTP/1.1 200");
    }

    private String get(String path) throws IOException {
        return RawHttp.alone(
                server.port(),
                "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + SeededServer.OPERATOR
                        + "\r\nConnection: close\r\n\r\n");
    }

    @Test
    void whatIsMalformedIsRefused() throws Exception {
        String operator = "Authorization: Bearer " + SeededServer.OPERATOR + "\r\n";
        List<String> requests = MalformedRequest.all("/products", "/products", operator).stream()
                .map(MalformedRequest::sent)
                .toList();
        forEach(requests, request -> {
            String answer = RawHttp.alone(server.port(), request);
            assertThat(answer.lines().findFirst().orElse("")).as(request).matches(MalformedRequest.REFUSED);
            // Nothing behind it is served.
            assertThat(STATUS.matcher(answer).results().count()).as(request).isLessThanOrEqualTo(1);
        });
    }

    @Test
    void whatIsGarbledIsNoErrorOfTheServer() throws Exception {
        GarbledRequest garbled = new GarbledRequest(SEED);
        forEach(Stream.generate(garbled::next).limit(GARBLED).toList(), request -> {
            String answer = RawHttp.alone(server.port(), request);
            assertThat(STATUS.matcher(answer).results().map(status -> Integer.valueOf(status.group(1))))
                    .as(request)
                    .allMatch(status -> status < 500 || status == 501 || status == 505);
        });
    }

    @Test
    void framesThatAreNoneAreNoErrorOfTheServer() throws Exception {
        List<byte[]> connections = new ArrayList<>(GarbledFrames.all().values());
        connections.addAll(GarbledFrames.random(FRAMES, SEED));
        forEach(connections, frames -> frames(server.port(), frames));
    }

    @Test
    void floodsOfFramesHoldUpNobody() throws Exception {
        forEach(List.copyOf(GarbledFrames.floods().values()), frames -> {
            frames(server.port(), frames);
            assertThat(get("/products/top")).startsWith("HTTP/1.1 200");
        });
    }

    /// In clear to a port of TLS, a handshake that ends early or never, and bytes that are none.
    @Test
    void whatIsNoTlsHoldsUpNobody(@TempDir Path files) throws Exception {
        TestCertificate certificate = TestCertificate.make(files, "ec", "EC");
        WireSettings wire = new WireSettings(certificate.certificate(), certificate.key(), null, null, true);
        ErrorMapping errors = new ErrorMapping(new Json());
        AtomicLong nanos = new AtomicLong();
        WebServer web = HttpFoundation.listen(
                "127.0.0.1",
                0,
                wire,
                new TlsFiles(wire),
                errors,
                nanos::get,
                routing -> routing.get("/", (req, res) -> res.send("here")));
        List<Socket> slow = new ArrayList<>();
        try {
            byte[] hello = clientHello();
            for (int i = 0; i < SLOW; i++) {
                Socket socket = RawHttp.connect(web.port());
                socket.getOutputStream().write(hello, 0, 1 + i);
                slow.add(socket);
                slow.add(RawHttp.connect(web.port()));
            }
            List<byte[]> all = new ArrayList<>();
            Random random = new Random(SEED);
            for (int i = 0; i < FRAMES / 4; i++) {
                byte[] wrong = hello.clone();
                wrong[random.nextInt(i % 2 == 0 ? 12 : wrong.length)] = (byte) random.nextInt(256);
                all.add(wrong);
                all.add(Arrays.copyOf(hello, random.nextInt(hello.length)));
            }
            all.add("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            all.add(GarbledFrames.connection(GarbledFrames.get(1)));
            forEach(
                    all,
                    bytes -> assertThat(RawHttp.alone(web.port(), new String(bytes, StandardCharsets.ISO_8859_1)))
                            .doesNotContain("here"));
            try (Socket good = TestCertificate.trusting(certificate)
                    .getSocketFactory()
                    .createSocket(RawHttp.connect(web.port()), "localhost", web.port(), true)) {
                assertThat(RawHttp.exchange(good, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                        .startsWith("HTTP/1.1 200");
            }
            areHungUpOn(slow, hello, nanos);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
            web.stop();
        }
    }

    /// In clear it is the first byte that tells HTTP/2 from HTTP/1.1; from then on it is Helidon's idle connection.
    @Test
    void whoNeverSaysWhatHeSpeaksIsHungUpOn() throws Exception {
        AtomicLong nanos = new AtomicLong();
        WebServer web = HttpFoundation.listen(
                "127.0.0.1",
                0,
                new WireSettings(null, null, null, null, true),
                null,
                new ErrorMapping(new Json()),
                nanos::get,
                routing -> routing.get("/", (req, res) -> res.send("here")));
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < SLOW; i++) {
                slow.add(RawHttp.connect(web.port()));
            }
            assertThat(RawHttp.alone(web.port(), "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                    .contains("here");
            areHungUpOn(slow, new byte[0], nanos);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
            web.stop();
        }
    }

    /// Every fourth sends one of these every three seconds, which is as bad as none.
    private static void areHungUpOn(List<Socket> slow, byte[] drops, AtomicLong nanos) throws IOException {
        for (int i = 0; i < 4; i++) {
            assertThat(slow).as("after %d s", 3 * i).noneMatch(HostileTrafficTest::over);
            for (int j = 1; j < slow.size() && i < drops.length; j += 4) {
                slow.get(j).getOutputStream().write(drops[i]);
            }
            nanos.addAndGet(Duration.ofSeconds(3).toNanos());
        }
        await().untilAsserted(() -> assertThat(slow).allMatch(HostileTrafficTest::over));
    }

    private static boolean over(Socket socket) {
        try {
            socket.setSoTimeout(1);
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            // It was closed before all that was sent had been read.
            return true;
        }
    }

    private static byte[] clientHello() throws Exception {
        SSLEngine engine = SSLContext.getDefault().createSSLEngine("localhost", 1);
        engine.setUseClientMode(true);
        ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), hello);
        return Arrays.copyOf(hello.array(), hello.position());
    }

    /// Sends these on a connection of their own and nothing after them, and reads what comes.
    private static void frames(int port, byte[] frames) throws IOException {
        RawHttp.alone(port, new String(GarbledFrames.connection(frames), StandardCharsets.ISO_8859_1));
    }

    /// Some at a time.
    private static <T> void forEach(List<T> requests, Check<T> check) throws Exception {
        try (ExecutorService clients =
                Executors.newFixedThreadPool(CLIENTS, Thread.ofVirtual().factory())) {
            List<Future<?>> all = new ArrayList<>();
            for (T request : requests) {
                all.add(clients.submit(() -> {
                    check.of(request);
                    return request;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
    }

    @FunctionalInterface
    private interface Check<T> {
        void of(T request) throws IOException;
    }

    /// That this process has open: a connection that was reset is no longer in the tables of the system, but a
    /// socket that nobody closed is here.
    private static long sockets() throws IOException {
        long sockets = 0;
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            for (Path file : open.toList()) {
                if (isSocket(file)) {
                    sockets++;
                }
            }
        }
        return sockets;
    }

    private static boolean isSocket(Path file) {
        try {
            return Files.readSymbolicLink(file).toString().startsWith("socket:");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    /// Virtual threads that serve a connection.
    private long handlers() throws IOException {
        Path dump = folder.resolve("threads.txt");
        Files.deleteIfExists(dump);
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
        try (Stream<String> lines = Files.lines(dump)) {
            return lines.filter(line -> line.contains("io.helidon.webserver.ConnectionHandler.run"))
                    .count();
        }
    }
}
