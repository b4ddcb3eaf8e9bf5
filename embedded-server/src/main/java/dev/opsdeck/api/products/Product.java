package dev.opsdeck.api.products;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A product of the catalogue as it is read. Bounds and meaning of the fields as in [ProductDraft].
///
/// @param id          the catalogue's own id, never used twice
/// @param trendScore  views of the last 7 days against the 7 before, smoothed; 1 is no change
/// @param profitScore expected commission per 1,000 views, in `currency`
/// @param updatedAt   when one of the written fields last changed; scores do not count
public record Product(
        long id,
        String network,
        String externalId,
        String title,
        @Nullable String description,
        String url,
        @Nullable String imageUrl,
        @Nullable String brand,
        @Nullable String category,
        @Nullable String gtin,
        @Nullable String mpn,
        Availability availability,
        BigDecimal price,
        @Nullable BigDecimal salePrice,
        String currency,
        BigDecimal commissionRate,
        ProductStatus status,
        double trendScore,
        double profitScore,
        Instant createdAt,
        Instant updatedAt) {}
