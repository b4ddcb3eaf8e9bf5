package dev.opsdeck.server.sync.feed;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The columns of a table that is read by their order. A row with another number of columns is refused: its values
/// would stand under the wrong names. Some shops append columns of their own to every row, so what the first row has is
/// right as well. One thread.
final class FixedColumns {

    private final List<String> names;
    private final Set<String> wanted;
    private int first;

    FixedColumns(List<String> names, Set<String> wanted) {
        this.names = names;
        this.wanted = wanted;
    }

    RawRow row(CsvRecord record) {
        List<String> values = record.getFields();
        if (first == 0 && values.size() >= names.size()) {
            first = values.size();
        }
        if (values.size() != names.size() && values.size() != first) {
            return RawRow.broken(
                    record.getStartingLineNumber(),
                    "The row has " + values.size() + " columns, not " + Math.max(first, names.size()) + ".");
        }
        Map<String, String> fields = HashMap.newHashMap(wanted.size());
        for (int i = 0; i < names.size(); i++) {
            if (wanted.contains(names.get(i))) {
                fields.put(names.get(i), values.get(i));
            }
        }
        return new RawRow(record.getStartingLineNumber(), fields);
    }
}
