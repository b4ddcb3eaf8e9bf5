package dev.opsdeck.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opsdeck.server.alerts.delivery.AlertSettings;
import dev.opsdeck.server.audits.AuditSettings;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.DatabaseSettings;
import dev.opsdeck.server.http.Json;
import dev.opsdeck.server.http.TrustedProxies;
import dev.opsdeck.server.http.WireSettings;
import dev.opsdeck.server.limits.LimitSettings;
import dev.opsdeck.server.products.CatalogueSeed;
import dev.opsdeck.server.profiles.ProfileSettings;
import dev.opsdeck.server.tracing.TracingSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// The whole server on a catalogue that has something of everything: products, figures, a source, a sync run, a
/// load run and a profile. For tests that go through every route.
final class SeededServer implements AutoCloseable {

    static final String OPERATOR = "operator-token-0123456789";
    static final String VIEWER = "viewer-token-0123456789";

    static final int PRODUCTS = 250;

    /// The load run is a process of its own, and the flight recorder takes its time on a machine with other work.
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final String FEED = """
            id,title,link,price,availability
            A-1,Trail shoe,https://shop.example/1,10.00 EUR,in stock
            A-2,,https://shop.example/2,10.00 EUR,in stock
            """;

    final Json json = new Json();
    private final HttpClient client = HttpClient.newHttpClient();
    private final OpsdeckServer server;
    private final Map<String, String> ids = new HashMap<>();
    private String trace = "";

    SeededServer(Path data) throws Exception {
        this(data, null);
        fill();
    }

    private SeededServer(Path data, @Nullable DatabaseSettings settings) {
        try (Database database = Database.open(settings == null ? DatabaseSettings.h2File(data, 4) : settings)) {
            CatalogueSeed.fill(database, PRODUCTS, 3, Instant.now());
        }
        server = OpsdeckServer.start(settings(data, settings, WireSettings.PLAIN));
    }

    /// With products and their figures and nothing else: no process of a load run is waited for.
    static SeededServer withProducts(Path data, DatabaseSettings settings) {
        return new SeededServer(data, settings);
    }

    static ServerSettings settings(Path data) {
        return settings(data, null, WireSettings.PLAIN);
    }

    /// @param database null for H2 in the folder
    static ServerSettings settings(Path data, @Nullable DatabaseSettings database, WireSettings wire) {
        return new ServerSettings(
                "127.0.0.1",
                0,
                data,
                database,
                5,
                OPERATOR,
                VIEWER,
                Set.of(),
                Set.of(),
                false,
                false,
                false,
                AnalyticsSettings.DEFAULT,
                wire,
                // So that whatever is in X-Forwarded-For is read.
                new TrafficSettings(null, LimitSettings.OFF, TrustedProxies.parse("127.0.0.1")),
                InsightSettings.DEFAULT,
                new TracingSettings(true, 1, 500, null, null),
                AuditSettings.standard(),
                AlertSettings.DEFAULT,
                ProfileSettings.DEFAULT);
    }

    private void fill() throws Exception {
        write(
                "POST",
                "/products/sources",
                "{\"name\":\"shop\",\"network\":\"shop\",\"url\":\"file:shop\",\"format\":\"google_table\"}");
        write("PUT", "/products/sources/shop/file", FEED);
        String sync = write("POST", "/products/sync", "{\"source\":\"shop\"}")
                .get("id")
                .asText();
        String profile =
                write("POST", "/ops/profiles", "{\"seconds\":1}").get("id").asText();
        ids.put("/ops/profiles/{id}", profile);
        String load = write(
                        "POST",
                        "/ops/load-runs",
                        "{\"profile\":\"constant\",\"ratePerSecond\":5,\"durationSeconds\":1}")
                .get("id")
                .asText();
        ids.put(
                "/ops/audits/{id}",
                write("POST", "/ops/audits/weekly", "").at("/audit/id").asText());
        ids.put(
                "/ops/flushes/{id}",
                write("POST", "/ops/cache/flush", "{}").get("id").asText());
        ids.put("/products/sync/{id}", sync);
        ids.put("/ops/load-runs/{id}", load);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> !state("/products/sync/" + sync).equals("running"));
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> !state("/ops/load-runs/" + load).equals("running"));
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> profile(profile).path("fileBytes").asLong() > 0);
        Awaitility.await().atMost(PATIENCE).until(() -> !firstTrace().isEmpty());
        trace = firstTrace();
        write("PUT", "/ops/alert-rules", """
                {"rules": [{"name": "always", "metric": "process.memory.usage", "comparison": ">",
                 "levels": [{"severity": "warning", "threshold": 0}]}]}""");
        ids.put("/ops/alerts/{alert}", Awaitility.await().until(this::alert, id -> !id.isEmpty()));
    }

    private String alert() throws Exception {
        JsonNode alerts = json.mapper()
                .readTree(get("/ops/alerts", "Authorization", "Bearer " + OPERATOR)
                        .body());
        return alerts.get("data").path(0).path("id").asText();
    }

    private String firstTrace() throws Exception {
        return json.mapper()
                .readTree(get("/ops/traces", "Authorization", "Bearer " + OPERATOR)
                        .body())
                .path("data")
                .path(0)
                .path("id")
                .asText();
    }

    private JsonNode profile(String id) throws Exception {
        return json.mapper()
                .readTree(get("/ops/profiles/" + id, "Authorization", "Bearer " + OPERATOR)
                        .body())
                .path("profile");
    }

    private String state(String path) throws Exception {
        return json.mapper()
                .readTree(get(path, "Authorization", "Bearer " + OPERATOR).body())
                .get("run")
                .get("state")
                .asText();
    }

    /// A documented path with its parts filled in by something that is there.
    String real(String documented) {
        String path = documented;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            if (path.startsWith(id.getKey())) {
                path = path.replace("{id}", id.getValue()).replace("{alert}", id.getValue());
            }
        }
        return path.replace("{id}", "1")
                .replace("{name}", "shop")
                .replace("{trace}", trace)
                .replace("{alert}", "1");
    }

    /// As the operator; the JSON of a successful answer.
    JsonNode write(String method, String path, String body) throws Exception {
        HttpResponse<byte[]> answer =
                send(method, path, BodyPublishers.ofString(body), "Authorization", "Bearer " + OPERATOR);
        JsonNode tree = json.mapper().readTree(answer.body());
        if (answer.statusCode() >= 300) {
            throw new AssertionError(method + " " + path + " answered " + tree);
        }
        return tree;
    }

    HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    HttpResponse<byte[]> send(String method, String path, HttpRequest.@Nullable BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .method(method, body == null ? BodyPublishers.noBody() : body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
        client.close();
    }
}
