package dev.opsdeck.server.tracing;

import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.TestDatabases;

final class TraceRepositoryH2Test extends TraceRepositorySuite {

    @Override
    Database open() {
        return TestDatabases.h2();
    }
}
