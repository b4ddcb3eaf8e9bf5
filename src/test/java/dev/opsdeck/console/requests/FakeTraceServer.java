package dev.opsdeck.console.requests;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.traces.SpanKind;
import dev.opsdeck.api.traces.Trace;
import dev.opsdeck.api.traces.TraceReason;
import dev.opsdeck.api.traces.TraceSpan;
import dev.opsdeck.api.traces.TraceSummary;
import dev.opsdeck.api.traces.TracingStatus;
import dev.opsdeck.console.connection.ApiFailure;
import dev.opsdeck.console.connection.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A server in memory: the traces it is given, and the calls it got.
final class FakeTraceServer implements TraceServer {

    final List<Trace> traces = new ArrayList<>();
    final List<String> calls = new ArrayList<>();
    TracingStatus status = new TracingStatus(true, 0.1, 2_000, 0, 0, List.of());

    @Nullable
    Failure failure;

    static TraceSpan span(
            String id, @Nullable String parent, SpanKind kind, String name, double start, double took, boolean failed) {
        Map<String, String> attributes = kind == SpanKind.QUERY
                ? Map.of("db.query.text", name, "db.system.name", "h2database", "db.response.returned_rows", "20")
                : kind == SpanKind.CACHE
                        ? Map.of("cache.name", "products.lists", "cache.level", "database")
                        : Map.of("http.route", "/products", "http.response.status_code", failed ? "500" : "200");
        return new TraceSpan(
                id, parent, kind, kind == SpanKind.QUERY ? "select" : name, start, took, failed, attributes);
    }

    static Trace trace(int number, TraceReason reason, double millis) {
        boolean failed = reason == TraceReason.ERROR;
        List<TraceSpan> spans = List.of(
                span("a", null, SpanKind.REQUEST, "GET /products", 0, millis, failed),
                span("b", "a", SpanKind.CACHE, "cache products.lists", millis * 0.1, millis * 0.7, false),
                span(
                        "c",
                        "b",
                        SpanKind.QUERY,
                        "select id, title from products where status = ? order by trend_score desc",
                        millis * 0.15,
                        millis * 0.4,
                        failed),
                span("d", "b", SpanKind.QUERY, "select count(*) from products", millis * 0.6, millis * 0.15, false));
        TraceSummary summary = new TraceSummary(
                String.format("%032x", number),
                "local",
                reason,
                SpanKind.REQUEST,
                FakeRequestServer.NOON.minusSeconds(number),
                "GET /products",
                "/products",
                failed ? 500 : 200,
                millis,
                spans.size(),
                number % 5 == 4);
        return new Trace(summary, spans);
    }

    @Override
    public Page<TraceSummary> traces(String route, boolean failed, @Nullable String after, int limit) {
        calls.add(route + " " + failed + " " + after);
        fail();
        List<TraceSummary> all = traces.stream()
                .map(Trace::summary)
                .filter(trace -> trace.route().contains(route))
                .filter(trace -> !failed || trace.reason() == TraceReason.ERROR)
                .toList();
        int from = after == null ? 0 : Integer.parseInt(after);
        int to = Math.min(all.size(), from + limit);
        return new Page<>(all.subList(from, to), all.size(), to == all.size() ? null : Integer.toString(to));
    }

    @Override
    public Trace trace(String id) {
        calls.add("trace " + id);
        fail();
        return traces.stream()
                .filter(trace -> trace.summary().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public TracingStatus tracing() {
        fail();
        return status;
    }

    private void fail() {
        if (failure != null) {
            throw new ApiFailure(failure);
        }
    }
}
