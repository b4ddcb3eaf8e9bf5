package dev.opsdeck.server.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.caches.CacheFigures;
import dev.opsdeck.server.db.TestDatabases;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The share of lookups that the caches answer on the mix that users make, at the pace of the baseline's 200
/// users: five minutes, 200 products, and an operator who changes a product every 20 s.
final class HitShareTest {

    private static final int REQUESTS = 12_000;
    private static final Duration BETWEEN = Duration.ofMillis(25);
    private static final int BETWEEN_WRITES = 800;
    private static final int PRODUCTS = 200;

    @Test
    void atLeastNineOfTenLookupsAreAnsweredByTheCaches() throws Exception {
        try (CatalogueServer server = new CatalogueServer(TestDatabases.h2())) {
            CatalogueSeed.fill(server.database, PRODUCTS, 2, server.now());
            SplittableRandom random = new SplittableRandom(1);
            for (int i = 0; i < REQUESTS; i++) {
                assertThat(server.get(path(random)).statusCode()).isEqualTo(200);
                server.pass(BETWEEN);
                if (i % BETWEEN_WRITES == 0) {
                    String product = "/products/" + (1 + random.nextInt(PRODUCTS));
                    assertThat(server.write("PATCH", product, "{\"title\":\"Title " + i + "\"}")
                                    .statusCode())
                            .isEqualTo(200);
                }
            }
            double share = (double) server.caches.hits() / (server.caches.hits() + server.caches.misses());
            assertThat(share)
                    .as(server.caches.figures().stream()
                            .map(CacheFigures::toString)
                            .collect(Collectors.joining("\n")))
                    .isGreaterThan(0.9);
        }
    }

    private static String path(SplittableRandom random) {
        int drawn = random.nextInt(100);
        if (drawn < 40) {
            return "/products?limit=20";
        }
        if (drawn < 60) {
            return "/products/top?limit=20";
        }
        if (drawn < 80) {
            return "/products/" + (1 + random.nextInt(PRODUCTS));
        }
        return drawn < 95 ? "/analytics/overview?period=30d" : "/analytics/revenue?period=30d";
    }
}
