package dev.opsdeck.server.db;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where the database is.
///
/// @param url      JDBC URL
/// @param user     null for H2's own file
/// @param poolSize most connections at once
public record DatabaseSettings(
        String url, @Nullable String user, @Nullable String password, int poolSize) {

    /// An H2 file in a folder; one process at a time.
    public static DatabaseSettings h2File(Path folder, int poolSize) {
        // A write is on disk when it is answered: no delay. The file stays small while running and is not rewritten
        // for seconds at the end.
        String url = "jdbc:h2:file:" + folder.toAbsolutePath().resolve("opsdeck")
                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;MAX_COMPACT_TIME=200;CACHE_SIZE=16384";
        return new DatabaseSettings(url, null, null, poolSize);
    }

    /// Never shows the password.
    @Override
    public String toString() {
        return "DatabaseSettings[" + url.replaceAll("(?i)password=[^&;]*", "password=***") + ", user=" + user + "]";
    }
}
