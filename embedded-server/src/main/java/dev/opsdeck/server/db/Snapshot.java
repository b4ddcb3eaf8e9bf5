package dev.opsdeck.server.db;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Work that sees the database as it was at one moment, however many statements it makes: figures read by several of
/// them agree with each other. It only reads. To be given to [Database#read], whose pool puts the connection back as
/// it was.
public final class Snapshot {

    private Snapshot() {}

    /// The same work, in one snapshot.
    public static <T extends @Nullable Object> SqlWork<T> of(Dialect dialect, SqlWork<T> work) {
        return c -> {
            begin(c, dialect);
            T result = work.run(c);
            c.commit();
            return result;
        };
    }

    private static void begin(Connection c, Dialect dialect) throws SQLException {
        switch (dialect) {
            case H2 -> {
                c.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                c.setAutoCommit(false);
            }
            case POSTGRESQL -> {
                // For this transaction only: the session's own level would be left to the next client of a PgBouncer.
                c.setAutoCommit(false);
                Sql.update(c, "set transaction isolation level repeatable read, read only");
            }
        }
    }
}
