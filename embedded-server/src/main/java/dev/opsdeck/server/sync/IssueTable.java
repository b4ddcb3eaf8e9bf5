package dev.opsdeck.server.sync;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.opsdeck.api.sync.RowIssue;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Issues as CSV for a spreadsheet. Texts of the feed that a spreadsheet would take for a formula get an apostrophe
/// before them. Stateless.
final class IssueTable {

    private IssueTable() {}

    static String csv(List<RowIssue> issues) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord("line", "kind", "id", "field", "value", "reason");
            for (RowIssue issue : issues) {
                csv.writeRecord(
                        String.valueOf(issue.line()),
                        issue.kind().name().toLowerCase(Locale.ROOT),
                        harmless(issue.rowId()),
                        harmless(issue.field()),
                        harmless(issue.value()),
                        issue.reason());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static String harmless(@Nullable String text) {
        if (text == null) {
            return "";
        }
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
