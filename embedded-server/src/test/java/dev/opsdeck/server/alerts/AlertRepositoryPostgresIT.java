package dev.opsdeck.server.alerts;

import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.TestDatabases;

final class AlertRepositoryPostgresIT extends AlertRepositorySuite {

    @Override
    Database open() {
        return TestDatabases.postgres();
    }
}
