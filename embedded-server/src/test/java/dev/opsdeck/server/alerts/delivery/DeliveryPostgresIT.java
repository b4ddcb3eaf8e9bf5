package dev.opsdeck.server.alerts.delivery;

import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.TestDatabases;

final class DeliveryPostgresIT extends DeliverySuite {

    @Override
    Database open() {
        return TestDatabases.postgres();
    }
}
