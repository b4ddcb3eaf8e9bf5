package dev.opsdeck.api.audits;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the log of requests kept of a period.
///
/// @param since      its oldest row; null when it is empty. What came before is forgotten
/// @param slowMillis from how long on a request counts as slow now
/// @param faults     most requests first
/// @param slow       slowest first
public record AuditRequests(@Nullable Instant since, int slowMillis, List<AuditFault> faults, List<AuditSlow> slow) {

    public AuditRequests {
        faults = List.copyOf(faults);
        slow = List.copyOf(slow);
    }
}
