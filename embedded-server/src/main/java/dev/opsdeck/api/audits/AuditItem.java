package dev.opsdeck.api.audits;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A point that needs a person.
///
/// @param key    its name, such as `error-log`
/// @param text   what to look at
/// @param doneBy who ticked it; null while it is open
public record AuditItem(
        String key,
        String text,
        @Nullable String doneBy,
        @Nullable Instant doneAt) {}
