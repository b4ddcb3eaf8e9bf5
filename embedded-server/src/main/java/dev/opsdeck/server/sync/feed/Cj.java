package dev.opsdeck.server.sync.feed;

import dev.opsdeck.api.sync.FeedFormat;
import java.io.IOException;
import java.io.Reader;
import java.util.List;

/// CJ, table: the names of its own product catalogue (`SKU`, `BUYURL`), or Google's beside the name of the programme. A
/// `TITLE` in the former is that of a book or a record, and not the product's name.
final class Cj implements FeedReader {

    private static final FieldNames CJ_NAMES = FieldNames.none()
            .and(Field.ID, "sku", "id")
            .and(Field.TITLE, "name", "title")
            .and(Field.DESCRIPTION, "description")
            .and(Field.URL, "buyurl", "link")
            .and(Field.IMAGE_URL, "imageurl", "image_link")
            .and(Field.BRAND, "manufacturer", "brand")
            .and(Field.CATEGORY, "advertisercategory", "thirdpartycategory", "product_type", "google_product_category")
            .and(Field.GTIN, "upc", "isbn", "gtin")
            .and(Field.MPN, "manufacturerid", "mpn")
            .and(Field.AVAILABILITY, "instock", "availability")
            .and(Field.PRICE, "price", "retailprice")
            .and(Field.SALE_PRICE, "saleprice", "sale_price")
            .and(Field.CURRENCY, "currency");

    private static final List<String> OWN = List.of("sku", "name", "buyurl", "price");
    private static final List<String> GOOGLE = List.of("program_name", "id", "title", "link", "price");

    @Override
    public boolean recognises(FeedHead head) {
        return head.hasColumns(OWN) || head.hasColumns(GOOGLE);
    }

    @Override
    public FeedFormat format() {
        return FeedFormat.CJ;
    }

    @Override
    public FieldNames names() {
        return CJ_NAMES;
    }

    @Override
    public Rows open(Reader text, FeedHead head, FieldNames names, FeedLimits limits) throws IOException {
        return TableRows.open(text, head, names, limits);
    }
}
