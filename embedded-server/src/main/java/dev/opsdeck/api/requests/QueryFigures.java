package dev.opsdeck.api.requests;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What one statement did. Times are those that the server waited: from preparing it to the last row read.
///
/// @param statement   with literals and lists of parameters folded; `(all others)` for those beyond the bound
/// @param calls       executions; a batch is one
/// @param rows        read or changed
/// @param errors      executions that failed, among the calls
/// @param p95Millis   to within two percent
/// @param lastSeen    end of the latest execution
/// @param route       the route that executed it most; null when that was no request but the server's own work
public record QueryFigures(
        String statement,
        long calls,
        long rows,
        long errors,
        double totalMillis,
        double p95Millis,
        double maxMillis,
        Instant lastSeen,
        @Nullable String route) {}
