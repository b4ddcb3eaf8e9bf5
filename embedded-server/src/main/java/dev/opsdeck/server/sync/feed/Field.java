package dev.opsdeck.server.sync.feed;

import org.jspecify.annotations.Nullable;

/// What a product has and a feed may bring. `key` is the name in issues and in the mapping of a source; `spellings` are
/// further names that a mapping may use, with a space between.
enum Field {
    ID("id", "externalid external_id"),
    TITLE("title", "name"),
    DESCRIPTION("description", ""),
    URL("url", "link"),
    IMAGE_URL("imageUrl", "image_url image_link image"),
    BRAND("brand", ""),
    CATEGORY("category", "product_type"),
    GTIN("gtin", "ean"),
    MPN("mpn", ""),
    AVAILABILITY("availability", "in_stock"),
    PRICE("price", ""),
    SALE_PRICE("salePrice", "sale_price"),
    CURRENCY("currency", ""),
    COMMISSION_RATE("commissionRate", "commission_rate commission");

    private final String key;
    private final String spellings;

    Field(String key, String spellings) {
        this.key = key;
        this.spellings = " " + spellings + " ";
    }

    String key() {
        return key;
    }

    /// The field that a mapping means by `name`, or null.
    static @Nullable Field named(String name) {
        String spelled = Names.key(name);
        for (Field field : values()) {
            if (Names.key(field.key).equals(spelled) || field.spellings.contains(" " + spelled + " ")) {
                return field;
            }
        }
        return null;
    }
}
