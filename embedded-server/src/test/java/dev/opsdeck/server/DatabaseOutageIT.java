package dev.opsdeck.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opsdeck.server.alerts.delivery.AlertSettings;
import dev.opsdeck.server.audits.AuditSettings;
import dev.opsdeck.server.db.DatabaseSettings;
import dev.opsdeck.server.db.RealPostgres;
import dev.opsdeck.server.http.TrustedProxies;
import dev.opsdeck.server.http.WireSettings;
import dev.opsdeck.server.limits.LimitSettings;
import dev.opsdeck.server.profiles.ProfileSettings;
import dev.opsdeck.server.tracing.TracingSettings;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A whole server under load while its real PostgreSQL is stopped, locked, or far behind in a replica.
final class DatabaseOutageIT {

    private static final String TOKEN = "operator-token-0123456789";
    private static final int CLIENTS = 8;

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path databases;

    @SuppressWarnings("NullAway.Init")
    private static RealPostgres postgres;

    @SuppressWarnings("NullAway.Init")
    private static RealPostgres replica;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeAll
    static void startDatabases() {
        postgres = RealPostgres.start(databases.resolve("postgres"));
        // A primary that was stopped is found again at once.
        replica = postgres.replica(databases.resolve("replica"), "wal_retrieve_retry_interval=200ms");
    }

    @AfterAll
    static void stopDatabases() {
        replica.close();
        postgres.close();
    }

    @AfterEach
    void stop() {
        http.close();
    }

