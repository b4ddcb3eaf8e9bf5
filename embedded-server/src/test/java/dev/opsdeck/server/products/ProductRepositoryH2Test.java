package dev.opsdeck.server.products;

import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.TestDatabases;

final class ProductRepositoryH2Test extends ProductRepositorySuite {

    @Override
    Database open() {
        return TestDatabases.h2();
    }
}
