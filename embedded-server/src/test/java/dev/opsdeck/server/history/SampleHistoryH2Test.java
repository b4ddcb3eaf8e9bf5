package dev.opsdeck.server.history;

import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.TestDatabases;

final class SampleHistoryH2Test extends SampleHistorySuite {

    @Override
    Database open() {
        return TestDatabases.h2();
    }
}
