package dev.opsdeck.server.products;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opsdeck.server.analytics.Analytics;
import dev.opsdeck.server.analytics.AnalyticsRoutes;
import dev.opsdeck.server.analytics.EventIntake;
import dev.opsdeck.server.cache.Caches;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.DatabaseUnavailable;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.Bodies;
import dev.opsdeck.server.http.ErrorMapping;
import dev.opsdeck.server.http.HttpFoundation;
import dev.opsdeck.server.http.Json;
import dev.opsdeck.server.http.RouteTable;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// Catalogue and analytics behind a real socket, on a database that the test gives and this closes. Time stands still
/// until the test moves it.
public final class CatalogueServer implements AutoCloseable {

    public static final String OPERATOR = "operator-token-0123456789";
    public static final String VIEWER = "viewer-token-0123456789";

    public static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

    private final AtomicLong nanos = new AtomicLong();
    public final List<String> log = new CopyOnWriteArrayList<>();
    public final LongAdder videos = new LongAdder();
    public final LongAdder publications = new LongAdder();
    public final Caches caches = new Caches(this::now, nanos::get);
    public final Database database;
    public final Json json = new Json();

    public final Analytics analytics;
    public final EventIntake intake;

    private final WebServer web;
    private final HttpClient client = HttpClient.newHttpClient();

    public CatalogueServer(Database database) {
        this.database = database;
        ErrorMapping errors = new ErrorMapping(json);
        this.analytics = new Analytics(database, caches, new Answers(json), 400, 7, nanos::get, this::now);
        this.intake = new EventIntake(database, json, 7, videos::add, publications::add, this::now);
        web = HttpFoundation.listen("127.0.0.1", 0, errors, routing -> routing(routing, errors));
    }

    private void routing(HttpRouting.Builder routing, ErrorMapping errors) {
        Answers answers = new Answers(json);
        Bodies bodies = new Bodies(json);
        Access access = new Access(OPERATOR, VIEWER);
        Products products = new Products(
                database, caches, answers, (kind, text, actor) -> log.add(kind + " " + text + " " + actor), this::now);
        errors.register(routing, DatabaseUnavailable.class);
        routing.addFilter(access);
        RouteTable.fill(routing, table -> {
            table.register("/products", new ProductRoutes(products, answers, bodies, json, access));
            table.register("/analytics", new AnalyticsRoutes(analytics, intake, answers, bodies, access));
        });
    }

    public Instant now() {
        return START.plusNanos(nanos.get());
    }

    public void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    public HttpResponse<String> get(String path, String... headers) throws Exception {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    /// As the operator.
    public HttpResponse<String> write(String method, String path, String body) throws Exception {
        return send(method, path, BodyPublishers.ofString(body), "Authorization", "Bearer " + OPERATOR);
    }

    public HttpResponse<String> send(String method, String path, HttpRequest.BodyPublisher body, String... headers)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url() + path)).method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /// The JSON of a successful answer.
    public JsonNode read(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return json.mapper().readTree(answer.body());
    }

    public JsonNode tree(HttpResponse<String> answer) throws IOException {
        return json.mapper().readTree(answer.body());
    }

    public String url() {
        return "http://127.0.0.1:" + web.port();
    }

    public long count(String table) {
        return database.read(c -> Sql.number(c, "select count(*) from " + table));
    }

    /// Announces or chunks a body of 100 MB and sends it until the server answers or hangs up.
    ///
    /// @return the status line, and how many bytes of the body went out
    public Flood flood(String method, String path, boolean chunked) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), web.port())) {
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            out.write((method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + OPERATOR
                            + "\r\n" + (chunked ? "Transfer-Encoding: chunked" : "Content-Length: 104857600")
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] piece = " ".repeat(65_536).getBytes(StandardCharsets.US_ASCII);
            long sent = 0;
            try {
                while (sent < 104_857_600 && in.available() == 0) {
                    if (chunked) {
                        out.write("10000\r\n".getBytes(StandardCharsets.US_ASCII));
                    }
                    out.write(piece);
                    if (chunked) {
                        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                    }
                    sent += piece.length;
                }
            } catch (SocketException e) {
                // The server hung up; its answer may still be there to read.
                return new Flood(firstLine(in), sent);
            }
            return new Flood(firstLine(in), sent);
        }
    }

    public record Flood(String statusLine, long sent) {}

    private static String firstLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\r'; b = in.read()) {
            line.append((char) b);
        }
        return line.toString();
    }

    @Override
    public void close() {
        web.stop();
        client.close();
        database.close();
    }
}
