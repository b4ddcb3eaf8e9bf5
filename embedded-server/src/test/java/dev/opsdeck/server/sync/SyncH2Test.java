package dev.opsdeck.server.sync;

import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.TestDatabases;

class SyncH2Test extends SyncSuite {

    @Override
    Database open() {
        return TestDatabases.h2();
    }
}
