package dev.opsdeck.api.audits;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.opsdeck.api.Check;
import org.jspecify.annotations.Nullable;

/// Signs a report. It cannot be taken back.
///
/// @param name of the person; at most 100 characters
/// @param note what is to be said; at most 1,000 characters
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditSignature(String name, @Nullable String note) {

    public AuditSignature {
        name = Check.text("name", name, 100).strip();
        note = Check.optionalText("note", note, 1_000);
    }
}
