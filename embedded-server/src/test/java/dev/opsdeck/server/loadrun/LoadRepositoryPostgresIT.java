package dev.opsdeck.server.loadrun;

import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.TestDatabases;

final class LoadRepositoryPostgresIT extends LoadRepositorySuite {

    @Override
    Database open() {
        return TestDatabases.postgres();
    }
}
