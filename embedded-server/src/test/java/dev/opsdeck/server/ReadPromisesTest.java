package dev.opsdeck.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opsdeck.server.OpenApiTest.Operation;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What HTTP promises, on every route that the OpenAPI document lists.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReadPromisesTest {

    private static final String AUTHORIZATION = "Authorization";
    private static final String TOKEN = "Bearer " + SeededServer.OPERATOR;

    /// Other answers the next moment: never kept.
    private static final Set<String> PASSING = Set.of(
            "/health",
            "/health/live",
            "/health/ready",
            "/metrics",
            "/ops/insights",
            "/ops/live",
            "/ops/profiles/{id}/file",
            "/ops/queries",
            "/ops/tracing");

    @SuppressWarnings("NullAway.Init")
    private SeededServer server;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        server = new SeededServer(data);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    static Stream<Operation> kept() {
        return OpenApiTest.reads().filter(read -> !PASSING.contains(read.path()));
    }

    static Stream<Operation> passing() {
        return OpenApiTest.reads()
                .filter(read -> PASSING.contains(read.path()) && !read.path().equals("/ops/live"));
    }

    static Stream<Operation> reads() {
        return OpenApiTest.reads();
    }

    static Map<String, Set<String>> methods() {
        Map<String, Set<String>> methods = new HashMap<>();
        for (Operation operation : OpenApiTest.operations()) {
            methods.computeIfAbsent(operation.path(), path -> new TreeSet<>()).add(operation.method());
        }
        methods.values().stream().filter(known -> known.contains("GET")).forEach(known -> known.add("HEAD"));
        return methods;
    }

    @ParameterizedTest
    @MethodSource("kept")
    void aReadIsTaggedAndNotSentTwice(Operation read) {
        // A figure may have changed between the two questions: then it is asked anew.
        await().untilAsserted(() -> {
            for (String encoding : List.of("identity", "gzip")) {
                HttpResponse<byte[]> first = get(read, "Accept-Encoding", encoding);
                assertThat(first.statusCode()).isEqualTo(200);
                assertThat(header(first, "Vary")).isEqualTo("Accept-Encoding");
                assertThat(header(first, "Cache-Control")).matches("no-cache|max-age=[0-9]+");
                assertThat(header(first, "ETag")).matches("\"[0-9a-f]{1,16}-[0-9a-f]{1,8}(-gzip)?\"");
                assertThat(header(first, "Content-Type")).matches("application/json|text/(csv|html); charset=utf-8");
                HttpResponse<byte[]> second = get(read, "If-None-Match", header(first, "ETag"));
                assertThat(second.statusCode()).isEqualTo(304);
                assertThat(second.body()).isEmpty();
                assertThat(header(second, "Cache-Control")).isEqualTo(header(first, "Cache-Control"));
                assertThat(header(second, "Vary")).isEqualTo("Accept-Encoding");
                assertThat(header(second, "ETag")).isNotEmpty();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("passing")
    void whatPassesIsNeverKept(Operation read) throws Exception {
        assertThat(header(get(read), "Cache-Control")).isEqualTo("no-store");
    }

    @ParameterizedTest
    @MethodSource("reads")
    void headSaysWhatGetSaysAndSendsNoBody(Operation read) throws Exception {
        for (String encoding : List.of("identity", "gzip")) {
            HttpResponse<byte[]> head = server.send(
                    "HEAD",
                    query(read),
                    BodyPublishers.noBody(),
                    AUTHORIZATION,
                    TOKEN,
                    "Accept-Encoding",
                    encoding,
                    "Accept",
                    read.path().equals("/ops/live") ? "text/event-stream" : "*/*");
            assertThat(head.statusCode()).isEqualTo(200);
            if (read.path().equals("/ops/live")) {
                assertThat(header(head, "Content-Type")).startsWith("text/event-stream");
                continue;
            }
            Map<String, List<String>> expected = comparable(get(read, "Accept-Encoding", encoding));
            Map<String, List<String>> said = comparable(head);
            if (PASSING.contains(read.path()) || read.path().startsWith("/ops/")) {
                // Its figures, and with them length and tag, may be others by now.
                List.of(expected, said).forEach(headers -> {
                    headers.remove("content-length");
                    headers.remove("etag");
                });
            }
            assertThat(said).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("reads")
    void afterHeadTheConnectionIsAtTheNextAnswer(Operation read) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(20_000);
            String head = "HEAD " + query(read) + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + TOKEN
                    + "\r\nAccept: text/event-stream, */*\r\n\r\n";
            String next = "GET /no/such/place HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write((head + next).getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            int end = all.indexOf("\r\n\r\n");
            assertThat(all).startsWith("HTTP/1.1 200");
            assertThat(all.substring(end + 4)).startsWith("HTTP/1.1 404");
        }
    }

    @Test
    void aKnownAddressWithAnotherMethodSaysWhichItTakes() throws Exception {
        Map<String, Set<String>> methods = methods();
        for (Map.Entry<String, Set<String>> path : methods.entrySet()) {
            for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND")) {
                // There `observations` is the id of an alert that does not exist.
                boolean anAlert = method.equals("GET") && path.getKey().equals("/ops/alerts/observations");
                if (path.getValue().contains(method) || anAlert) {
                    continue;
                }
                HttpResponse<byte[]> answer =
                        server.send(method, server.real(path.getKey()), null, AUTHORIZATION, TOKEN);
                assertThat(answer.statusCode()).as(method + " " + path.getKey()).isEqualTo(405);
                assertThat(Set.of(header(answer, "Allow").split(", ", -1))).isEqualTo(path.getValue());
                assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
            }
        }
        assertThat(methods).hasSizeGreaterThan(20);
    }

    @Test
    void whatIsNotThereIsAProblemForEveryMethod() throws Exception {
        for (String method : List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")) {
            HttpResponse<byte[]> answer = server.send(method, "/no/such/place", null);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
            assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
        }
    }

    @Test
    void aListOf200IsAtLeast60PercentSmallerWhenCompressed() throws Exception {
        for (String path :
                List.of("/products?limit=200", "/products/top?limit=200", "/products?limit=200&sort=title")) {
            int plain = server.get(path).body().length;
            HttpResponse<byte[]> zipped = server.get(path, "Accept-Encoding", "gzip");
            assertThat(header(zipped, "Content-Encoding")).isEqualTo("gzip");
            assertThat((double) zipped.body().length / plain).as(path).isLessThan(0.4);
        }
    }

    private HttpResponse<byte[]> get(Operation read, String... headers) throws Exception {
        List<String> all = Stream.concat(Stream.of(AUTHORIZATION, TOKEN), Stream.of(headers))
                .toList();
        return server.get(query(read), all.toArray(String[]::new));
    }

    private String query(Operation read) {
        String path = server.real(read.path());
        return switch (path) {
            case "/ops/history" -> path + "?metric=users.active&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z";
            case "/ops/load-runs/compare" -> path + "?a=1&b=1";
            case "/ops/log" -> path + "?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z";
            default -> path;
        };
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static Map<String, List<String>> comparable(HttpResponse<?> answer) {
        return answer.headers().map().entrySet().stream()
                .filter(header -> !header.getKey().equalsIgnoreCase("date"))
                .collect(Collectors.toMap(
                        header -> header.getKey().toLowerCase(java.util.Locale.ROOT), Map.Entry::getValue));
    }
}
