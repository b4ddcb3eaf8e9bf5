package dev.opsdeck.console.ui;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Lines of a CSV file by RFC 4180. Texts come from other people's feeds: one that a spreadsheet would take for a
/// formula gets an apostrophe in front.
public final class Csv {

    private Csv() {}

    /// One line with its end; null is an empty cell.
    public static String line(List<? extends @Nullable Object> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = value.toString();
        if (value instanceof CharSequence && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0) {
            text = "'" + text;
        }
        boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                || text.startsWith(" ")
                || text.endsWith(" ");
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
