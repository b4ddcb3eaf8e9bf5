package dev.opsdeck.server.sync.feed;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// The records of a table, the header among them, within the limits. One thread.
final class TableRecords {

    /// Stands in no feed, as [FeedText] refuses it: with this as quote, a quote is a character like any other.
    private static final char NO_QUOTE = '\0';

    private final Iterator<CsvRecord> records;
    private final FeedLimits limits;
    private long line;

    // One call is marked for removal without a replacement, but one stray quote must not cost the whole feed.
    @SuppressWarnings("removal")
    private TableRecords(Reader text, char separator, char quote, FeedLimits limits) {
        this.limits = limits;
        this.records = CsvReader.builder()
                .fieldSeparator(separator)
                .quoteCharacter(quote)
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
                        text)
                .iterator();
    }

    /// With the quoting of RFC 4180.
    static TableRecords quoted(Reader text, char separator, FeedLimits limits) {
        return new TableRecords(text, separator, '"', limits);
    }

    /// Without any quoting: a record is a line.
    static TableRecords plain(Reader text, char separator, FeedLimits limits) {
        return new TableRecords(text, separator, NO_QUOTE, limits);
    }

    /// The first line of a feed that must be a table.
    static TableHeader header(FeedHead head, FeedLimits limits) throws FeedFailure {
        TableHeader header = head.header();
        if (header == null) {
            throw new FeedFailure("The feed is no table: choose another format, or none to have it recognised.");
        }
        if (header.names().size() > limits.columns()) {
            throw new FeedFailure("The feed has " + header.names().size() + " columns, more than the "
                    + limits.columns() + " that are read.");
        }
        return header;
    }

    /// The next record, or null at the end.
    @Nullable
    CsvRecord next() throws FeedFailure {
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
}
