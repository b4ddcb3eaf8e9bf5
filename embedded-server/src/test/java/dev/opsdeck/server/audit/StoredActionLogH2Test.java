package dev.opsdeck.server.audit;

import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.TestDatabases;

final class StoredActionLogH2Test extends StoredActionLogSuite {

    @Override
    Database open() {
        return TestDatabases.h2();
    }
}
