package dev.opsdeck.server.db;

final class SchemaPostgresIT extends SchemaSuite {

    @Override
    DatabaseSettings make() {
        return TestDatabases.postgresSettings();
    }
}
