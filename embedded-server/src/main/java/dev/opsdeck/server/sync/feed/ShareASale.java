package dev.opsdeck.server.sync.feed;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.opsdeck.api.sync.FeedFormat;
import java.io.IOException;
import java.io.Reader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// ShareASale's data feed: 26 columns in a fixed order, with or without a header. Its commission counts only where it
/// is a percentage: without the sign it may as well be an amount of money.
final class ShareASale implements FeedReader {

    private static final List<String> COLUMNS = List.of(
            "sku",
            "name",
            "url",
            "price",
            "retail_price",
            "image",
            "thumbnail",
            "commission",
            "category",
            "subcategory",
            "description",
            "search_terms",
            "status",
            "merchant_id",
            "custom_1",
            "custom_2",
            "custom_3",
            "custom_4",
            "custom_5",
            "manufacturer",
            "part_number",
            "merchant_category",
            "merchant_subcategory",
            "short_description",
            "isbn",
            "upc");

    private static final FieldNames SHAREASALE_NAMES = FieldNames.none()
            .and(Field.ID, "sku")
            .and(Field.TITLE, "name")
            .and(Field.DESCRIPTION, "description", "short_description")
            .and(Field.URL, "url")
            .and(Field.IMAGE_URL, "image", "thumbnail")
            .and(Field.BRAND, "manufacturer")
            .and(Field.CATEGORY, "merchant_category", "category")
            .and(Field.GTIN, "upc", "isbn")
            .and(Field.MPN, "part_number")
            .and(Field.AVAILABILITY, "status")
            // What the shop asks; the retail price is what others ask, for comparison.
            .and(Field.PRICE, "price", "retail_price")
            .and(Field.COMMISSION_RATE, "commission");

    @Override
    public FeedFormat format() {
        return FeedFormat.SHAREASALE;
    }

    @Override
    public boolean recognises(FeedHead head) {
        TableHeader line = head.header();
        return line != null && line.names().size() >= COLUMNS.size() && (isHeader(line) || isProduct(line.names()));
    }

    @Override
    public FieldNames names() {
        return SHAREASALE_NAMES;
    }

    @Override
    public Rows open(Reader text, FeedHead head, FieldNames names, FeedLimits limits) throws IOException {
        TableHeader line = TableRecords.header(head, limits);
        if (line.names().size() < COLUMNS.size()) {
            throw new FeedFailure("The feed has " + line.names().size() + " columns where ShareASale has "
                    + COLUMNS.size() + ": choose another format, or none to have it recognised.");
        }
        TableRecords records = TableRecords.quoted(text, line.separator(), limits);
        if (isHeader(line)) {
            records.next();
        }
        FixedColumns columns = new FixedColumns(COLUMNS, names.all());
        return () -> row(records.next(), columns);
    }

    private static @Nullable RawRow row(@Nullable CsvRecord record, FixedColumns columns) {
        if (record == null) {
            return null;
        }
        RawRow row = columns.row(record);
        String commission = row.fields().get("commission");
        if (commission != null && !commission.strip().endsWith("%")) {
            row.fields().remove("commission");
        }
        return row;
    }

    private static boolean isHeader(TableHeader line) {
        return line.names().getFirst().equals("sku") && line.names().get(1).equals("name");
    }

    private static boolean isProduct(List<String> values) {
        return values.size() == COLUMNS.size()
                && values.get(2).matches("https?://.*")
                && values.get(3).matches("[$]?[0-9][0-9.,]*");
    }
}
