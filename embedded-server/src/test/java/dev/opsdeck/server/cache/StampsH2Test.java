package dev.opsdeck.server.cache;

import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.TestDatabases;

final class StampsH2Test extends StampsSuite {

    @Override
    Database open() {
        return TestDatabases.h2();
    }
}
