package dev.opsdeck.api.traces;

import java.util.List;

/// A trace with its spans, earliest begin first; a parent stands before its parts. Requests that carried the same
/// id in their header `traceparent` are one trace.
public record Trace(TraceSummary summary, List<TraceSpan> spans) {

    public Trace {
        spans = List.copyOf(spans);
    }
}
