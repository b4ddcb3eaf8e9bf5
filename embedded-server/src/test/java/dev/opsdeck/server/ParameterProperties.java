package dev.opsdeck.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opsdeck.server.OpenApiTest.Operation;
import dev.opsdeck.server.http.Json;
import dev.opsdeck.server.http.RawHttp;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/// Whatever is in a parameter, a path, a body or a header that the server reads, of every route in the OpenAPI document
/// (a body not of those that take a file): never an error of the server, and every refusal is a problem+json.
final class ParameterProperties {

    /// A query parameter of a read.
    record Question(Operation read, String parameter) {}

    private static final Json JSON = new Json();
    private static final List<Question> QUESTIONS = questions();

    private static @Nullable Path data;
    private static @Nullable SeededServer server;

    @BeforeContainer
    static void start() throws Exception {
        data = Files.createTempDirectory("opsdeck-parameters");
        server = new SeededServer(data);
    }

    @AfterContainer
    static void stop() throws IOException {
        server().close();
        if (data != null) {
            delete(data);
        }
    }

    @Property(tries = 1500)
    void anyTextInAnyParameterIsTakenOrRefused(
            @ForAll("question") Question question, @ForAll("value") String value, @ForAll("value") String second)
            throws Exception {
        String address = server().real(question.read().path()) + "?" + question.parameter() + "=" + encoded(value);
        check(address);
        check(address + "&" + question.parameter() + "=" + encoded(second));
    }

    @Property(tries = 500)
    void anyTextInAPathIsTakenOrRefused(@ForAll("operation") Operation operation, @ForAll("value") String value)
            throws Exception {
        String part = encoded(value).replace("+", "%20");
        check(operation.path().replaceFirst("\\{\\w+}", part.isEmpty() ? "%20" : part));
    }

    @Property(tries = 300)
    void anyTextAsABodyIsTakenOrRefused(@ForAll("write") Operation write, @ForAll("value") String value)
            throws Exception {
        HttpResponse<byte[]> answer = server().send(
                        write.method(),
                        server().real(write.path()).replace("/1", "/999999"),
                        java.net.http.HttpRequest.BodyPublishers.ofString(value),
                        "Authorization",
                        "Bearer " + SeededServer.OPERATOR);
        check(answer, write + " " + value);
    }

    /// As bytes on the wire: an HTTP client would refuse to send most of it.
    @Property(tries = 400)
    void anyTextInAHeaderIsTakenOrRefused(
            @ForAll("called") Operation called, @ForAll("header") String header, @ForAll("headerValue") String value)
            throws Exception {
        boolean read = called.method().equals("GET");
        // The stream of events would not end.
        String method = called.path().equals("/ops/live") ? "HEAD" : called.method();
        String path = read
                ? server().real(called.path())
                : server().real(called.path()).replace("/1", "/999999");
        String token = header.equals("Authorization") ? "" : "Authorization: Bearer " + SeededServer.OPERATOR + "\r\n";
        String body = called.path().equals("/ops/alert-rules") ? "{\"rules\":[]}" : "[]";
        String request = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + token + header + ": "
                + new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
                + "\r\nConnection: close\r\n"
                + (read ? "\r\n" : "Content-Length: " + body.length() + "\r\n\r\n" + body);
        String answer = RawHttp.alone(server().port(), request);
        assertThat(answer.lines().findFirst().orElse("")).as(request).matches("HTTP/1\\.1 [1-4][0-9][0-9] .*");
        if (answer.startsWith("HTTP/1.1 4")) {
            assertThat(answer).as(request).containsIgnoringCase("application/problem+json");
        }
    }

    @Provide
    Arbitrary<Operation> called() {
        return Arbitraries.oneOf(Arbitraries.of(OpenApiTest.reads().toList()), write());
    }

