package dev.opsdeck.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opsdeck.server.http.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The standalone backend as a process: killed, stopped, started twice.
final class BackendProcessIT {

    private static final String LOAD = "{\"profile\":\"constant\",\"ratePerSecond\":5,\"durationSeconds\":600}";

    private final Json json = new Json();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Test
    void aKilledBackendLosesAtMostFiveSecondsOfHistoryAndLeavesNothingRunning() throws Exception {
        Instant begin = Instant.now();
        Instant killed;
        try (BackendProcess backend = BackendProcess.start(data)) {
            assertThat(backend.post("/ops/load-runs", LOAD).statusCode()).isEqualTo(202);
            assertThat(backend.post("/ops/profiles", "{\"seconds\":1}").statusCode())
                    .isEqualTo(202);
            // More than it may lose, of its history and of the run.
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> points(backend, begin, Instant.now()) >= 7 && loadSeconds(backend) >= 6);
            await().until(() ->
                    profile(backend, 1).at("/profile/state").asText().equals("done"));
            aRecordingHoldsNoSecret(backend);
            assertThat(backend.post("/ops/profiles", "{\"seconds\":60}").statusCode())
                    .isEqualTo(202);
            assertThat(loadRun(backend).at("/figures/completed").asLong()).isPositive();
            List<ProcessHandle> engines = backend.children();
            assertThat(engines).hasSize(1);
            killed = Instant.now();
            backend.kill();
            // One that has ended and that nobody has asked for its exit code yet has no program any more. That it takes
            // two seconds at most is for a test that has the machine for itself: EngineProcessIT.
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !engines.getFirst().isAlive()
                            || engines.getFirst().info().command().isEmpty());
        }
        try (BackendProcess again = BackendProcess.start(data)) {
            Instant last = lastPoint(again, begin, killed);
            assertThat(Duration.between(last, killed)).isLessThanOrEqualTo(Duration.ofSeconds(5));
            assertThat(again.get("/health/ready").statusCode()).isEqualTo(200);
            await().until(() ->
                    profile(again, 2).at("/profile/failure").asText().equals("The server ended while it ran."));
            assertThat(loadRun(again).path("state").asText()).isEqualTo("failed");
            assertThat(loadRun(again).path("reason").asText())
                    .startsWith("The server that made this run ended while it was under way");
            assertThat(loadRun(again).at("/figures/completed").asLong()).isPositive();
            assertThat(data.resolve("profiles")).isDirectoryNotContaining("glob:**.{raw,part}");
        }
    }

    /// The token is in the environment of the process, and the heap in its arguments.
    private static void aRecordingHoldsNoSecret(BackendProcess backend) throws Exception {
        String file = backend.client()
                .send(
                        backend.request("/ops/profiles/1/file").build(),
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1))
                .body();
        assertThat(file).startsWith("FLR").contains("jdk.CPULoad");
        assertThat(file).doesNotContain(BackendProcess.TOKEN, "OPSDECK_OPERATOR_TOKEN", "-Xmx256m", "java.class.path");
    }

    private JsonNode loadRun(BackendProcess backend) throws IOException, InterruptedException {
        return json.mapper().readTree(backend.get("/ops/load-runs/1").body()).path("run");
    }

    private int loadSeconds(BackendProcess backend) throws IOException, InterruptedException {
        return json.mapper()
                .readTree(backend.get("/ops/load-runs/1").body())
                .path("seconds")
                .size();
    }

    private JsonNode profile(BackendProcess backend, long id) throws IOException, InterruptedException {
        return json.mapper().readTree(backend.get("/ops/profiles/" + id).body());
    }

    @Test
    void aStoppedBackendLosesNothingAndEndsByItself() throws Exception {
        Instant begin = Instant.now();
        Instant stopped;
        try (BackendProcess backend = BackendProcess.start(data)) {
            await().atMost(Duration.ofMinutes(1)).until(() -> points(backend, begin, Instant.now()) >= 4);
            stopped = Instant.now();
            // 128 + SIGTERM, as any process that was asked to end.
            assertThat(backend.terminate()).isEqualTo(143);
        }
        try (BackendProcess again = BackendProcess.start(data)) {
            assertThat(Duration.between(lastPoint(again, begin, stopped), stopped))
                    .isLessThan(Duration.ofSeconds(3));
        }
    }

    /// A request that is half sent when the process is told to end: it is read to its end and answered, and
    /// nobody else gets in.
    @Test
    void aRequestUnderWayIsFinishedAndNewOnesAreRefused() throws Exception {
        try (BackendProcess backend = BackendProcess.start(data)) {
            int port = backend.url().getPort();
            String body = "{\"name\":\"late\",\"network\":\"shop\",\"url\":\"https://shop.example/feed.xml\"}";
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout(20_000);
                String head = "POST /products/sources HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                        + BackendProcess.TOKEN + "\r\nContent-Length: " + body.length() + "\r\n\r\n";
                socket.getOutputStream().write((head + body.substring(0, 10)).getBytes(StandardCharsets.US_ASCII));
                // It is being handled when the gauge says so.
                await().until(() ->
                        backend.get("/metrics").body().lines().anyMatch(line -> line.equals("http_requests_active 1")));
                long begin = System.nanoTime();
                CompletableFuture<Integer> ended = CompletableFuture.supplyAsync(backend::terminated);
                await().until(() -> refused(port));
                socket.getOutputStream().write(body.substring(10).getBytes(StandardCharsets.US_ASCII));
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answer).startsWith("HTTP/1.1 201").contains("\"late\"");
                assertThat(ended.get(20, TimeUnit.SECONDS)).isEqualTo(143);
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
            }
        }
    }

    private static boolean refused(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return !socket.isConnected();
        } catch (IOException gone) {
            return true;
        }
    }

    @Test
    void aSecondOneOnTheSameDataSaysWhatToDo() throws Exception {
        try (BackendProcess first = BackendProcess.start(data)) {
            assertThat(first.get("/health").statusCode()).isEqualTo(200);
            Process second = BackendProcess.fork(data);
            String said = new String(second.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(second.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(second.exitValue()).isEqualTo(1);
            assertThat(said).contains("in use by another Opsdeck").doesNotContain("\tat ");
        }
    }

    private long points(BackendProcess backend, Instant from, Instant to) throws IOException, InterruptedException {
        return history(backend, from, to).size();
    }

    private Instant lastPoint(BackendProcess backend, Instant from, Instant to)
            throws IOException, InterruptedException {
        JsonNode points = history(backend, from, to);
        return Instant.parse(points.get(points.size() - 1).get("at").asText());
    }

    private JsonNode history(BackendProcess backend, Instant from, Instant to)
            throws IOException, InterruptedException {
        long seconds = Math.max(1, Math.min(2000, Duration.between(from, to).toSeconds()));
        String body = backend.get("/ops/history?metric=process.memory.usage&points=" + seconds + "&from="
                        + URLEncoder.encode(from.toString(), StandardCharsets.UTF_8) + "&to="
                        + URLEncoder.encode(to.toString(), StandardCharsets.UTF_8))
                .body();
        return json.mapper().readTree(body).get("series").get(0).get("points");
    }
}
