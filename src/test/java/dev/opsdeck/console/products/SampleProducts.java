package dev.opsdeck.console.products;

import dev.opsdeck.api.products.Availability;
import dev.opsdeck.api.products.Product;
import dev.opsdeck.api.products.ProductStatus;
import java.math.BigDecimal;
import java.time.Instant;

/// Products for the tests of this package.
final class SampleProducts {

    private SampleProducts() {}

    static Product product(long id, String title) {
        Instant at = Instant.parse("2026-03-01T10:00:00Z").plusSeconds(id);
        return new Product(
                id,
                "awin-main",
                "sku-" + id,
                title,
                "A sturdy thing for every day, number " + id + ".",
                "https://shop.example/p/" + id,
                "https://shop.example/p/" + id + ".jpg",
                "Nordlys",
                "Home > Kitchen",
                null,
                null,
                Availability.IN_STOCK,
                BigDecimal.valueOf(1999 + id, 2),
                null,
                "EUR",
                new BigDecimal("0.05"),
                ProductStatus.ACTIVE,
                1.25,
                3.4,
                at,
                at);
    }
}