    @Provide
    Arbitrary<String> header() {
        return Arbitraries.of(
                "If-None-Match",
                "If-Match",
                "Range",
                "Accept",
                "Accept-Encoding",
                "Last-Event-ID",
                "traceparent",
                "X-Forwarded-For",
                "Content-Type",
                "Content-Encoding",
                "Authorization",
                "Origin",
                "User-Agent");
    }

    @Provide
    Arbitrary<String> headerValue() {
        Arbitrary<String> known = Arbitraries.of(
                "\"",
                "W/\"",
                ",,,,",
                "*/*;q=",
                "*/*;q=NaN",
                "text/event-stream;q=-1;q=2",
                "application/openmetrics-text;version=\"",
                "/",
                "a/b/c;=;",
                "gzip;q=0;q=1",
                "gzip, gzip, deflate;q=1e99",
                "bytes=5-1",
                "bytes=-0,-1,99999999999999999999-",
                "9223372036854775808",
                "-9223372036854775808",
                "00-00000000000000000000000000000000-0000000000000000-00",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-x",
                "1.2.3.4:99999, [::1%lo]:1, ::ffff:999.1.1.1",
                "fe80::1%0, , 0x7f.1",
                "Bearer",
                "Bearer \u00e9\t\u0001",
                "Basic OTk6\u0000",
                "application/json; charset=none",
                "multipart/form-data; boundary=",
                "http://[::1",
                "null",
                "a, ".repeat(2_000),
                "x".repeat(15_000));
        return Arbitraries.oneOf(value(), known);
    }

    @Provide
    Arbitrary<Question> question() {
        return Arbitraries.of(QUESTIONS);
    }

    @Provide
    Arbitrary<Operation> operation() {
        return Arbitraries.of(
                OpenApiTest.reads().filter(read -> read.path().contains("{")).toList());
    }

    /// Not those that start something.
    @Provide
    Arbitrary<Operation> write() {
        return Arbitraries.of(OpenApiTest.operations().stream()
                .filter(operation -> operation.node().has("requestBody"))
                .filter(operation -> !operation.path().endsWith("/file"))
                .toList());
    }

    @Provide
    Arbitrary<String> value() {
        Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(300);
        Arbitrary<String> numbers = Arbitraries.longs().asGeneric().map(String::valueOf);
        Arbitrary<String> known = Arbitraries.of(
                "",
                "0",
                "-1",
                "1e9",
                "NaN",
                "null",
                "\0",
                "%",
                "%00",
                "'; drop table products; --",
                "\" or 1=1",
                "*",
                "[",
                "]]>",
                "{}",
                "[]",
                "[{}]",
                "\"text\"",
                "true",
                "../../etc/passwd",
                "2026-02-30T00:00:00Z",
                "-999999999-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59Z",
                "999d",
                "\uD800",
                "\uFFFF",
                "a".repeat(4097));
        return Arbitraries.oneOf(any, numbers, known);
    }

    private static void check(String address) throws Exception {
        check(server().get(address, "Authorization", "Bearer " + SeededServer.OPERATOR), address);
    }

    static void check(HttpResponse<byte[]> answer, String what) throws IOException {
        assertThat(answer.statusCode()).as(what).isLessThan(500);
        if (answer.statusCode() >= 400) {
            assertThat(answer.headers().firstValue("Content-Type")).as(what).contains("application/problem+json");
            JsonNode problem = JSON.mapper().readTree(answer.body());
            assertThat(problem.get("detail").asText()).as(what).isNotBlank();
        }
    }

    private static SeededServer server() {
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return server;
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static List<Question> questions() {
        List<Question> questions = new ArrayList<>();
        OpenApiTest.reads()
                .forEach(read -> read.node().path("parameters").forEach(parameter -> {
                    if (parameter.get("in").asText().equals("query")) {
                        questions.add(new Question(read, parameter.get("name").asText()));
                    }
                }));
        return List.copyOf(questions);
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e) throws IOException {
                Files.delete(dir);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
