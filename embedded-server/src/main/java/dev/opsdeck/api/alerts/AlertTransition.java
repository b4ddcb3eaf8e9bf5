package dev.opsdeck.api.alerts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A step in the life of an alert.
///
/// @param alertId whose
/// @param at      end of the second that made it
/// @param from    null when the alert began
/// @param value   at that moment, in the rule's unit; null when there was none
public record AlertTransition(
        String alertId,
        Instant at,
        @Nullable AlertState from,
        AlertState to,
        Severity severity,
        @Nullable Double value) {}
