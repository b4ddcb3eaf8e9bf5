package dev.opsdeck.server.products;

import static dev.opsdeck.server.products.Drafts.draft;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.products.ProductStatus;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.db.TestDatabases;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ProductRepositoryPostgresIT extends ProductRepositorySuite {

    @Override
    Database open() {
        return TestDatabases.postgres();
    }

    @Test
    void aNewPriceOrScoreWritesNothingToWhatASearchReads() {
        try (Database database = open()) {
            ProductWritesRepository writes = new ProductWritesRepository(database);
            Instant now = Instant.parse("2026-11-23T12:00:00Z");
            long id = writes.insert(draft("a"), now).id();
            String before = versions(database);

            writes.change(id, present -> draft("a", "Lamp a", "7", ProductStatus.ACTIVE), now);
            database.write(c -> Sql.update(c, "update products set trend_score = 9"));
            assertThat(versions(database)).isEqualTo(before);

            writes.archive(id, now);
            assertThat(versions(database)).isNotEqualTo(before);
        }
    }

    /// Changes with every write of a row, also of the same values.
    private static String versions(Database database) {
        return database.read(c -> Sql.list(c, "select ctid, words from product_words", row -> row.getString(1)))
                .toString();
    }
}
