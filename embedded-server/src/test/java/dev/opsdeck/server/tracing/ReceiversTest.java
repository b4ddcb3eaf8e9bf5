package dev.opsdeck.server.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.opsdeck.api.traces.TraceReason;
import dev.opsdeck.server.http.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is sent to a receiver of OpenTelemetry's protocol and to Sentry: read by a real HTTP server that answers,
/// fails or hangs.
final class ReceiversTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final Finished SLOW =
            new Finished(Traces.request(TRACE, TraceReason.SLOW, "/products/{id}", 1_200), null);

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch hang = new CountDownLatch(1);

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    private volatile int status = 200;

    private record Request(String path, Map<String, List<String>> headers, String text, String hex) {

        String header(String name) {
            return String.join(",", headers.getOrDefault(name, List.of()));
        }
    }

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        hang.countDown();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
                body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
            }
            requests.add(new Request(
                    exchange.getRequestURI().getPath(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    new String(body, StandardCharsets.UTF_8),
                    HexFormat.of().formatHex(body)));
            if (status == 0) {
                hang.await();
            } else {
                exchange.sendResponseHeaders(status, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private OtlpDestination otlp(Duration timeout) {
        return new OtlpDestination(
                new TracingSettings.Otlp(url(), Map.of("api-key", "s3cret"), "shop-backend"), "here", "1.2.3", timeout);
    }

    private SentryDestination sentry(Duration timeout) {
        return new SentryDestination("http://publickey@127.0.0.1:" + url().getPort() + "/42", "here", "1.2.3", timeout);
    }

    @Test
    void otlpCarriesTheSpansTheirIdsAndTheHeaders() throws Exception {
        try (OtlpDestination otlp = otlp(Duration.ofSeconds(10))) {
            otlp.send(List.of(SLOW));
        }
        Request request = requests.getFirst();
        assertThat(request.path()).isEqualTo("/v1/traces");
        assertThat(request.header("Content-type")).isEqualTo("application/x-protobuf");
        assertThat(request.header("Api-key")).isEqualTo("s3cret");
        assertThat(request.text())
                .contains("shop-backend", "GET /products/{id}", "http.route", "db.query.text")
                .contains("select é from products where id = ?");
        assertThat(request.hex()).contains(TRACE, "b7ad6b7169203331", "00f067aa0ba902b7");
        // Its beginning, as a fixed64: field 7 of a span.
        long begin = Traces.NOON.toEpochMilli() * 1_000_000;
        assertThat(request.hex()).contains("39" + HexFormat.of().toHexDigits(Long.reverseBytes(begin)));
    }

    @Test
    void otlpSaysWhyItWasRefusedAndWhetherLaterMayDo() throws Exception {
        try (OtlpDestination otlp = otlp(Duration.ofSeconds(10))) {
            status = 500;
            assertRefused(otlp, "It answered with status 500.", true);
            status = 401;
            assertRefused(otlp, "It answered with status 401.", false);
        }
        try (OtlpDestination otlp = otlp(Duration.ofMillis(300))) {
            status = 0;
            assertRefused(otlp, "It cannot be reached", true);
            server.stop(0);
            assertRefused(otlp, "It cannot be reached", true);
        }
    }

    @Test
    void sentryTakesATransactionAndForAFailureTheEventWithItsPlace() throws Exception {
        Throwable cause = new IllegalStateException("broke with token=s3cret", new ArithmeticException("inside"));
        try (SentryDestination sentry = sentry(Duration.ofSeconds(10))) {
            sentry.send(List.of(SLOW, new Finished(Traces.request(TRACE, TraceReason.ERROR, "/x", 5), cause)));
            assertThat(sentry.target()).doesNotContain("publickey");
        }
        assertThat(requests).hasSize(3).allMatch(request -> request.path().equals("/api/42/envelope/"));
        assertThat(requests.getFirst().header("X-sentry-auth")).contains("sentry_key=publickey");

        JsonNode transaction = item(requests.get(0), "transaction");
        assertThat(transaction.path("transaction").asText()).isEqualTo("GET /products/{id}");
        assertThat(transaction.path("contexts").path("trace").path("trace_id").asText())
                .isEqualTo(TRACE);
        assertThat(transaction.path("contexts").path("trace").path("op").asText())
                .isEqualTo("http.server");
        assertThat(transaction.path("timestamp").asDouble()
                        - transaction.path("start_timestamp").asDouble())
                .isCloseTo(1.2, org.assertj.core.data.Offset.offset(1e-3));
        JsonNode span = transaction.path("spans").get(0);
        assertThat(span.path("op").asText()).isEqualTo("db.query");
        assertThat(span.path("description").asText()).isEqualTo("select é from products where id = ?");
        assertThat(span.path("parent_span_id").asText()).isEqualTo("b7ad6b7169203331");

        JsonNode event = item(requests.get(2), "event");
        JsonNode exceptions = event.path("exception").path("values");
        assertThat(exceptions.get(0).path("type").asText()).isEqualTo("ArithmeticException");
        assertThat(exceptions.get(1).path("value").asText()).isEqualTo("broke with token=***");
        JsonNode frames = exceptions.get(1).path("stacktrace").path("frames");
        assertThat(frames.get(frames.size() - 1).path("module").asText()).isEqualTo(ReceiversTest.class.getName());
        assertThat(frames.get(frames.size() - 1).path("in_app").asBoolean()).isTrue();
        assertThat(event.path("contexts").path("trace").path("trace_id").asText())
                .isEqualTo(TRACE);
    }

    @Test
    void sentrySaysWhyItWasRefused() throws Exception {
        try (SentryDestination sentry = sentry(Duration.ofSeconds(10))) {
            status = 429;
            assertRefused(sentry, "It answered with status 429.", true);
        }
        try (SentryDestination sentry = sentry(Duration.ofMillis(300))) {
            status = 0;
            assertRefused(sentry, "It cannot be reached", true);
        }
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new SentryDestination("https://no-key.example/1", "here", "1"));
    }

    private static void assertRefused(Destination destination, String sentence, boolean later) {
        assertThatExceptionOfType(Destination.Refused.class)
                .isThrownBy(() -> destination.send(List.of(SLOW)))
                .withMessageStartingWith(sentence)
                .matches(refused -> refused.later() == later);
    }

    private static JsonNode item(Request request, String type) throws IOException {
        String[] lines = request.text().split("\n", -1);
        JsonNode header = new Json().mapper().readTree(lines[1]);
        assertThat(header.path("type").asText()).isEqualTo(type);
        return new Json().mapper().readTree(lines[2]);
    }
}
