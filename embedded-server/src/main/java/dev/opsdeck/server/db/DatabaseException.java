package dev.opsdeck.server.db;

import java.sql.SQLException;
import java.util.Set;

/// A statement failed for a reason that nobody expected: a bug, or a constraint that the caller looks at.
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final Set<String> RACES = Set.of("40001", "40P01", "HYT00", "23505");

    DatabaseException(SQLException cause) {
        super(cause);
    }

    /// Whether a unique key or another integrity constraint stood against it (SQLSTATE class 23).
    public boolean constraintViolated() {
        return getCause() instanceof SQLException sql
                && sql.getSQLState() != null
                && sql.getSQLState().startsWith("23");
    }

    /// Whether the transaction lost against another one at the same rows: a deadlock, a serialisation failure, a wait
    /// that took too long, or a row that the other was faster to insert. The same transaction may succeed when
    /// it is tried again.
    public boolean lostARace() {
        return getCause() instanceof SQLException sql && sql.getSQLState() != null && RACES.contains(sql.getSQLState());
    }
}
