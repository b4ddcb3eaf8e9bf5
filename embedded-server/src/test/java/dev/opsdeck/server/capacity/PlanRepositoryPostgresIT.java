package dev.opsdeck.server.capacity;

import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.TestDatabases;

final class PlanRepositoryPostgresIT extends PlanRepositorySuite {

    @Override
    Database open() {
        return TestDatabases.postgres();
    }
}
