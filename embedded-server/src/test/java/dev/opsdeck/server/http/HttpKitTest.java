package dev.opsdeck.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.products.ProductDraft;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The kit through a real socket: what every route inherits from it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HttpKitTest {

    private static final String OPERATOR = "operator-token-0123456789";
    private static final String VIEWER = "viewer-token-0123456789";

    private final Json json = new Json();
    private final Answers answers = new Answers(json);
    private final Bodies bodies = new Bodies(json);
    private final Access access = new Access(OPERATOR, Access.hashed(VIEWER));
    private final Map<String, List<String>> large =
            Map.of("rows", java.util.Collections.nCopies(500, "the same again"));
    private final Answer prepared = answers.prepare(large, Duration.ofMinutes(5));
    private final HttpClient client = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init")
    private WebServer web;

    @BeforeAll
    void listen() {
        web = HttpFoundation.listen("127.0.0.1", 0, new ErrorMapping(json), this::routing);
    }

    @AfterAll
    void stop() {
        web.stop();
        client.close();
    }

    private void routing(HttpRouting.Builder routing) {
        new ErrorMapping(json).register(routing, IllegalStateException.class);
        routing.addFilter(access);
        routing.addFilter(new LoopbackGuard(Set.of("proxy.example")));
        routing.get("/small", (req, res) -> answers.ok(req, res, Map.of("a", 1)));
        routing.get("/large", (req, res) -> answers.ok(req, res, large));
        routing.head("/large", (req, res) -> answers.ok(req, res, large));
        routing.get("/kept", (req, res) -> answers.send(req, res, prepared));
        routing.get("/bug", (req, res) -> {
            throw new IllegalArgumentException("secret of the implementation");
        });
        routing.get("/down", (req, res) -> {
            throw new IllegalStateException("The database does not answer.");
        });
        routing.get("/limit", (req, res) -> answers.ok(req, res, Params.of(req).limit(20, 200)));
        routing.get("/viewer", access.viewer((req, res) -> answers.noContent(res)));
        routing.get("/operator", access.operator((req, res) -> answers.noContent(res)));
        routing.post("/draft", (req, res) -> answers.ok(req, res, bodies.read(req, ProductDraft.class)));
    }

    @Test
    void anAnswerCarriesATagAndIsNotSentTwice() throws Exception {
        HttpResponse<String> first = get("/small");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> second = get("/small", "If-None-Match", tag);
        assertThat(first.body()).isEqualTo("{\"a\":1}");
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        assertThat(get("/small", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/large", "/kept"})
    void aLargeAnswerIsCompressedWhenAskedForAndHasATagOfItsOwn(String path) throws Exception {
        HttpResponse<byte[]> plain = client.send(request(path).build(), BodyHandlers.ofByteArray());
        HttpResponse<byte[]> zipped =
                client.send(request(path).header("Accept-Encoding", "gzip").build(), BodyHandlers.ofByteArray());
        assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(unzip(zipped.body())).isEqualTo(plain.body());
        assertThat(zipped.body().length).isLessThan(plain.body().length / 5);
        String tag = zipped.headers().firstValue("ETag").orElseThrow();
        assertThat(tag).isNotEqualTo(plain.headers().firstValue("ETag").orElseThrow());
        assertThat(get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
    }

    @Test
    void aSmallAnswerOrOneThatNobodyWantsCompressedStaysAsItIs() throws Exception {
        assertThat(get("/small", "Accept-Encoding", "gzip").headers().firstValue("Content-Encoding"))
                .isEmpty();
        assertThat(get("/large", "Accept-Encoding", "gzip;q=0").headers().firstValue("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void headSaysTheLengthAndSendsNothing() throws Exception {
        HttpResponse<String> head = client.send(
                request("/large").method("HEAD", BodyPublishers.noBody()).build(), BodyHandlers.ofString());
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValueAsLong("Content-Length").orElse(0)).isEqualTo(json.bytes(large).length);
    }

    @Test
    void aBugIsAnsweredWithoutItsDetails() throws Exception {
        HttpResponse<String> answer = get("/bug");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).doesNotContain("secret").doesNotContain("Exception");
    }

    @Test
    void whatIsNotThereNowIsAnsweredWith503AndTheSentence() throws Exception {
        HttpResponse<String> answer = get("/down");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("The database does not answer.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "-1", "abc", "99999999999999999999", "1.5"})
    void aLimitOutOfBoundsIsRefusedByName(String limit) throws Exception {
        HttpResponse<String> answer = get("/limit?limit=" + limit);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"limit\"");
    }

    @ParameterizedTest
    @CsvSource({
        "/viewer, , 401",
        "/viewer, wrong, 401",
        "/viewer, " + VIEWER + ", 204",
        "/viewer, " + OPERATOR + ", 204",
        "/operator, , 401",
        "/operator, " + VIEWER + ", 403",
        "/operator, " + OPERATOR + ", 204"
    })
    void aLevelIsAskedFor(String path, String token, int status) throws Exception {
        HttpResponse<String> answer = token == null ? get(path) : get(path, "Authorization", "Bearer " + token);
        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "Host: evil.example, 403",
        "Host: 127.0.0.1.evil.example, 403",
        "Host: localhost.evil.example:80, 403",
        "Host: localhost, 200",
        "Host: LOCALHOST:8080, 200",
        "Host: [::1]:9, 200",
        "Host: proxy.example, 200",
        "Origin: http://evil.example, 403",
        "Origin: null, 403",
        "Origin: http://localhost.evil.example, 403",
        "Origin: http://localhost:3000, 200"
    })
    void namesOfOtherHostsAreRefused(String header, int status) throws Exception {
        String host = header.startsWith("Host") ? header : "Host: localhost\r\n" + header;
        assertThat(raw("GET /small HTTP/1.1\r\n" + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 " + status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{\"network\":\"n\"}",
                "{\"unknown\":1}",
                "{\"network\":\"n\",\"network\":\"m\"}",
                "{} {}",
                "{\"price\":1e999999}",
                "{\"status\":\"no such\"}",
                "\u0000"
            })
    void aBodyThatIsNotWhatIsExpectedIsRefused(String body) throws Exception {
        HttpResponse<String> answer = client.send(
                request("/draft").POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("dev.opsdeck").doesNotContain("jackson");
    }

    @Test
    void aBodyOfDeepNestingIsRefused() throws Exception {
        String deep = "[".repeat(100_000);
        HttpResponse<String> answer = client.send(
                request("/draft").POST(BodyPublishers.ofString(deep)).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void aHundredMebibytesAreRefusedWithoutBeingRead() throws Exception {
        String answer = raw("POST /draft HTTP/1.1\r\nHost: localhost\r\nContent-Length: 104857600\r\n\r\n{");
        assertThat(answer).startsWith("HTTP/1.1 413").contains("larger than 1024 KiB");
    }

    @Test
    void aCompressedBombIsRefusedAtItsPlainSize() throws Exception {
        byte[] bomb = GzipEncoding.compress(new byte[50 << 20]);
        HttpResponse<String> answer = client.send(
                request("/draft")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(bomb))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rubbish\r\n\r\n",
                "GET / HTTP/9.9\r\n\r\n",
                "GET /small HTTP/1.1\r\nHost localhost\r\n\r\n",
                "GET /small HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n"
            })
    void whatIsNotHttpIsRefused(String request) throws Exception {
        assertThat(raw(request)).startsWith("HTTP/1.1 400").contains("application/problem+json");
    }

    @Test
    void endlessHeadersAreRefused() throws Exception {
        assertThat(raw("GET /small HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(100_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 4");
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web.port() + path));
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), web.port())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.UTF_8));
            out.flush();
            byte[] answer = new byte[4096];
            int length = 0;
            InputStream in = socket.getInputStream();
            int n;
            while (length < answer.length && (n = in.read(answer, length, answer.length - length)) > 0) {
                length += n;
                String soFar = new String(answer, 0, length, StandardCharsets.UTF_8);
                if (soFar.contains("\r\n\r\n") && soFar.endsWith("}")) {
                    break;
                }
            }
            return new String(answer, 0, length, StandardCharsets.UTF_8);
        }
    }

    private static byte[] unzip(byte[] bytes) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        }
    }
}
