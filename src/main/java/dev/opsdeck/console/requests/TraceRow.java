package dev.opsdeck.console.requests;

import dev.opsdeck.api.traces.Trace;
import dev.opsdeck.api.traces.TraceSpan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A line of the waterfall.
///
/// @param depth 0 for a span that is a part of none
/// @param from  where its bar begins, from 0 to 1 of the whole
/// @param width of its bar, likewise
record TraceRow(TraceSpan span, int depth, double from, double width) {

    /// Deeper than this nothing is set in any more.
    static final int DEEPEST = 12;

    /// The lines of a trace: every span below the one that it is a part of. Takes any spans, also such whose parents
    /// are unknown or that are parts of each other.
    static List<TraceRow> of(Trace trace) {
        double whole = trace.spans().stream()
                .mapToDouble(span -> span.startMillis() + span.durationMillis())
                .max()
                .orElse(0);
        Map<String, List<TraceSpan>> parts = new HashMap<>();
        Set<String> ids = new HashSet<>();
        trace.spans().forEach(span -> ids.add(span.id()));
        List<TraceSpan> tops = new ArrayList<>();
        for (TraceSpan span : trace.spans()) {
            if (span.parentId() == null || !ids.contains(span.parentId())) {
                tops.add(span);
            } else {
                parts.computeIfAbsent(span.parentId(), id -> new ArrayList<>()).add(span);
            }
        }
        List<TraceRow> rows = new ArrayList<>();
        Set<TraceSpan> seen = new HashSet<>();
        tops.forEach(top -> add(top, 0, whole, parts, rows, seen));
        trace.spans().stream().filter(span -> !seen.contains(span)).toList().forEach(span -> {
            if (!seen.contains(span)) {
                add(span, 0, whole, parts, rows, seen);
            }
        });
        return rows;
    }

    private static void add(
            TraceSpan span,
            int depth,
            double whole,
            Map<String, List<TraceSpan>> parts,
            List<TraceRow> rows,
            Set<TraceSpan> seen) {
        if (!seen.add(span)) {
            return;
        }
        rows.add(new TraceRow(
                span,
                Math.min(depth, DEEPEST),
                whole == 0 ? 0 : span.startMillis() / whole,
                whole == 0 ? 1 : span.durationMillis() / whole));
        parts.getOrDefault(span.id(), List.of()).forEach(part -> add(part, depth + 1, whole, parts, rows, seen));
    }
}
