package dev.opsdeck.server.tracing;

import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.TestDatabases;

final class TraceRepositoryPostgresIT extends TraceRepositorySuite {

    @Override
    Database open() {
        return TestDatabases.postgres();
    }
}
