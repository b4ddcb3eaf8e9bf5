package dev.opsdeck.api.alerts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When a rule would have fired in stored seconds of this server, by the same steps as it does live.
///
/// @param firings    oldest first
/// @param samples    how many seconds were looked at
/// @param tookMicros how long it took, reading included
public record BacktestReport(List<Firing> firings, long samples, Instant from, Instant to, long tookMicros) {

    public BacktestReport {
        firings = List.copyOf(firings);
    }

    /// One time that it would have fired.
    ///
    /// @param resolvedAt null when it still fired at the end
    /// @param peak       the worst value meanwhile, in the rule's unit; null when there was none
    public record Firing(
            Severity severity,
            Instant firingSince,
            @Nullable Instant resolvedAt,
            @Nullable Double peak) {}
}
