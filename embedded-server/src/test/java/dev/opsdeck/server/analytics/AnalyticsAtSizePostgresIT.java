package dev.opsdeck.server.analytics;

import dev.opsdeck.server.db.DatabaseSettings;
import dev.opsdeck.server.db.TestDatabases;

final class AnalyticsAtSizePostgresIT extends AnalyticsAtSizeSuite {

    @Override
    DatabaseSettings settings() {
        return TestDatabases.postgresSettings();
    }

    @Override
    DatabaseSettings migrated() {
        return TestDatabases.migratedPostgresSettings();
    }
}