    @Test
    void aDatabaseThatIsGoneForTwentySecondsIsToldInASentenceAndUsedAgainAtOnce() throws Exception {
        try (OpsdeckServer server = OpsdeckServer.start(settings(database(10, Duration.ofSeconds(3))));
                Load load = new Load(server, prices(create(server, "A1")))) {
            await().until(() -> load.taken.get() > 50);
            assertThat(get(server, "/health/ready").statusCode()).isEqualTo(200);

            postgres.stop();
            long gone = System.nanoTime();
            while (since(gone).compareTo(Duration.ofSeconds(20)) < 0) {
                long asked = System.nanoTime();
                HttpResponse<String> ready = get(server, "/health/ready");
                assertThat(since(asked)).isLessThan(Duration.ofSeconds(1));
                assertThat(ready.statusCode()).isEqualTo(503);
                assertThat(ready.body()).contains("\"database\"", "The database d");
            }
            HttpResponse<String> refused = get(server, load.path);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).contains("2");
            assertThat(refused.body()).contains("The database does not answer. Please try again in a moment.");

            postgres.start();
            long back = System.nanoTime();
            await().pollInterval(Duration.ofMillis(20))
                    .until(() -> get(server, "/health/ready").statusCode() == 200
                            && get(server, load.path).statusCode() == 200);
            assertThat(since(back)).isLessThan(Duration.ofSeconds(2));
            long used = System.nanoTime();
            int before = load.taken.get();
            await().until(() -> load.taken.get() > before + 200);
            load.end();
            assertThat(load.refused)
                    .as("of %d refused, those that were asked when it was used again", load.refused.size())
                    .isNotEmpty()
                    .allMatch(asked -> asked - used < 0);
            assertThat(load.wrong).isEmpty();
            await().until(() -> connectionsInUse(server) == 0);
        }
    }

    @Test
    void whenAllConnectionsHangRequestsAreRefusedAfterThePoolTimeoutAndThoseBeyondAHundredAndFiftyAtOnce()
            throws Exception {
        Duration patience = Duration.ofSeconds(2);
        try (OpsdeckServer server = OpsdeckServer.start(settings(database(3, patience)))) {
            // What nothing in the background reads, which would hold a connection as well.
            String path = "/ops/capacity/plan";
            List<CompletableFuture<HttpResponse<String>>> hanging = new ArrayList<>();
            try (Connection other = DriverManager.getConnection(postgres.url(), "postgres", "postgres");
                    Statement statement = other.createStatement()) {
                other.setAutoCommit(false);
                statement.execute("lock table capacity_plan in access exclusive mode");
                for (int i = 0; i < 3; i++) {
                    hanging.add(http.sendAsync(request(server, path).build(), HttpResponse.BodyHandlers.ofString()));
                }
                await().until(() -> "3".equals(postgres.sql("select count(*) from pg_locks where not granted")));
                await().until(() -> connectionsInUse(server) == 3);
                List<CompletableFuture<Refusal>> refused = new ArrayList<>();
                for (int i = 0; i < 200; i++) {
                    long asked = System.nanoTime();
                    refused.add(http.sendAsync(request(server, path).build(), HttpResponse.BodyHandlers.ofString())
                            .thenApply(answer -> new Refusal(answer, since(asked))));
                }
                // A gauge is read once a second, and they wait for two.
                await().until(() -> gauge(server, "db_connections_waiting") > 0);
                assertThat(gauge(server, "db_connections_waiting")).isLessThanOrEqualTo(150);
                for (CompletableFuture<Refusal> one : refused) {
                    assertThat(one.join().answer().statusCode()).isEqualTo(503);
                    assertThat(one.join().answer().body()).contains("All 3 connections to the database are in use.");
                }
                assertThat(refused).anyMatch(one -> one.join().after().compareTo(patience) < 0);
                assertThat(refused).anyMatch(one -> one.join().after().compareTo(patience) >= 0);
                other.rollback();
            }
            for (CompletableFuture<HttpResponse<String>> answer : hanging) {
                assertThat(answer.join().statusCode()).isEqualTo(200);
            }
            assertThat(get(server, path).statusCode()).isEqualTo(200);
            await().until(() -> connectionsInUse(server) == 0);
        }
    }

    /// The replica replays every commit 300 ms late: whatever it answered, a cache would keep.
    @Test
    void whatAClientWroteItReadsAlsoThroughCachesOverALateReplica() throws Exception {
        replicaIsLate("300ms");
        try (OpsdeckServer server = OpsdeckServer.start(settings(postgres.settings(replica)))) {
            String id = create(server, "A3");
            for (int round = 0; round < 5; round++) {
                String title = "Lamp number " + round;
                assertThat(rename(server, id, title).statusCode()).isEqualTo(200);
                for (String path : List.of("/products/" + id, "/products", "/products/top")) {
                    assertThat(get(server, path).body()).contains(title);
                }
                // From now on the replica is as good as the primary, until the next write.
                await().ignoreExceptions()
                        .until(() -> title.equals(replica.sql("select title from products where id = " + id)));
            }
            assertThat(get(server, "/health/ready").statusCode()).isEqualTo(200);
        }
    }

    /// Another server renames the product, and a client names it back at once. On the replica nothing has changed
    /// yet: who looked there would find nothing to do.
    @Test
    void whatIsReadInOrderToWriteComesFromThePrimary() throws Exception {
        replicaIsLate("700ms");
        try (OpsdeckServer server = OpsdeckServer.start(settings(postgres.settings(replica)))) {
            String id = create(server, "A4");
            await().ignoreExceptions()
                    .until(() -> "Lamp".equals(replica.sql("select title from products where id = " + id)));
            for (int round = 0; round < 3; round++) {
                postgres.sql("update products set title = 'Other' where id = " + id);
                assertThat(rename(server, id, "Lamp").statusCode()).isEqualTo(200);
                assertThat(postgres.sql("select title from products where id = " + id))
                        .isEqualTo("Lamp");
            }
        }
    }

    @Test
    void aReplicaOutOfReachIsRemarkedAndTheServerStaysReady() throws Exception {
        replicaIsLate("0");
        try (OpsdeckServer server = OpsdeckServer.start(settings(postgres.settings(replica)))) {
            await().until(() -> !get(server, "/health/ready").body().contains("replica"));
            replica.stop();
            await().until(() -> get(server, "/health/ready").body().contains("is out of reach"));
            assertThat(get(server, "/health/ready").statusCode()).isEqualTo(200);
            assertThat(get(server, "/products").statusCode()).isEqualTo(200);
        } finally {
            replica.start();
        }
    }

    /// From now on it replays every commit so much later.
    private static void replicaIsLate(String delay) throws SQLException {
        replica.sql("alter system set recovery_min_apply_delay = '" + delay + "'");
        replica.sql("select pg_reload_conf()");
        await().until(() -> delay.equals(replica.sql("show recovery_min_apply_delay")));
    }

    /// Without a replica.
    private static DatabaseSettings database(int poolSize, Duration patience) {
        return new DatabaseSettings(
                postgres.url(),
                "postgres",
                "postgres",
                poolSize,
                patience,
                Duration.ofSeconds(30),
                List.of(),
                DatabaseSettings.REPLICA_MAX_LAG);
    }

    private static String prices(String id) {
        return "/products/" + id + "/prices";
    }

    private String create(OpsdeckServer server, String externalId) throws Exception {
        HttpResponse<String> created = http.send(
                request(server, "/products")
                        .POST(HttpRequest.BodyPublishers.ofString("""
                                {"network": "shop", "externalId": "%s", "title": "Lamp", "price": 19.90,
                                 "url": "https://shop.example/1", "currency": "EUR"}""".formatted(externalId)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(created.statusCode()).isEqualTo(201);
        String location = created.headers().firstValue("Location").orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private HttpResponse<String> rename(OpsdeckServer server, String id, String title) throws Exception {
        return http.send(
                request(server, "/products/" + id)
                        .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"title\": \"" + title + "\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(OpsdeckServer server, String path) throws Exception {
        return http.send(request(server, path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(OpsdeckServer server, String path) {
        return HttpRequest.newBuilder(server.url().resolve(path)).header("Authorization", "Bearer " + TOKEN);
    }

    private int connectionsInUse(OpsdeckServer server) throws Exception {
        return gauge(server, "db_connections_active");
    }

    private int gauge(OpsdeckServer server, String name) throws Exception {
        return get(server, "/metrics")
                .body()
                .lines()
                .filter(line -> line.contains(name) && !line.startsWith("#"))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(-1);
    }

    private ServerSettings settings(DatabaseSettings database) {
        return new ServerSettings(
                "127.0.0.1",
                0,
                folder.resolve("data"),
                database,
                database.poolSize(),
                TOKEN,
                null,
                Set.of(),
                Set.of(),
                false,
                false,
                false,
                AnalyticsSettings.DEFAULT,
                WireSettings.PLAIN,
                new TrafficSettings(null, LimitSettings.OFF, TrustedProxies.NONE),
                InsightSettings.DEFAULT,
                TracingSettings.DEFAULT,
                AuditSettings.standard(),
                AlertSettings.DEFAULT,
                ProfileSettings.DEFAULT);
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    /// @param after how long its client had waited
    private record Refusal(HttpResponse<String> answer, Duration after) {}

    /// Clients that ask one after the other; closing waits for them.
    private final class Load implements AutoCloseable {

        private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
        private final AtomicBoolean ended = new AtomicBoolean();
        private final AtomicInteger taken = new AtomicInteger();
        /// When those were asked that were refused, by the clock of [System#nanoTime].
        private final ConcurrentLinkedQueue<Long> refused = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
        private final String path;

        Load(OpsdeckServer server, String path) {
            this.path = path;
            for (int i = 0; i < CLIENTS; i++) {
                clients.execute(() -> ask(server));
            }
        }

        private void ask(OpsdeckServer server) {
            while (!ended.get()) {
                long asked = System.nanoTime();
                try {
                    HttpResponse<String> answer = get(server, path);
                    if (answer.statusCode() == 200) {
                        taken.incrementAndGet();
                    } else if (answer.statusCode() == 503 && answer.body().contains("Please try again")) {
                        refused.add(asked);
                    } else {
                        wrong.add(answer.statusCode() + " " + answer.body());
                    }
                } catch (Exception e) {
                    wrong.add(e.toString());
                }
            }
        }

        void end() {
            close();
        }

        @Override
        public void close() {
            ended.set(true);
            clients.close();
        }
    }
}
