package dev.opsdeck.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opsdeck.server.db.DatabaseSettings;
import dev.opsdeck.server.db.TestDatabases;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` of a backend in the middle of writes to a real PostgreSQL: whatever it answered is there.
final class KilledWritesIT {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Test
    void everyAcknowledgedWriteIsThere() throws Exception {
        DatabaseSettings database = TestDatabases.postgresSettings();
        String user = Objects.requireNonNull(database.user());
        String password = Objects.requireNonNull(database.password());
        Map<String, String> environment = Map.of(
                "OPSDECK_DB_URL",
                database.url(),
                "OPSDECK_DB_USER",
                user,
                "OPSDECK_DB_PASSWORD",
                password,
                "OPSDECK_LIMITS",
                "off");
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        try (BackendProcess backend = BackendProcess.start(data, environment);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < 4; client++) {
                String prefix = "c" + client + "-";
                clients.execute(() -> writeUntilItFails(backend, prefix, acknowledged));
            }
            await().atMost(Duration.ofMinutes(1)).until(() -> acknowledged.size() > 300);
            backend.kill();
        }
        Set<String> stored = new HashSet<>();
        try (Connection connection = DriverManager.getConnection(database.url(), user, password);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select p.external_id from products p join price_history h" + " on h.product_id = p.id")) {
            while (rows.next()) {
                stored.add(rows.getString(1));
            }
        }
        assertThat(stored).containsAll(acknowledged);
        // What was under way may be there or not, whole in either case: the row with its price.
        assertThat(stored.size()).isBetween(acknowledged.size(), acknowledged.size() + 4);
    }

    private static void writeUntilItFails(BackendProcess backend, String prefix, Set<String> acknowledged) {
        try {
            for (int i = 0; ; i++) {
                String id = prefix + i;
                int status = backend.post("/products", """
                                {"network": "shop", "externalId": "%s", "title": "Lamp", "price": 19.90,
                                 "url": "https://shop.example/1", "currency": "EUR"}""".formatted(id)).statusCode();
                assertThat(status).isEqualTo(201);
                acknowledged.add(id);
            }
        } catch (IOException killed) {
            assertThat(acknowledged).isNotEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
