package dev.opsdeck.server.sync.feed;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.Reader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The rows of a table with a header: RFC 4180 quoting with any of the usual separators.
final class TableRows implements Rows {

    private final TableRecords records;
    private final String[] columns;

    private TableRows(TableRecords records, Set<String> wanted) throws FeedFailure {
        this.records = records;
        CsvRecord header = records.next();
        this.columns = header == null
                ? new String[0]
                : header.getFields().stream()
                        .map(Names::key)
                        .map(name -> wanted.contains(name) ? name : "")
                        .toArray(String[]::new);
    }

    /// @throws FeedFailure if a column that no product can be without is missing, naming the columns that are there
    static Rows open(Reader text, FeedHead head, FieldNames names, FeedLimits limits) throws FeedFailure {
        TableHeader header = TableRecords.header(head, limits);
        requireColumns(header, names);
        return new TableRows(TableRecords.quoted(text, header.separator(), limits), names.all());
    }

    @Override
    public @Nullable RawRow next() throws FeedFailure {
        CsvRecord record = records.next();
        if (record == null) {
            return null;
        }
        List<String> values = record.getFields();
        Map<String, String> fields = HashMap.newHashMap(columns.length);
        for (int i = 0; i < columns.length && i < values.size(); i++) {
            if (!columns[i].isEmpty()) {
                fields.putIfAbsent(columns[i], values.get(i));
            }
        }
        return new RawRow(record.getStartingLineNumber(), fields);
    }

    private static void requireColumns(TableHeader header, FieldNames names) throws FeedFailure {
        for (Field field : List.of(Field.ID, Field.TITLE, Field.URL, Field.PRICE)) {
            List<String> candidates = names.of(field);
            if (candidates.stream().noneMatch(header.names()::contains)) {
                String there = header.names().stream().limit(20).collect(Collectors.joining(", "));
                throw new FeedFailure("The feed has no column for '" + field.key() + "'"
                        + (candidates.isEmpty() ? "" : " (looked for " + String.join(", ", candidates) + ")")
                        + ". Give the source a mapping; its columns are: " + cut(there) + ".");
            }
        }
    }

    private static String cut(String text) {
        return text.length() <= 300 ? text : text.substring(0, 300) + "...";
    }
}
