package dev.opsdeck.server.db;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;

/// What went wrong, by SQLSTATE (PostgreSQL's manual, appendix A; H2 uses the same classes).
final class SqlStates {

    private SqlStates() {}

    /// The connection broke, or the server ends or starts.
    static boolean connectionLost(SQLException e) {
        return e instanceof SQLTransientConnectionException
                || e instanceof SQLNonTransientConnectionException
                || e instanceof SQLRecoverableException
                || starts(e, "08")
                || starts(e, "57P");
    }

    /// The server, or the driver for it, ended a statement that took too long.
    static boolean tookTooLong(SQLException e) {
        return starts(e, "57014");
    }

    /// A replica ended a read because it stood in the way of what it replays, or does not know something yet.
    static boolean replicaCannot(SQLException e) {
        return starts(e, "40") || starts(e, "42P01") || starts(e, "25006") || starts(e, "55000");
    }

    private static boolean starts(SQLException e, String state) {
        return e.getSQLState() != null && e.getSQLState().startsWith(state);
    }
}
