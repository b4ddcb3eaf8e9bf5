package dev.opsdeck.server.products;

import dev.opsdeck.api.products.ProductDraft;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The columns of a product that are written from a draft, in one order, with what the draft has for each.
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

    /// Those of the draft itself: all but the hash of its content.
    static final List<ProductColumns> FIELDS = List.copyOf(EnumSet.range(NETWORK, STATUS));

    private final String type;

    ProductColumns(String type) {
        this.type = type;
    }

    /// Its name in the database.
    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What a draft has for it.
    @Nullable
    Object of(ProductDraft draft) {
        return switch (this) {
            case NETWORK -> draft.network();
            case EXTERNAL_ID -> draft.externalId();
            case TITLE -> draft.title();
            case DESCRIPTION -> draft.description();
            case URL -> draft.url();
            case IMAGE_URL -> draft.imageUrl();
            case BRAND -> draft.brand();
            case CATEGORY -> draft.category();
            case GTIN -> draft.gtin();
            case MPN -> draft.mpn();
            case AVAILABILITY -> draft.availability();
            case PRICE -> draft.price();
            case SALE_PRICE -> draft.salePrice();
            case CURRENCY -> draft.currency();
            case COMMISSION_RATE -> draft.commissionRate();
            case STATUS -> draft.status();
            case CONTENT_HASH -> ContentHash.of(draft);
        };
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
    ///
    /// @param contentHash the draft's, or the one that stands in its row
    static List<@Nullable Object> of(ProductDraft draft, long contentHash) {
        List<@Nullable Object> values = new ArrayList<>(32);
        FIELDS.forEach(field -> values.add(field.of(draft)));
        values.add(contentHash);
        return values;
    }
}
