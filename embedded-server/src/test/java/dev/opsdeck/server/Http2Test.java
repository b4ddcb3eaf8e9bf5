package dev.opsdeck.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opsdeck.server.alerts.delivery.AlertSettings;
import dev.opsdeck.server.audits.AuditSettings;
import dev.opsdeck.server.http.TrustedProxies;
import dev.opsdeck.server.http.WireSettings;
import dev.opsdeck.server.limits.LimitSettings;
import dev.opsdeck.server.profiles.ProfileSettings;
import dev.opsdeck.server.tracing.TracingSettings;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The same server over HTTP/2 in clear: the same answers, levels, limits and figures.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class Http2Test {

    private final HttpClient one =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpClient two =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

    @SuppressWarnings("NullAway.Init")
    private OpsdeckServer server;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        server = OpsdeckServer.start(new ServerSettings(
                "127.0.0.1",
                0,
                data,
                null,
                5,
                SeededServer.OPERATOR,
                null,
                Set.of(),
                Set.of(),
                false,
                false,
                false,
                AnalyticsSettings.DEFAULT,
                new WireSettings(null, null, null, null, true),
                new TrafficSettings(null, LimitSettings.OFF, TrustedProxies.NONE),
                InsightSettings.DEFAULT,
                TracingSettings.DEFAULT,
                AuditSettings.standard(),
                AlertSettings.DEFAULT,
                ProfileSettings.DEFAULT));
        // The first request asks for the upgrade, the others find the connection.
        assertThat(two.send(request("/products").build(), BodyHandlers.ofString())
                        .version())
                .isEqualTo(HttpClient.Version.HTTP_2);
    }

    @AfterAll
    void stop() {
        server.close();
        one.close();
        two.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /products",
        "GET, /openapi",
        "HEAD, /openapi",
        "HEAD, /products",
        "GET, /products/1",
        "GET, /no/such/place",
        "HEAD, /no/such/place",
        "DELETE, /products",
        "GET, /products?limit=x",
        "GET, /analytics/overview",
        "POST, /products",
        "GET, /ops/caches",
        "PUT, /products/1"
    })
    void theAnswersAreTheSame(String method, String path) throws Exception {
        for (String token : List.of("Bearer none", "Bearer " + SeededServer.OPERATOR)) {
            HttpRequest request = request(path)
                    .method(method, method.startsWith("P") ? BodyPublishers.ofString("{") : BodyPublishers.noBody())
                    .header("Authorization", token)
                    .header("Accept-Encoding", "gzip")
                    .build();
            HttpResponse<byte[]> first = one.send(request, BodyHandlers.ofByteArray());
            HttpResponse<byte[]> second = two.send(request, BodyHandlers.ofByteArray());
            assertThat(second.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(second.statusCode()).isEqualTo(first.statusCode());
            if (!path.equals("/ops/caches")) { // its figures change
                assertThat(second.body()).isEqualTo(first.body());
                for (String header :
                        List.of("ETag", "Content-Type", "Cache-Control", "Vary", "Allow", "Content-Encoding")) {
                    assertThat(second.headers().firstValue(header))
                            .as(header)
                            .isEqualTo(first.headers().firstValue(header));
                }
            }
        }
    }

    @Test
    void whatTheClientHasIsNotSentAgain() throws Exception {
        HttpResponse<String> first = two.send(request("/products").build(), BodyHandlers.ofString());
        HttpRequest again = request("/products")
                .header("If-None-Match", first.headers().firstValue("ETag").orElseThrow())
                .build();
        HttpResponse<String> second = two.send(again, BodyHandlers.ofString());
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
    }

    @Test
    void manyStreamsShareAConnection() {
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 90)
                .mapToObj(i -> two.sendAsync(request("/products/top").build(), BodyHandlers.ofString()))
                .toList();
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
    }

    @Test
    void eventsArriveAsTheyHappen() throws Exception {
        HttpRequest request = request("/ops/live")
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + SeededServer.OPERATOR)
                .build();
        HttpResponse<Stream<String>> answer = two.send(request, BodyHandlers.ofLines());
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        try (Stream<String> lines = answer.body()) {
            assertThat(lines.filter(line -> line.startsWith("event:sample")).limit(2))
                    .hasSize(2);
        }
    }

    @Test
    void itIsMeasuredAsEverythingElse() throws Exception {
        two.send(request("/analytics/revenue").build(), BodyHandlers.ofString());
        await().until(() -> two.send(request("/metrics").build(), BodyHandlers.ofString())
                .body()
                .contains("http_requests_total{route=\"/analytics/revenue\",status=\"2xx\"}"));
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() throws Exception {
        HttpRequest request = request("/products")
                .header("Authorization", "Bearer " + SeededServer.OPERATOR)
                .POST(BodyPublishers.ofString(" ".repeat(3 << 20)))
                .build();
        assertThat(two.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(413);
    }

    @Test
    void whoKnowsBeginsWithoutAnUpgrade() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0}); // SETTINGS, empty
            InputStream in = socket.getInputStream();
            byte[] frame = in.readNBytes(9);
            assertThat(frame[3]).as("type of the first frame").isEqualTo((byte) 4);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path));
    }
}
