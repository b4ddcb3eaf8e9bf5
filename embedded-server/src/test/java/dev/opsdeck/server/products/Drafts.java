package dev.opsdeck.server.products;

import dev.opsdeck.api.products.Availability;
import dev.opsdeck.api.products.ProductDraft;
import dev.opsdeck.api.products.ProductStatus;
import java.math.BigDecimal;

/// Drafts for tests: whole ones that differ where a test wants them to.
final class Drafts {

    private Drafts() {}

    static ProductDraft draft(String externalId) {
        return draft(externalId, "Lamp " + externalId, "19.90", ProductStatus.ACTIVE);
    }

    static ProductDraft draft(String externalId, String title, String price, ProductStatus status) {
        return new ProductDraft(
                "shop",
                externalId,
                title,
                "A lamp.",
                "https://shop.example/" + externalId.hashCode(),
                "https://shop.example/lamp.jpg",
                "Norvik",
                "Lamps",
                "95200000000010",
                "N-1",
                Availability.IN_STOCK,
                new BigDecimal(price),
                null,
                "EUR",
                new BigDecimal("0.05"),
                status);
    }

    static ProductDraft inNetwork(String network, ProductDraft draft) {
        return new ProductDraft(
                network,
                draft.externalId(),
                draft.title(),
                draft.description(),
                draft.url(),
                draft.imageUrl(),
                draft.brand(),
                draft.category(),
                draft.gtin(),
                draft.mpn(),
                draft.availability(),
                draft.price(),
                draft.salePrice(),
                draft.currency(),
                draft.commissionRate(),
                draft.status());
    }
}
