package dev.opsdeck.server.db;

import dev.opsdeck.server.FreePort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL server of a test's own that can be stopped, killed, frozen and started again on the same port with the
/// same data, and that can be given streaming replicas. Used by one thread; the test closes it.
public final class RealPostgres implements AutoCloseable {

    private static final int SMALL_POOL = 4;

    private final Path data;
    private final int port;
    private final List<String> settings;
    private @Nullable EmbeddedPostgres running;

    private RealPostgres(Path data, int port, List<String> settings) {
        this.data = data;
        this.port = port;
        this.settings = settings;
    }

    /// A new server in an empty folder.
    ///
    /// @param settings of the server, each like `name=value`
    public static RealPostgres start(Path folder, String... settings) {
        RealPostgres server = new RealPostgres(folder, FreePort.choose(), List.of(settings));
        server.start();
        return server;
    }

    /// A streaming replica of this server. For a moment this one is stopped: its data as it lies there is the beginning
    /// of the replica's.
    public RealPostgres replica(Path folder, String... settings) {
        stop();
        copy(data, folder);
        RealPostgres replica = new RealPostgres(folder, FreePort.choose(), List.of(settings));
        try {
            Files.createFile(folder.resolve("standby.signal"));
            Files.writeString(
                    folder.resolve("postgresql.auto.conf"),
                    "primary_conninfo = 'host=127.0.0.1 port=" + port + " user=postgres'\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start();
        replica.start();
        return replica;
    }

    public void start() {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("max_connections", "100");
        settings.forEach(setting -> {
            String[] parts = setting.split("=", 2);
            builder.setServerConfig(parts[0], parts[1]);
        });
        try {
            running = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Cleanly, breaking off what is connected.
    public void stop() {
        EmbeddedPostgres server = running;
        running = null;
        if (server != null) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// `kill -9` of everything that belongs to it.
    public void kill() {
        signal("-KILL");
        // The folder must not look as if somebody used it.
        try {
            Files.deleteIfExists(data.resolve("postmaster.pid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Says that it could not be stopped, and gives its folder free.
        stop();
    }

    /// Everything of it stands still: connections stay open and nothing answers.
    public void freeze() {
        signal("-STOP");
    }

    public void thaw() {
        signal("-CONT");
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /// To open it with, with times short enough for a test.
    public DatabaseSettings settings(RealPostgres... replicas) {
        return new DatabaseSettings(
                url(),
                "postgres",
                "postgres",
                SMALL_POOL,
                Duration.ofSeconds(5),
                Duration.ofSeconds(3),
                Stream.of(replicas).map(RealPostgres::url).toList(),
                Duration.ofSeconds(1));
    }

    /// One statement on a connection of its own; the first column of the first row, if there is one.
    public @Nullable String sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(), "postgres", "postgres");
                Statement one = connection.createStatement()) {
            if (!one.execute(statement)) {
                return null;
            }
            var rows = one.getResultSet();
            return rows.next() ? rows.getString(1) : null;
        }
    }

    @Override
    public void close() {
        if (running != null) {
            thaw();
            stop();
        }
    }

    private void signal(String name) {
        try {
            long postmaster = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid"))
                    .getFirst()
                    .strip());
            ProcessHandle handle = ProcessHandle.of(postmaster).orElseThrow();
            List<ProcessHandle> family =
                    Stream.concat(Stream.of(handle), handle.descendants()).toList();
            List<String> command = new ArrayList<>(List.of("kill", name));
            family.forEach(process -> command.add(String.valueOf(process.pid())));
            // A child that ended meanwhile is no failure.
            new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
            if (name.equals("-KILL")) {
                family.forEach(process -> process.onExit().join());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to);
            Files.walkFileTree(from, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                        throws IOException {
                    Files.createDirectories(to.resolve(from.relativize(folder)));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.copy(file, to.resolve(from.relativize(file)));
                    return FileVisitResult.CONTINUE;
                }
            });
            // The server refuses a folder that others may read.
            Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
