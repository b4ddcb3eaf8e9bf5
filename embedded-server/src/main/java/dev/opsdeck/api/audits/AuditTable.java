package dev.opsdeck.api.audits;

import java.util.List;

/// A table of a section. The cells are plain text.
///
/// @param texts how many columns, from the left, are texts; the others are figures and stand at the right
public record AuditTable(List<String> columns, int texts, List<List<String>> rows) {

    public AuditTable {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }
}
