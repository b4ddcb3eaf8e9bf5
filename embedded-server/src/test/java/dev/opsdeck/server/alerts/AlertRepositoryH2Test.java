package dev.opsdeck.server.alerts;

import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.TestDatabases;

final class AlertRepositoryH2Test extends AlertRepositorySuite {

    @Override
    Database open() {
        return TestDatabases.h2();
    }
}
