package dev.opsdeck.server.tracing;

import dev.opsdeck.api.traces.Trace;
import dev.opsdeck.api.traces.TraceSpan;
import dev.opsdeck.api.traces.TraceSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes one trace of the requests that carried the same trace id. A pure function.
final class TraceJoin {

    private TraceJoin() {}

    /// @return null of none
    static @Nullable Trace joined(List<Trace> parts) {
        if (parts.size() <= 1) {
            return parts.isEmpty() ? null : parts.getFirst();
        }
        TraceSummary first = parts.stream()
                .map(Trace::summary)
                .min(Comparator.comparing(TraceSummary::at))
                .orElseThrow();
        List<TraceSpan> spans = new ArrayList<>();
        double end = 0;
        for (Trace part : parts) {
            double offset = millis(first.at(), part.summary().at());
            end = Math.max(end, offset + part.summary().durationMillis());
            part.spans().forEach(span -> spans.add(later(span, offset)));
        }
        spans.sort(Comparator.comparingDouble(TraceSpan::startMillis));
        TraceSummary whole = new TraceSummary(
                first.id(),
                first.node(),
                first.reason(),
                first.kind(),
                first.at(),
                first.name(),
                first.route(),
                first.status(),
                end,
                spans.size(),
                first.loadRun());
        return new Trace(whole, spans);
    }

    private static TraceSpan later(TraceSpan span, double millis) {
        return new TraceSpan(
                span.id(),
                span.parentId(),
                span.kind(),
                span.name(),
                span.startMillis() + millis,
                span.durationMillis(),
                span.failed(),
                span.attributes());
    }

    private static double millis(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e6;
    }
}
