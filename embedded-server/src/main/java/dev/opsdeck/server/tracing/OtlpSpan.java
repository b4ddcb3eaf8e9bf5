package dev.opsdeck.server.tracing;

import dev.opsdeck.api.traces.Trace;
import dev.opsdeck.api.traces.TraceSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationLibraryInfo;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// A span as OpenTelemetry's exporters take it.
final class OtlpSpan implements SpanData {

    private static final InstrumentationScopeInfo SCOPE = InstrumentationScopeInfo.create("dev.opsdeck");
    private static final double NANOS_PER_MILLI = 1e6;

    /// Attributes that are numbers there.
    private static final Set<String> NUMBERS =
            Set.of("http.response.status_code", "db.response.returned_rows", "opsdeck.times", "opsdeck.spans.left_out");

    private final TraceSpan span;
    private final Resource resource;
    private final SpanContext context;
    private final SpanContext parent;
    private final long start;
    private final Attributes attributes;

    OtlpSpan(Trace trace, TraceSpan span, Resource resource) {
        this.span = span;
        this.resource = resource;
        String traceId = trace.summary().id();
        this.context = SpanContext.create(traceId, span.id(), TraceFlags.getSampled(), TraceState.getDefault());
        this.parent = span.parentId() == null
                ? SpanContext.getInvalid()
                : SpanContext.create(traceId, span.parentId(), TraceFlags.getSampled(), TraceState.getDefault());
        this.start = epochNanos(trace.summary().at()) + Math.round(span.startMillis() * NANOS_PER_MILLI);
        AttributesBuilder builder = Attributes.builder();
        span.attributes().forEach((name, value) -> {
            if (NUMBERS.contains(name)) {
                builder.put(AttributeKey.longKey(name), Long.parseLong(value));
            } else {
                builder.put(name, value);
            }
        });
        this.attributes = builder.build();
    }

    private static long epochNanos(Instant at) {
        return at.getEpochSecond() * 1_000_000_000L + at.getNano();
    }

    @Override
    public String getName() {
        return span.name();
    }

    @Override
    public SpanKind getKind() {
        return switch (span.kind()) {
            case REQUEST -> SpanKind.SERVER;
            case QUERY -> SpanKind.CLIENT;
            case CACHE, SYNC, LOAD_RUN -> SpanKind.INTERNAL;
        };
    }

    @Override
    public SpanContext getSpanContext() {
        return context;
    }

    @Override
    public SpanContext getParentSpanContext() {
        return parent;
    }

    @Override
    public StatusData getStatus() {
        return span.failed() ? StatusData.error() : StatusData.unset();
    }

    @Override
    public long getStartEpochNanos() {
        return start;
    }

    @Override
    public Attributes getAttributes() {
        return attributes;
    }

    @Override
    public List<EventData> getEvents() {
        return List.of();
    }

    @Override
    public List<LinkData> getLinks() {
        return List.of();
    }

    @Override
    public long getEndEpochNanos() {
        return start + Math.round(span.durationMillis() * NANOS_PER_MILLI);
    }

    @Override
    public boolean hasEnded() {
        return true;
    }

    @Override
    public int getTotalRecordedEvents() {
        return 0;
    }

    @Override
    public int getTotalRecordedLinks() {
        return 0;
    }

    @Override
    public int getTotalAttributeCount() {
        return attributes.size();
    }

    @Override
    @SuppressWarnings("deprecation") // the interface still asks for it
    public InstrumentationLibraryInfo getInstrumentationLibraryInfo() {
        return InstrumentationLibraryInfo.empty();
    }

    @Override
    public InstrumentationScopeInfo getInstrumentationScopeInfo() {
        return SCOPE;
    }

    @Override
    public Resource getResource() {
        return resource;
    }
}
