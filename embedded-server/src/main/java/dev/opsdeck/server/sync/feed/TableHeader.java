package dev.opsdeck.server.sync.feed;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.Iterator;
import java.util.List;

/// The first line of a table.
///
/// @param separator the one of tab, comma, semicolon and bar that gives the most columns
/// @param names     the columns as [Names#key]
record TableHeader(char separator, List<String> names) {

    private static final char[] SEPARATORS = {'\t', ',', ';', '|'};

    static TableHeader in(String head, boolean cut) throws FeedFailure {
        int end = 0;
        while (end < head.length() && head.charAt(end) != '\n' && head.charAt(end) != '\r') {
            end++;
        }
        if (end == head.length() && cut) {
            throw new FeedFailure("The first line is longer than " + FeedHead.LENGTH
                    + " characters: it is no header of a table with a sensible number of columns.");
        }
        String line = head.substring(0, end);
        TableHeader best = new TableHeader(',', List.of(Names.key(line)));
        for (char separator : SEPARATORS) {
            if (line.indexOf(separator) >= 0) {
                List<String> names = split(line, head, separator);
                if (names.size() > best.names().size()) {
                    best = new TableHeader(separator, names);
                }
            }
        }
        return best;
    }

    /// The fields of the first line; of the first record, where a quoted text of it goes on in the next line, as it may
    /// in a feed without a header.
    private static List<String> split(String line, String head, char separator) {
        boolean goesOn = line.chars().filter(c -> c == '"').count() % 2 == 1;
        try {
            Iterator<CsvRecord> records = CsvReader.builder()
                    .fieldSeparator(separator)
                    .ofCsvRecord(goesOn ? head : line)
                    .iterator();
            return records.hasNext()
                    ? records.next().getFields().stream().map(Names::key).toList()
                    : List.of();
        } catch (CsvParseException e) {
            // With this separator it is no table; another one may do.
            return List.of();
        }
    }
}
