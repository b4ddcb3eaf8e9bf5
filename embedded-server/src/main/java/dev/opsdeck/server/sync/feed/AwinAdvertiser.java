package dev.opsdeck.server.sync.feed;

import dev.opsdeck.api.sync.FeedFormat;
import java.io.IOException;
import java.io.Reader;
import java.util.List;

/// The table that advertisers give to Awin, CSV or TSV.
final class AwinAdvertiser implements FeedReader {

    private static final FieldNames ADVERTISER_NAMES = FieldNames.none()
            .and(Field.ID, "product_id")
            .and(Field.TITLE, "product_name")
            .and(Field.DESCRIPTION, "description")
            .and(Field.URL, "deep_link", "product_url")
            .and(Field.IMAGE_URL, "image_url")
            .and(Field.BRAND, "brand", "brand_name")
            .and(Field.CATEGORY, "category", "category_name", "merchant_category")
            .and(Field.GTIN, "ean", "gtin", "upc")
            .and(Field.MPN, "mpn")
            .and(Field.AVAILABILITY, "in_stock", "availability")
            .and(Field.PRICE, "price")
            .and(Field.CURRENCY, "currency");

    private static final List<String> TELLING = List.of("product_id", "product_name", "price");

    @Override
    public boolean recognises(FeedHead head) {
        return head.hasColumns(TELLING)
                && (head.hasColumns(List.of("deep_link")) || head.hasColumns(List.of("product_url")));
    }

    @Override
    public FeedFormat format() {
        return FeedFormat.AWIN_ADVERTISER;
    }

    @Override
    public FieldNames names() {
        return ADVERTISER_NAMES;
    }

    @Override
    public Rows open(Reader text, FeedHead head, FieldNames names, FeedLimits limits) throws IOException {
        return TableRows.open(text, head, names, limits);
    }
}
