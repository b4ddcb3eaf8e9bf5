package dev.opsdeck.api.traces;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A trace in a list.
///
/// @param id             32 hexadecimal digits
/// @param node           the server that recorded it
/// @param reason         why it is kept
/// @param kind           what its first span is: a request, a sync run or a load run
/// @param at             its begin
/// @param name           method and route, or what ran
/// @param route          the pattern that matched; of a run its name
/// @param status         null when it is no request
/// @param durationMillis of the first span
/// @param spans          how many spans there are
/// @param loadRun        whether a load run of this server sent the request
public record TraceSummary(
        String id,
        String node,
        TraceReason reason,
        SpanKind kind,
        Instant at,
        String name,
        String route,
        @Nullable Integer status,
        double durationMillis,
        int spans,
        boolean loadRun) {}
