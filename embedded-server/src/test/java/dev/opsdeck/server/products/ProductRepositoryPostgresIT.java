package dev.opsdeck.server.products;

import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.TestDatabases;

final class ProductRepositoryPostgresIT extends ProductRepositorySuite {

    @Override
    Database open() {
        return TestDatabases.postgres();
    }
}
