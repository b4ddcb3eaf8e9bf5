package dev.opsdeck.server.fleet;

import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.TestDatabases;

final class FleetPostgresIT extends FleetSuite {

    @Override
    Database open() {
        return TestDatabases.postgres();
    }
}
