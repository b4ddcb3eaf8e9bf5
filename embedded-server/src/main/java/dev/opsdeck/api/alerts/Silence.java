package dev.opsdeck.api.alerts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Alerts that match it are evaluated and shown, but nobody is told.
///
/// @param rule       null: of any rule
/// @param server     null: of any server
/// @param severity   null: of any severity
/// @param until      when it ends or ended
/// @param recurrence only in these hours; null: all the time
/// @param author     who made it
public record Silence(
        long id,
        @Nullable String rule,
        @Nullable String server,
        @Nullable Severity severity,
        Instant from,
        Instant until,
        @Nullable Recurrence recurrence,
        String reason,
        String author,
        Instant createdAt) {

    /// Whether it keeps alerts of that kind quiet at that moment.
    public boolean covers(String alertRule, String alertServer, Severity alertSeverity, Instant at) {
        return (rule == null || rule.equals(alertRule))
                && (server == null || server.equals(alertServer))
                && (severity == null || severity == alertSeverity)
                && !at.isBefore(from)
                && at.isBefore(until)
                && (recurrence == null || recurrence.covers(at));
    }
}
