package dev.opsdeck.server.sync.feed;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rows between `HDR` and `TRL`, counted: a feed that was cut off, or lost a row on its way, is refused as a whole.
/// Several values of a field are joined by `~~`. One thread.
final class RakutenRows implements Rows {

    private static final String JOINED = "~~";

    private final TableRecords records;
    private final FixedColumns columns;
    private long line = 1;
    private long rows;
    private boolean ended;

    RakutenRows(TableRecords records, FixedColumns columns) throws FeedFailure {
        this.records = records;
        this.columns = columns;
        CsvRecord header = records.next();
        if (header == null || !header.getField(0).strip().equals("HDR")) {
            throw new FeedFailure("The feed does not begin with an HDR line, as Rakuten's do: choose another format.");
        }
    }

    @Override
    public @Nullable RawRow next() throws FeedFailure {
        if (ended) {
            return null;
        }
        CsvRecord record = records.next();
        if (record == null) {
            throw new FeedFailure("The feed ends after line " + line
                    + " without the TRL line that closes it: it is not whole. Fetch it again.");
        }
        line = record.getStartingLineNumber();
        if (record.getField(0).strip().equals("TRL")) {
            close(record);
            return null;
        }
        rows++;
        RawRow row = columns.row(record);
        if (row.fault() == null) {
            separate(row.fields());
        }
        return row;
    }

    private void close(CsvRecord trailer) throws FeedFailure {
        ended = true;
        List<String> fields = trailer.getFields();
        String count = fields.size() < 2 ? "" : fields.get(1).strip();
        if (!count.matches("[0-9]{1,18}") || Long.parseLong(count) != rows) {
            throw new FeedFailure("The TRL line " + line + " counts '" + shortened(count)
                    + "' products, but the feed has " + rows + ": it is not whole. Fetch it again.");
        }
        CsvRecord more = records.next();
        if (more != null) {
            throw new FeedFailure("The feed goes on at line " + more.getStartingLineNumber()
                    + " after the TRL line that closes it: two feeds may have been joined.");
        }
    }

    /// Categories become a path, addresses the first of them, all else a list.
    private static void separate(Map<String, String> fields) {
        fields.replaceAll((name, value) -> {
            if (name.endsWith("_url")) {
                int end = value.indexOf(JOINED);
                return end < 0 ? value : value.substring(0, end);
            }
            return value.replace(JOINED, name.endsWith("_category") ? " > " : ", ");
        });
        String below = fields.getOrDefault("secondary_category", "");
        if (!below.isBlank()) {
            fields.computeIfPresent(
                    "primary_category", (name, above) -> above.isBlank() ? below : above + " > " + below);
        }
    }

    private static String shortened(String text) {
        return text.length() > 20 ? text.substring(0, 20) : text;
    }
}
