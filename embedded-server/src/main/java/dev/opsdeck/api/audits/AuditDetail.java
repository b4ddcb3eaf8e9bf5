package dev.opsdeck.api.audits;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A report with what persons did with it.
///
/// @param report what was written when it was made; null when it was changed so that it cannot be read
/// @param items  what a person must look at
/// @param note   what was said when it was signed
public record AuditDetail(
        Audit audit,
        @Nullable AuditReport report,
        List<AuditItem> items,
        @Nullable String note) {

    public AuditDetail {
        items = List.copyOf(items);
    }
}
