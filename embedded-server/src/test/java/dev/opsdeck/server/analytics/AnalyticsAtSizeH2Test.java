package dev.opsdeck.server.analytics;

import dev.opsdeck.server.db.DatabaseSettings;
import dev.opsdeck.server.db.TestDatabases;

final class AnalyticsAtSizeH2Test extends AnalyticsAtSizeSuite {

    @Override
    DatabaseSettings settings() {
        return TestDatabases.h2Settings();
    }
}
