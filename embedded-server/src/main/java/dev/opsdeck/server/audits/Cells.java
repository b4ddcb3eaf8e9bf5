package dev.opsdeck.server.audits;

import dev.opsdeck.api.audits.AuditTable;
import java.util.ArrayList;
import java.util.List;

/// Collects the rows of a table. One thread.
final class Cells {

    private final List<String> columns;
    private final int texts;
    private final List<List<String>> rows = new ArrayList<>();

    /// @param texts how many columns, from the left, are texts
    Cells(int texts, String... columns) {
        this.texts = texts;
        this.columns = List.of(columns);
    }

    void row(String... cells) {
        rows.add(List.of(cells));
    }

    /// The table, or none when it has no row.
    List<AuditTable> tables() {
        return rows.isEmpty() ? List.of() : List.of(new AuditTable(columns, texts, rows));
    }
}
