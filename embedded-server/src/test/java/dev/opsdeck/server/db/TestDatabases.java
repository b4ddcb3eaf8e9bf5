package dev.opsdeck.server.db;

import dev.opsdeck.server.FreePort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Open, migrated and empty databases for tests. The caller closes them; one PostgreSQL server serves a whole JVM and
/// ends with it.
public final class TestDatabases {

    private static final String MIGRATED = "migrated";
    private static final AtomicLong NUMBER = new AtomicLong();
    private static @Nullable EmbeddedPostgres postgres;

    private TestDatabases() {}

    /// H2 in memory.
    public static Database h2() {
        return Database.open(h2Settings());
    }

    /// Where such a database is, not migrated yet, for tests that open it themselves.
    public static DatabaseSettings h2Settings() {
        return new DatabaseSettings("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", null, null, 10);
    }

    /// A database of its own on a real PostgreSQL server: a copy of one that was migrated once, which takes a fifth of
    /// the time of the migrations. Its files are copied whole: page by page through the log takes twice as long.
    public static Database postgres() {
        return Database.open(migratedPostgresSettings());
    }

    /// Where such a database is, for tests that open it themselves, or a process that does.
    public static DatabaseSettings migratedPostgresSettings() {
        return create(" template " + MIGRATED + " strategy file_copy");
    }

    /// Where a database is that is not migrated yet, for tests that open it themselves.
    public static DatabaseSettings postgresSettings() {
        return create("");
    }

    private static DatabaseSettings create(String from) {
        EmbeddedPostgres server = server();
        String name = "test" + NUMBER.incrementAndGet();
        execute(server, "create database " + name + from);
        return settings(server, name);
    }

    private static DatabaseSettings settings(EmbeddedPostgres server, String name) {
        return new DatabaseSettings(server.getJdbcUrl("postgres", name), "postgres", "postgres", 10);
    }

    private static void execute(EmbeddedPostgres server, String sql) {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static synchronized EmbeddedPostgres server() {
        EmbeddedPostgres running = postgres;
        if (running == null) {
            try {
                running = EmbeddedPostgres.builder()
                        .setPort(FreePort.choose())
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            execute(running, "create database " + MIGRATED);
            Database.open(settings(running, MIGRATED)).close();
            postgres = running;
        }
        return running;
    }
}
