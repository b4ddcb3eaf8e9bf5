package dev.opsdeck.server.audit;

import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.TestDatabases;

final class StoredActionLogPostgresIT extends StoredActionLogSuite {

    @Override
    Database open() {
        return TestDatabases.postgres();
    }
}
