package dev.opsdeck.server.tracing;

import dev.opsdeck.api.traces.Trace;
import dev.opsdeck.api.traces.TraceSpan;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.internal.FailedExportException;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Sends traces in OpenTelemetry's protocol over HTTP, to whatever speaks it.
final class OtlpDestination implements Destination {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final String url;
    private final Resource resource;
    private final OtlpHttpSpanExporter exporter;

    OtlpDestination(TracingSettings.Otlp settings, String node, String version) {
        this(settings, node, version, TIMEOUT);
    }

    OtlpDestination(TracingSettings.Otlp settings, String node, String version, Duration timeout) {
        this.url = settings.tracesUrl();
        this.resource = Resource.create(Attributes.builder()
                .put("service.name", settings.serviceName())
                .put("service.version", version)
                .put("service.instance.id", node)
                .build());
        OtlpHttpSpanExporterBuilder builder = OtlpHttpSpanExporter.builder()
                .setEndpoint(url)
                .setCompression("gzip")
                .setConnectTimeout(timeout)
                .setTimeout(timeout)
                // The outbox tries again, and counts.
                .setRetryPolicy(null);
        settings.headers().forEach(builder::addHeader);
        this.exporter = builder.build();
    }

    @Override
    public String name() {
        return "otlp";
    }

    @Override
    public String target() {
        return url;
    }

    @Override
    public void send(List<Finished> batch) throws Refused {
        List<SpanData> spans = new ArrayList<>();
        for (Finished finished : batch) {
            Trace trace = finished.trace();
            for (TraceSpan span : trace.spans()) {
                spans.add(new OtlpSpan(trace, span, resource));
            }
        }
        CompletableResultCode result = exporter.export(spans).join(2 * TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        if (!result.isSuccess()) {
            throw refused(result.getFailureThrowable());
        }
    }

    @Override
    public void close() {
        exporter.shutdown();
    }

    private static Refused refused(@Nullable Throwable why) {
        if (why instanceof FailedExportException.HttpExportException http && http.getResponse() != null) {
            int status = http.getResponse().getStatusCode();
            return new Refused("It answered with status " + status + ".", Refused.later(status), why);
        }
        Throwable cause = why instanceof FailedExportException && why.getCause() != null ? why.getCause() : why;
        String said = cause == null
                ? "no answer"
                : cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new Refused("It cannot be reached (" + said + ").", true, why);
    }
}
