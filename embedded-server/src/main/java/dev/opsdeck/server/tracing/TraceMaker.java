package dev.opsdeck.server.tracing;

import dev.opsdeck.api.traces.SpanKind;
import dev.opsdeck.api.traces.Trace;
import dev.opsdeck.api.traces.TraceReason;
import dev.opsdeck.api.traces.TraceSpan;
import dev.opsdeck.api.traces.TraceSummary;
import dev.opsdeck.server.spans.Recording;
import dev.opsdeck.server.spans.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Makes a trace of a recording that is to be kept, with the names of OpenTelemetry's semantic conventions.
final class TraceMaker {

    private static final double NANOS_PER_MILLI = 1e6;

    private final String node;
    private final String database;
    private final LongSupplier random;

    /// What is known of the whole.
    ///
    /// @param route the pattern of a request; of a run its name
    record Root(
            String traceId,
            @Nullable String parentId,
            TraceReason reason,
            SpanKind kind,
            Instant at,
            String name,
            String route,
            @Nullable Integer status,
            long nanos,
            boolean loadRun,
            Map<String, String> attributes) {}

    /// @param database as OpenTelemetry names it
    /// @param random   for ids
    TraceMaker(String node, String database, LongSupplier random) {
        this.node = node;
        this.database = database;
        this.random = random;
    }

    Trace trace(Root root, Recording recording) {
        List<Span> recorded = recording.spans();
        List<TraceSpan> spans = new ArrayList<>(recorded.size() + 1);
        String rootId = newSpanId();
        spans.add(root(root, rootId, recording));
        Map<Span, String> ids = new HashMap<>();
        for (Span span : recorded) {
            String id = newSpanId();
            ids.put(span, id);
            Span parent = span.parent();
            spans.add(new TraceSpan(
                    id,
                    parent == null ? rootId : ids.getOrDefault(parent, rootId),
                    span.kind(),
                    name(span),
                    (span.begin() - recording.begin()) / NANOS_PER_MILLI,
                    (span.end() - span.begin()) / NANOS_PER_MILLI,
                    span.rows() < 0,
                    attributes(span)));
        }
        TraceSummary summary = new TraceSummary(
                root.traceId,
                node,
                root.reason,
                root.kind,
                root.at,
                root.name,
                root.route,
                root.status,
                root.nanos / NANOS_PER_MILLI,
                spans.size(),
                root.loadRun);
        return new Trace(summary, spans);
    }

    private static TraceSpan root(Root root, String id, Recording recording) {
        Map<String, String> attributes = new LinkedHashMap<>(root.attributes);
        attributes.putAll(recording.attributes());
        if (recording.leftOut() > 0) {
            attributes.put("opsdeck.spans.left_out", Long.toString(recording.leftOut()));
        }
        return new TraceSpan(
                id,
                root.parentId,
                root.kind,
                root.name,
                0,
                root.nanos / NANOS_PER_MILLI,
                root.reason == TraceReason.ERROR,
                attributes);
    }

    private static String name(Span span) {
        return switch (span.kind()) {
            case QUERY -> operation(span.name());
            case CACHE -> "cache " + span.name();
            case REQUEST, SYNC, LOAD_RUN -> span.name();
        };
    }

    private Map<String, String> attributes(Span span) {
        Map<String, String> attributes = new LinkedHashMap<>();
        String detail = span.detail();
        switch (span.kind()) {
            case QUERY -> {
                attributes.put("db.system.name", database);
                attributes.put("db.operation.name", operation(span.name()));
                attributes.put("db.query.text", span.name());
                if (span.rows() >= 0) {
                    attributes.put("db.response.returned_rows", Long.toString(span.rows()));
                }
            }
            case CACHE -> {
                attributes.put("cache.name", span.name());
                if (detail != null) {
                    attributes.put("cache.level", detail);
                }
            }
            case REQUEST, SYNC, LOAD_RUN -> {
                if (detail != null) {
                    attributes.put("opsdeck.detail", detail);
                }
            }
        }
        if (span.times() > 1) {
            attributes.put("opsdeck.times", Integer.toString(span.times()));
            attributes.put("opsdeck.busy_millis", String.format(Locale.ROOT, "%.3f", span.busy() / NANOS_PER_MILLI));
        }
        return attributes;
    }

    /// The first word of a statement; those beyond the bound of the statistics have none.
    private static String operation(String statement) {
        int end = statement.indexOf(' ');
        String word = end < 0 ? statement : statement.substring(0, end);
        return word.startsWith("(") ? "statement" : word.toLowerCase(Locale.ROOT);
    }

    private String newSpanId() {
        long id = random.getAsLong();
        return HexFormat.of().toHexDigits(id == 0 ? 1 : id);
    }
}
