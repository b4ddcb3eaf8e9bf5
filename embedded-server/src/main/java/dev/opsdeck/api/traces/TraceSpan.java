package dev.opsdeck.api.traces;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One stretch of time in a trace.
///
/// @param id             16 hexadecimal digits
/// @param parentId       the span that it is a part of; null: that is not known here
/// @param startMillis    from the begin of the trace
/// @param durationMillis until its end; of a repeated one from the first begin to the last end
/// @param failed         whether it ended with an error
/// @param attributes     by their names in OpenTelemetry's conventions where there is one
public record TraceSpan(
        String id,
        @Nullable String parentId,
        SpanKind kind,
        String name,
        double startMillis,
        double durationMillis,
        boolean failed,
        Map<String, String> attributes) {

    public TraceSpan {
        attributes = Map.copyOf(attributes);
    }
}
