package dev.opsdeck.server.db;

import java.sql.SQLException;

/// A statement failed for a reason that nobody expected: a bug, or a constraint that the caller looks at.
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseException(SQLException cause) {
        super(cause);
    }

    /// Whether a unique key or another integrity constraint stood against it (SQLSTATE class 23).
    public boolean constraintViolated() {
        return getCause() instanceof SQLException sql
                && sql.getSQLState() != null
                && sql.getSQLState().startsWith("23");
    }
}
