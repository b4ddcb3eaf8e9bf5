package dev.opsdeck.server.sync.feed;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
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
                List<String> names = split(line, separator);
                if (names.size() > best.names().size()) {
                    best = new TableHeader(separator, names);
                }
            }
        }
        return best;
    }

    private static List<String> split(String line, char separator) {
        try {
            return CsvReader.builder().fieldSeparator(separator).ofSingleCsvRecord(line).getFields().stream()
                    .map(Names::key)
                    .toList();
        } catch (CsvParseException e) {
            // With this separator it is no table; another one may do.
            return List.of();
        }
    }
}
