package dev.opsdeck.server.sync.feed;

import dev.opsdeck.api.sync.FeedFormat;
import java.io.IOException;
import java.io.Reader;
import java.util.List;

/// Awin's download for publishers, CSV.
final class AwinPublisher implements FeedReader {

    private static final FieldNames AWIN_NAMES = FieldNames.none()
            .and(Field.ID, "aw_product_id")
            .and(Field.TITLE, "product_name")
            .and(Field.DESCRIPTION, "description", "product_short_description")
            .and(Field.URL, "aw_deep_link")
            .and(Field.IMAGE_URL, "merchant_image_url", "aw_image_url", "image_url")
            .and(Field.BRAND, "brand_name")
            .and(Field.CATEGORY, "category_name", "merchant_category")
            .and(Field.GTIN, "ean", "product_gtin", "upc")
            .and(Field.MPN, "mpn")
            .and(Field.AVAILABILITY, "in_stock", "stock_status")
            .and(Field.PRICE, "search_price")
            .and(Field.CURRENCY, "currency");

    private static final List<String> TELLING = List.of("aw_product_id", "aw_deep_link");

    @Override
    public FeedFormat format() {
        return FeedFormat.AWIN_PUBLISHER;
    }

    @Override
    public boolean recognises(FeedHead head) {
        return head.hasColumns(TELLING);
    }

    @Override
    public FieldNames names() {
        return AWIN_NAMES;
    }

    @Override
    public Rows open(Reader text, FeedHead head, FieldNames names, FeedLimits limits) throws IOException {
        return TableRows.open(text, head, names, limits);
    }
}
