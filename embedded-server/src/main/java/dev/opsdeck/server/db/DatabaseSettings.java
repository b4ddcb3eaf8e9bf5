package dev.opsdeck.server.db;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the database is, and how long to wait for it.
///
/// @param url              JDBC URL; what it says as parameters goes before what Opsdeck would choose
/// @param user             null for H2's own file
/// @param poolSize         most connections at once, to the primary and to each replica
/// @param poolTimeout      how long a request waits for a free connection
/// @param statementTimeout how long a statement may take
/// @param replicaUrls      JDBC URLs of read replicas of the same PostgreSQL, which take the same user and password
/// @param replicaMaxLag    how far behind a replica may be to be read from
public record DatabaseSettings(
        String url,
        @Nullable String user,
        @Nullable String password,
        int poolSize,
        Duration poolTimeout,
        Duration statementTimeout,
        List<String> replicaUrls,
        Duration replicaMaxLag) {

    /// Limits that suit most.
    public static final Duration POOL_TIMEOUT = Duration.ofSeconds(20);

    public static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(30);
    public static final Duration REPLICA_MAX_LAG = Duration.ofSeconds(1);

    public DatabaseSettings {
        replicaUrls = List.copyOf(replicaUrls);
    }

    /// One database with the usual limits.
    public DatabaseSettings(String url, @Nullable String user, @Nullable String password, int poolSize) {
        this(url, user, password, poolSize, POOL_TIMEOUT, STATEMENT_TIMEOUT, List.of(), REPLICA_MAX_LAG);
    }

    /// An H2 file in a folder; one process at a time.
    public static DatabaseSettings h2File(Path folder, int poolSize) {
        // A write is on disk when it is answered: no delay. The file stays small while running and is not rewritten
        // for seconds at the end.
        String url = "jdbc:h2:file:" + folder.toAbsolutePath().resolve("opsdeck")
                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;MAX_COMPACT_TIME=200;CACHE_SIZE=16384";
        return new DatabaseSettings(url, null, null, poolSize);
    }

    /// Never shows a password.
    @Override
    public String toString() {
        return "DatabaseSettings[" + masked(url) + ", user=" + user + ", replicas="
                + replicaUrls.stream().map(DatabaseSettings::masked).toList() + "]";
    }

    /// A URL as it may be shown: neither a password parameter nor one before the host.
    static String masked(String url) {
        return url.replaceAll("(?i)password=[^&;]*", "password=***").replaceAll("//[^/@]*@", "//***@");
    }
}
