package dev.opsdeck.server.sync.feed;

import dev.opsdeck.api.sync.FeedFormat;
import java.io.IOException;
import java.io.Reader;
import java.util.List;

/// Google Merchant as TSV or CSV; column names with underscores or spaces, in any case.
final class GoogleTable implements FeedReader {

    /// The attribute names of the Google Merchant product data specification.
    static final FieldNames GOOGLE_NAMES = FieldNames.none()
            .and(Field.ID, "id")
            .and(Field.TITLE, "title", "structured_title")
            .and(Field.DESCRIPTION, "description", "summary", "content")
            .and(Field.URL, "link")
            .and(Field.IMAGE_URL, "image_link")
            .and(Field.BRAND, "brand")
            .and(Field.CATEGORY, "product_type", "google_product_category")
            .and(Field.GTIN, "gtin")
            .and(Field.MPN, "mpn")
            .and(Field.AVAILABILITY, "availability")
            .and(Field.PRICE, "price")
            .and(Field.SALE_PRICE, "sale_price");

    private static final List<String> TELLING = List.of("id", "title", "link", "price");

    @Override
    public FeedFormat format() {
        return FeedFormat.GOOGLE_TABLE;
    }

    @Override
    public boolean recognises(FeedHead head) {
        return head.hasColumns(TELLING);
    }

    @Override
    public FieldNames names() {
        return GOOGLE_NAMES;
    }

    @Override
    public Rows open(Reader text, FeedHead head, FieldNames names, FeedLimits limits) throws IOException {
        return TableRows.open(text, head, names, limits);
    }
}
