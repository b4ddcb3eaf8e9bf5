package dev.opsdeck.server.db;

import dev.opsdeck.server.db.PatientSource.Connector;
import java.sql.SQLException;
import java.util.function.LongSupplier;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// The steps of the schema, in `db/migration` and `db/postgresql`, which Flyway applies. A schema that is at the newest
/// step already is left alone by one question: Flyway would take noticeably longer to come to the same.
final class Schema {

    /// Of Flyway's own record: the newest step that was begun, below zero if one of them failed.
    private static final String LAST = """
            select max(cast("version" as integer)) * min(case when "success" then 1 else -1 end)
            from "flyway_schema_history" where "version" is not null
            """;

    private Schema() {}

    /// The number of the newest step. Almost all of them run on both databases.
    static int newest(Dialect dialect) {
        return switch (dialect) {
            case H2 -> 21;
            case POSTGRESQL -> 23;
        };
    }

    /// Where the steps are.
    static String[] places(Dialect dialect) {
        return switch (dialect) {
            case H2 -> new String[] {"classpath:db/migration"};
            case POSTGRESQL -> new String[] {"classpath:db/migration", "classpath:db/postgresql"};
        };
    }

    /// Brings the schema to the newest step.
    ///
    /// @param untimed where steps run, without a statement timeout: one may rewrite a large table
    /// @throws DatabaseUnavailable if it cannot be done, or the schema is that of a newer version
    static void migrate(ConnectionPool pool, Connector untimed, LongSupplier nanos, Dialect dialect) {
        long last = last(pool);
        if (last == newest(dialect)) {
            return;
        }
        if (last > newest(dialect)) {
            throw new DatabaseUnavailable(
                    "The database was brought to step " + last + " of the schema by a newer Opsdeck; this one knows "
                            + newest(dialect) + " steps. Start that version or a newer one.",
                    null);
        }
        try {
            Flyway.configure()
                    .dataSource(new PatientSource("database", untimed, nanos))
                    .locations(places(dialect))
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new DatabaseUnavailable(
                    "The database could not be brought to this version's schema: " + e.getMessage(), e);
        }
    }

    private static long last(ConnectionPool pool) {
        try (ConnectionPool.Lent lent = pool.lend()) {
            return Sql.number(lent.connection(), LAST);
        } catch (SQLException noSuchTable) {
            // The first start. And whatever else is wrong, Flyway says it.
            return 0;
        }
    }
}
