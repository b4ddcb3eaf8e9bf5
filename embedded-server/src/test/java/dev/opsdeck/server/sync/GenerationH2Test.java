package dev.opsdeck.server.sync;

import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.TestDatabases;

class GenerationH2Test extends GenerationSuite {

    @Override
    Database open() {
        return TestDatabases.h2();
    }
}
