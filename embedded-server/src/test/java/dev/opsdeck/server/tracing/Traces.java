package dev.opsdeck.server.tracing;

import dev.opsdeck.api.traces.SpanKind;
import dev.opsdeck.api.traces.Trace;
import dev.opsdeck.api.traces.TraceReason;
import dev.opsdeck.api.traces.TraceSpan;
import dev.opsdeck.api.traces.TraceSummary;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Traces for tests.
final class Traces {

    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private Traces() {}

    static Trace request(String id, TraceReason reason, String route, double millis) {
        TraceSpan root = new TraceSpan(
                "b7ad6b7169203331",
                null,
                SpanKind.REQUEST,
                "GET " + route,
                0,
                millis,
                reason == TraceReason.ERROR,
                Map.of("http.route", route, "http.response.status_code", "200"));
        TraceSpan query = new TraceSpan(
                "00f067aa0ba902b7",
                root.id(),
                SpanKind.QUERY,
                "select",
                0.25,
                1.5,
                false,
                Map.of("db.query.text", "select é from products where id = ?"));
        TraceSummary summary =
                new TraceSummary(id, "here", reason, SpanKind.REQUEST, NOON, root.name(), route, 200, millis, 2, false);
        return new Trace(summary, List.of(root, query));
    }

    static Finished finished(int number) {
        return new Finished(
                request(String.format("%032x", number + 1), TraceReason.SAMPLED, "/products", number), null);
    }
}
