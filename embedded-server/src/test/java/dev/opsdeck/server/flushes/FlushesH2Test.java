package dev.opsdeck.server.flushes;

import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.TestDatabases;

final class FlushesH2Test extends FlushesSuite {

    @Override
    Database open() {
        return TestDatabases.h2();
    }
}
