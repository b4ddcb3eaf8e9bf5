package dev.opsdeck.server.profiles;

import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.TestDatabases;

final class ProfileRepositoryPostgresIT extends ProfileRepositorySuite {

    @Override
    Database open() {
        return TestDatabases.postgres();
    }
}
