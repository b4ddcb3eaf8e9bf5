package dev.opsdeck.server.sync.feed;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The rows of a table with a header: RFC 4180 quoting with any of the usual separators.
final class TableRows implements Rows {

    private final Iterator<CsvRecord> records;
    private final FeedLimits limits;
    private final String[] columns;
    private long line;

    private TableRows(Iterator<CsvRecord> records, Set<String> wanted, FeedLimits limits) throws FeedFailure {
        this.records = records;
        this.limits = limits;
        CsvRecord header = record();
        this.columns = header == null
                ? new String[0]
                : header.getFields().stream()
                        .map(Names::key)
                        .map(name -> wanted.contains(name) ? name : "")
                        .toArray(String[]::new);
    }

    /// @throws FeedFailure if a column that no product can be without is missing, naming the columns that are there
    // One call is marked for removal without a replacement, but one stray quote must not cost the whole feed.
    @SuppressWarnings("removal")
    static Rows open(Reader text, FeedHead head, FieldNames names, FeedLimits limits) throws FeedFailure {
        TableHeader header = head.header();
        if (header == null) {
            throw new FeedFailure("The feed is no table: choose another format, or none to have it recognised.");
        }
        if (header.names().size() > limits.columns()) {
            throw new FeedFailure("The feed has " + header.names().size() + " columns, more than the "
                    + limits.columns() + " that are read.");
        }
        requireColumns(header, names);
        CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(header.separator())
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowExtraCharsAfterClosingQuote(true)
                .allowUnclosedQuote(false)
                .maxBufferSize(2 * limits.fieldChars())
                .build(
                        CsvRecordHandler.builder()
                                .maxFields(limits.columns())
                                .maxFieldSize(limits.fieldChars())
                                .maxRecordSize(limits.rowChars())
                                .build(),
                        text);
        return new TableRows(reader.iterator(), names.all(), limits);
    }

    @Override
    public @Nullable RawRow next() throws FeedFailure {
        CsvRecord record = record();
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

    private @Nullable CsvRecord record() throws FeedFailure {
        try {
            if (!records.hasNext()) {
                return null;
            }
            CsvRecord record = records.next();
            line = record.getStartingLineNumber();
            return record;
        } catch (CsvParseException | UncheckedIOException e) {
            FeedFailure below = FeedFailure.in(e);
            if (below != null) {
                throw below;
            }
            throw new FeedFailure(
                    "The table cannot be read after line " + line + ": a quote is not closed, a field is longer than "
                            + limits.fieldChars() + " characters, or a row has more than " + limits.columns()
                            + " columns.",
                    e);
        }
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
