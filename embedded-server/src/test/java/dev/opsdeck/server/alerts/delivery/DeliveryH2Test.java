package dev.opsdeck.server.alerts.delivery;

import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.TestDatabases;

final class DeliveryH2Test extends DeliverySuite {

    @Override
    Database open() {
        return TestDatabases.h2();
    }
}
