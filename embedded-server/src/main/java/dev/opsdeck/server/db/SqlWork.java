package dev.opsdeck.server.db;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Work on one connection. Must neither close nor keep it.
@FunctionalInterface
public interface SqlWork<T extends @Nullable Object> {

    T run(Connection connection) throws SQLException;
}
