package dev.opsdeck.server.requests;

import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.TestDatabases;

final class RequestRepositoryH2Test extends RequestRepositorySuite {

    @Override
    Database open() {
        return TestDatabases.h2();
    }
}
