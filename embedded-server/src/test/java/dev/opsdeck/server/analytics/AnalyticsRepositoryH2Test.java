package dev.opsdeck.server.analytics;

import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.TestDatabases;

final class AnalyticsRepositoryH2Test extends AnalyticsRepositorySuite {

    @Override
    Database open() {
        return TestDatabases.h2();
    }
}
