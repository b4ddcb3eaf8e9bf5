package dev.opsdeck.server.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Makes a value of the current row. Must not move the cursor.
@FunctionalInterface
public interface RowReader<T extends @Nullable Object> {

    T read(ResultSet row) throws SQLException;
}
