package dev.opsdeck.server.requests;

import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.TestDatabases;

final class RequestRepositoryPostgresIT extends RequestRepositorySuite {

    @Override
    Database open() {
        return TestDatabases.postgres();
    }
}
