package dev.opsdeck.api.audits;

import java.util.List;

/// A part of a report as it is read: sentences, then charts, then tables.
public record AuditSection(String title, List<String> sentences, List<AuditChart> charts, List<AuditTable> tables) {

    public AuditSection {
        sentences = List.copyOf(sentences);
        charts = List.copyOf(charts);
        tables = List.copyOf(tables);
    }
}
