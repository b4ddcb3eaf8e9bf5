package dev.opsdeck.api.products;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A price from an instant on, until the next point. `GET /products/{id}/prices` gives them oldest first.
public record PricePoint(
        Instant at, BigDecimal price, @Nullable BigDecimal salePrice, String currency) {}
