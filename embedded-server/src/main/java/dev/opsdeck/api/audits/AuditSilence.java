package dev.opsdeck.api.audits;

import java.time.Instant;
import java.util.List;

/// What a silence kept quiet in a period.
///
/// @param author    who made it
/// @param swallowed alerts that fired in the period while it held
/// @param rules     of those alerts, by name
public record AuditSilence(
        long id, String reason, String author, Instant from, Instant until, int swallowed, List<String> rules) {

    public AuditSilence {
        rules = List.copyOf(rules);
    }
}
