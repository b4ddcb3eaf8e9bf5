package dev.opsdeck.server.flushes;

import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.TestDatabases;

final class FlushesPostgresIT extends FlushesSuite {

    @Override
    Database open() {
        return TestDatabases.postgres();
    }
}
