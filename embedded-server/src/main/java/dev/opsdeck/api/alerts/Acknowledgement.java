package dev.opsdeck.api.alerts;

import dev.opsdeck.api.Check;
import org.jspecify.annotations.Nullable;

/// Somebody has seen an alert and takes care.
///
/// @param note at most 500 characters
public record Acknowledgement(@Nullable String note) {

    public Acknowledgement {
        note = note == null || note.isBlank() ? null : Check.text("note", note, 500);
    }
}
