package dev.opsdeck.server.sync;

import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.TestDatabases;

class GenerationPostgresIT extends GenerationSuite {

    @Override
    Database open() {
        return TestDatabases.postgres();
    }
}
