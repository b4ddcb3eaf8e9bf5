package dev.opsdeck.server.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.db.TestDatabases;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class CatalogueSeedTest {

    @Test
    void theSeedHasTheRowsThatItSays() {
        try (Database database = TestDatabases.h2()) {
            CatalogueSeed.fill(database, 100, 3, Instant.parse("2026-11-23T12:00:00Z"));

            assertThat(count(database, "products")).isEqualTo(100);
            assertThat(count(database, "product_analytics")).isEqualTo(330);
            assertThat(count(database, "platform_analytics where currency = 'EUR'"))
                    .isPositive();
            assertThat(count(database, "products where profit_score > 0 and trend_score <> 1"))
                    .isPositive();
        }
    }

    private static long count(Database database, String what) {
        return database.read(c -> Sql.number(c, "select count(*) from " + what));
    }
}
