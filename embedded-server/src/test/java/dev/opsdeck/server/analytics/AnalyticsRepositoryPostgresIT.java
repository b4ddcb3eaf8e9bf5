package dev.opsdeck.server.analytics;

import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.TestDatabases;

final class AnalyticsRepositoryPostgresIT extends AnalyticsRepositorySuite {

    @Override
    Database open() {
        return TestDatabases.postgres();
    }
}
