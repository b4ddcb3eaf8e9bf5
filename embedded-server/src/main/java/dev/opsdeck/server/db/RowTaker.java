package dev.opsdeck.server.db;

import java.sql.ResultSet;
import java.sql.SQLException;

/// Takes what it needs of the current row. Must not move the cursor.
@FunctionalInterface
public interface RowTaker {

    void take(ResultSet row) throws SQLException;
}
