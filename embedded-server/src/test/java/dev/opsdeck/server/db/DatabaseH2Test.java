package dev.opsdeck.server.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.Test;

/// What is so with H2 alone.
final class DatabaseH2Test {

    private static final String SUBQUERY =
            "select p.id from (select id from products where lower(title) like lower(?) limit ?) k"
                    + " join products p on p.id = k.id";

    @Test
    void aConnectionRemembersNoPlansOfSubqueriesWhenItIsGivenBack() {
        DatabaseSettings one = new DatabaseSettings(TestDatabases.h2Settings().url(), null, null, 1);
        try (Database database = Database.open(one)) {
            int within = 0;
            for (int i = 0; i < 5; i++) {
                within = database.read(c -> {
                    Sql.list(c, SUBQUERY, row -> row.getLong(1), "a%", 5);
                    Sql.list(c, SUBQUERY, row -> row.getLong(1), "b%", 5);
                    return remembered(c);
                });
            }
            assertThat(within).as("H2 does so still").isPositive();
            assertThat(database.<Integer>read(DatabaseH2Test::remembered)).isZero();
        }
    }

    private static int remembered(Connection connection) throws SQLException {
        SessionLocal session =
                (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        return session.getViewIndexCache(true).size();
    }
}
