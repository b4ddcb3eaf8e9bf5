package dev.opsdeck.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opsdeck.server.alerts.delivery.AlertSettings;
import dev.opsdeck.server.audits.AuditSettings;
import dev.opsdeck.server.db.DatabaseSettings;
import dev.opsdeck.server.http.Json;
import dev.opsdeck.server.http.TrustedProxies;
import dev.opsdeck.server.http.WireSettings;
import dev.opsdeck.server.limits.LimitSettings;
import dev.opsdeck.server.profiles.ProfileSettings;
import dev.opsdeck.server.redis.RedisSettings;
import dev.opsdeck.server.tracing.TracingSettings;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Two whole backends with one database, and a client of both. They believe what that client says of its address, and
/// limit whoever has no token. The test closes it.
public final class TwoInstances implements AutoCloseable {

    private static final String TOKEN = "operator-token-0123456789";
    private static final long A_SECOND = Duration.ofSeconds(1).toNanos();

    /// The usual ones, but for the test itself.
    private static final LimitSettings LIMITS = new LimitSettings(
            LimitSettings.DEFAULT.reads(), LimitSettings.DEFAULT.sync(), null, LimitSettings.DEFAULT.other());

    private final HttpClient client = HttpClient.newHttpClient();
    private final Json json = new Json();
    final OpsdeckServer one;
    final OpsdeckServer two;

    private TwoInstances(OpsdeckServer one, OpsdeckServer two) {
        this.one = one;
        this.two = two;
    }

    /// @param folder of the test
    /// @param redis  null: they have none
    public static TwoInstances start(Path folder, DatabaseSettings database, @Nullable RedisSettings redis)
            throws Exception {
        OpsdeckServer one = startOne(folder.resolve("one"), database, redis, Set.of());
        try {
            Set<String> other = Set.of(one.url().toString());
            return new TwoInstances(one, startOne(folder.resolve("two"), database, redis, other));
        } catch (Exception | Error e) {
            one.close();
            throw e;
        }
    }

    @Override
    public void close() {
        try (one;
                two) {
            client.close();
        }
    }

    /// Writes to each of them in turn. What is read of the other is right at the latest when it is asked for a
    /// second after the write was answered.
    public void writesReachTheOther() throws Exception {
        String product = create("Old title");
        long written = System.nanoTime();
        for (int i = 0; i < 4; i++) {
            OpsdeckServer writer = i % 2 == 0 ? one : two;
            OpsdeckServer reader = i % 2 == 0 ? two : one;
            String title = "Title " + i + " of " + product;
            List<String> reads = List.of(product, "/products?limit=20&sort=updatedAt", "/products/top?limit=20");
            for (String read : reads) {
                JsonNode right = get(writer, read);
                withinASecond(written, read, () -> get(reader, read).equals(right));
            }
            assertThat(send(writer, "PATCH", product, "{\"title\":\"" + title + "\"}")
                            .statusCode())
                    .isEqualTo(200);
            written = System.nanoTime();
            for (String read : reads) {
                assertThat(get(writer, read).toString()).contains(title);
                withinASecond(written, read, () -> get(reader, read).toString().contains(title));
            }
        }
    }

    /// However slow this machine is: what is asked a second after the write has its answer.
    private static void withinASecond(long written, String read, Callable<Boolean> right) {
        await().pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(20))
                .until(() -> {
                    long asked = System.nanoTime();
                    boolean answer = right.call();
                    assertThat(answer || asked - written < A_SECOND).as(read).isTrue();
                    return answer;
                });
    }

    /// While one makes a load run of itself, the other may not put load on it too.
    void oneIsUnderOneLoad() throws Exception {
        String order = "{\"profile\":\"smoke\",\"durationSeconds\":600";
        HttpResponse<String> begun = send(one, "POST", "/ops/load-runs", order + "}");
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
        String run = "/ops/load-runs/"
                + json.mapper().readTree(begun.body()).path("id").asLong();
        String same = order + ",\"target\":\"" + one.url() + "\"}";

        HttpResponse<String> refused = send(two, "POST", "/ops/load-runs", same);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("is under way since", "started by", "DELETE " + run);
        HttpResponse<String> notHere = send(two, "DELETE", run, "");
        assertThat(notHere.statusCode()).isEqualTo(409);
        assertThat(notHere.body()).contains("stop it there");

        assertThat(send(one, "DELETE", run, "").statusCode()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> send(two, "POST", "/ops/load-runs", same).statusCode() == 202);
    }

    /// A new product; where it is.
    String create(String title) throws Exception {
        HttpResponse<String> made =
                send(one, "POST", "/products", """
                {"network":"shop","externalId":"%s","title":"%s","url":"https://shop.example/1",
                "availability":"in_stock","price":19.90,"currency":"EUR","status":"active"}""".formatted(Long.toString(System.nanoTime(), 36), title));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return "/products/" + json.mapper().readTree(made.body()).path("id").asLong();
    }

    private static OpsdeckServer startOne(
            Path folder, DatabaseSettings database, @Nullable RedisSettings redis, Set<String> loadTargets)
            throws Exception {
        return OpsdeckServer.start(new ServerSettings(
                "127.0.0.1",
                0,
                Files.createDirectories(folder),
                database,
                5,
                TOKEN,
                null,
                Set.of(),
                loadTargets,
                false,
                false,
                false,
                AnalyticsSettings.DEFAULT,
                WireSettings.PLAIN,
                new TrafficSettings(redis, LIMITS, TrustedProxies.parse("127.0.0.1")),
                InsightSettings.DEFAULT,
                TracingSettings.DEFAULT,
                AuditSettings.standard(),
                AlertSettings.DEFAULT,
                ProfileSettings.DEFAULT));
    }

    List<String> levels(OpsdeckServer server) throws Exception {
        return get(server, "/ops/caches").path("data").findValuesAsText("level");
    }

    JsonNode get(OpsdeckServer server, String path) throws Exception {
        return json.mapper().readTree(send(server, "GET", path, "").body());
    }

    /// As anybody, from that address.
    HttpResponse<String> read(OpsdeckServer server, String path, String address) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.url().resolve(path))
                .header("X-Forwarded-For", address)
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    HttpResponse<String> send(OpsdeckServer server, String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.url().resolve(path))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
