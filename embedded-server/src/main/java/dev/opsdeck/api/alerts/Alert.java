package dev.opsdeck.api.alerts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One time that a level of a rule did not hold on a server, from pending to resolved. The next time has another id.
///
/// @param id             16 hex digits
/// @param rule           name of the rule
/// @param metric         that the rule watches
/// @param value          the value at the last transition, in `unit`; for an open alert the latest; null when
///                       there was none
/// @param threshold      of the level, in `unit`
/// @param server         `local` for the server that an embedded backend is, else the name or the address
/// @param pendingSince   when the condition began to hold
/// @param firingSince    when it had held for long enough; null when it has not
/// @param resolvedAt     when it was over
/// @param acknowledgedBy who has seen it and takes care
/// @param note           what that person wrote
/// @param silencedBy     id of a silence that keeps it quiet now
/// @param inhibitedBy    id of a firing alert that says it already: the critical level of the same rule, or that
///                       the server is unreachable; filled in where alerts are read
/// @param text           the rule's text, filled in
/// @param notifications  how many messages have gone out
/// @param gap            found afterwards, in seconds that were stored while nobody evaluated: it fired while you
///                       were away
public record Alert(
        String id,
        String rule,
        String metric,
        Severity severity,
        AlertState state,
        @Nullable Double value,
        double threshold,
        String unit,
        String server,
        Instant pendingSince,
        @Nullable Instant firingSince,
        @Nullable Instant resolvedAt,
        @Nullable String acknowledgedBy,
        @Nullable Instant acknowledgedAt,
        @Nullable String note,
        @Nullable Long silencedBy,
        @Nullable String inhibitedBy,
        String text,
        @Nullable String link,
        int notifications,
        boolean gap) {}
