package dev.opsdeck.server.sync.feed;

import dev.opsdeck.api.sync.FeedFormat;
import java.io.IOException;
import java.io.Reader;
import java.util.List;

/// Rakuten's product catalogue: lines of 29 fields between bars, the first line `HDR`, the last `TRL` with the
/// number of products.
final class Rakuten implements FeedReader {

    static final List<String> COLUMNS = List.of(
            "product_id",
            "product_name",
            "sku",
            "primary_category",
            "secondary_category",
            "product_url",
            "image_url",
            "buy_url",
            "short_description",
            "long_description",
            "discount",
            "discount_type",
            "sale_price",
            "retail_price",
            "begin_date",
            "end_date",
            "brand",
            "shipping",
            "keywords",
            "part_number",
            "manufacturer",
            "shipping_information",
            "availability",
            "upc",
            "class_id",
            "currency",
            "m1",
            "pixel",
            "attributes");

    private static final FieldNames RAKUTEN_NAMES = FieldNames.none()
            .and(Field.ID, "product_id")
            .and(Field.TITLE, "product_name")
            .and(Field.DESCRIPTION, "long_description", "short_description")
            .and(Field.URL, "product_url", "buy_url")
            .and(Field.IMAGE_URL, "image_url")
            .and(Field.BRAND, "brand", "manufacturer")
            .and(Field.CATEGORY, "primary_category", "secondary_category")
            .and(Field.GTIN, "upc")
            .and(Field.MPN, "part_number")
            .and(Field.AVAILABILITY, "availability")
            .and(Field.PRICE, "retail_price", "sale_price")
            .and(Field.SALE_PRICE, "sale_price")
            .and(Field.CURRENCY, "currency");

    @Override
    public FeedFormat format() {
        return FeedFormat.RAKUTEN;
    }

    @Override
    public boolean recognises(FeedHead head) {
        return head.text().startsWith("HDR|");
    }

    @Override
    public FieldNames names() {
        return RAKUTEN_NAMES;
    }

    @Override
    public Rows open(Reader text, FeedHead head, FieldNames names, FeedLimits limits) throws IOException {
        return new RakutenRows(TableRecords.plain(text, '|', limits), new FixedColumns(COLUMNS, names.all()));
    }
}
