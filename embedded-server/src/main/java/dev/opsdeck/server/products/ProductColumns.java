package dev.opsdeck.server.products;

import dev.opsdeck.api.products.ProductDraft;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The columns of a product that are written from a draft, in one order.
enum ProductColumns {
    NETWORK("text"),
    EXTERNAL_ID("text"),
    TITLE("text"),
    DESCRIPTION("text"),
    URL("text"),
    IMAGE_URL("text"),
    BRAND("text"),
    CATEGORY("text"),
    GTIN("text"),
    MPN("text"),
    AVAILABILITY("text"),
    PRICE("numeric"),
    SALE_PRICE("numeric"),
    CURRENCY("text"),
    COMMISSION_RATE("numeric"),
    STATUS("text"),
    CONTENT_HASH("bigint");

    private final String type;

    ProductColumns(String type) {
        this.type = type;
    }

    /// Its name in the database.
    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// All, with commas between.
    ///
    /// @param each what stands for one: its name is `%1$s`, its type on PostgreSQL `%2$s`
    static String all(String each) {
        return Stream.of(values())
                .map(column -> each.formatted(column.column(), column.type))
                .collect(Collectors.joining(", "));
    }

    /// The values of all, by [#ordinal].
    static List<@Nullable Object> of(ProductDraft draft, long contentHash) {
        List<@Nullable Object> values = new ArrayList<>(32);
        Collections.addAll(
                values,
                draft.network(),
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
                draft.status(),
                contentHash);
        return values;
    }
}
