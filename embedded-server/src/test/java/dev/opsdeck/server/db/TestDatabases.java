package dev.opsdeck.server.db;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Open, migrated and empty databases for tests. The caller closes them; one PostgreSQL server serves a whole JVM and
/// ends with it.
public final class TestDatabases {

    private static final AtomicLong NUMBER = new AtomicLong();
    private static @Nullable EmbeddedPostgres postgres;

    private TestDatabases() {}

    /// H2 in memory.
    public static Database h2() {
        return Database.open(h2Settings());
    }

    /// Where such a database is, for tests that open it themselves.
    public static DatabaseSettings h2Settings() {
        return new DatabaseSettings("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", null, null, 10);
    }

    /// A database of its own on a real PostgreSQL server.
    public static Database postgres() {
        return Database.open(postgresSettings());
    }

    /// Where such a database is, for tests that open it themselves.
    public static DatabaseSettings postgresSettings() {
        EmbeddedPostgres server = server();
        String name = "test" + NUMBER.incrementAndGet();
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
        return new DatabaseSettings(server.getJdbcUrl("postgres", name), "postgres", "postgres", 10);
    }

    private static synchronized EmbeddedPostgres server() {
        EmbeddedPostgres running = postgres;
        if (running == null) {
            try {
                running = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            postgres = running;
        }
        return running;
    }
}
