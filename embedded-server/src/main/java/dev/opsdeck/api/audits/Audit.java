package dev.opsdeck.api.audits;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A report in the list.
///
/// @param node      the server that made it
/// @param from      begin of its period
/// @param to        end of its period, excluded
/// @param author    who had it made: `schedule`, or the level of a token and the address
/// @param items     points that a person must look at
/// @param openItems of those, not ticked yet
/// @param signedBy  the name that was given; null while it is not signed
/// @param hash      SHA-256 over the report and the entry before it, in hex
/// @param whole     whether the report, its ticks and its signature are as they were written
/// @param fault     what is not as it was written; null when it is whole
public record Audit(
        long id,
        AuditKind kind,
        String node,
        Instant from,
        Instant to,
        Instant madeAt,
        String author,
        int items,
        int openItems,
        @Nullable String signedBy,
        @Nullable Instant signedAt,
        String hash,
        boolean whole,
        @Nullable String fault) {}
