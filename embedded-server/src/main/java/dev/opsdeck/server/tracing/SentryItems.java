package dev.opsdeck.server.tracing;

import dev.opsdeck.api.traces.SpanKind;
import dev.opsdeck.api.traces.Trace;
import dev.opsdeck.api.traces.TraceReason;
import dev.opsdeck.api.traces.TraceSpan;
import dev.opsdeck.api.traces.TraceSummary;
import dev.opsdeck.server.http.Secrets;
import io.sentry.SentryBaseEvent;
import io.sentry.SentryEvent;
import io.sentry.SentryLevel;
import io.sentry.SpanContext;
import io.sentry.SpanId;
import io.sentry.SpanStatus;
import io.sentry.TracesSamplingDecision;
import io.sentry.protocol.SentryException;
import io.sentry.protocol.SentryId;
import io.sentry.protocol.SentrySpan;
import io.sentry.protocol.SentryStackFrame;
import io.sentry.protocol.SentryStackTrace;
import io.sentry.protocol.SentryTransaction;
import io.sentry.protocol.TransactionInfo;
import io.sentry.protocol.TransactionNameSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A trace in Sentry's words: a transaction, and for what failed an event with the place where it did. Their ids come
/// from the trace, so that what is sent twice counts once. Pure functions.
final class SentryItems {

    private static final int MAX_CAUSES = 10;

    private final String server;
    private final String release;

    SentryItems(String server, String release) {
        this.server = server;
        this.release = release;
    }

    List<SentryBaseEvent> of(Finished finished) {
        Trace trace = finished.trace();
        return trace.summary().reason() == TraceReason.ERROR
                ? List.of(transaction(trace), error(trace, finished.cause()))
                : List.of(transaction(trace));
    }

    private SentryTransaction transaction(Trace trace) {
        TraceSummary summary = trace.summary();
        TraceSpan root = trace.spans().getFirst();
        double begin = seconds(summary.at());
        List<SentrySpan> spans = trace.spans().stream()
                .skip(1)
                .map(span -> span(summary.id(), span, begin))
                .toList();
        TransactionNameSource source =
                summary.kind() == SpanKind.REQUEST ? TransactionNameSource.ROUTE : TransactionNameSource.TASK;
        SentryTransaction transaction = new SentryTransaction(
                summary.name(),
                begin,
                begin + summary.durationMillis() / 1e3,
                spans,
                Map.of(),
                new TransactionInfo(source.apiName()));
        SpanContext context = context(summary.id(), root);
        root.attributes().forEach(context::setData);
        transaction.getContexts().setTrace(context);
        label(transaction, summary.id().substring(0, 16) + root.id());
        return transaction;
    }

    private SentryEvent error(Trace trace, @Nullable Throwable cause) {
        TraceSummary summary = trace.summary();
        TraceSpan root = trace.spans().getFirst();
        SentryEvent event = new SentryEvent(Date.from(summary.at().plusNanos((long) (summary.durationMillis() * 1e6))));
        event.setLevel(SentryLevel.ERROR);
        event.setTransaction(summary.name());
        event.setExceptions(cause == null ? List.of(answered(root)) : exceptions(cause));
        event.getContexts().setTrace(context(summary.id(), root));
        label(event, root.id() + summary.id().substring(0, 16));
        return event;
    }

    private void label(SentryBaseEvent event, String id) {
        event.setEventId(new SentryId(id));
        event.setServerName(server);
        event.setRelease(release);
        event.setEnvironment("production");
        event.setPlatform("java");
    }

    private static SentrySpan span(String traceId, TraceSpan span, double begin) {
        double start = begin + span.startMillis() / 1e3;
        String text = span.attributes().getOrDefault("db.query.text", span.name());
        return new SentrySpan(
                start,
                start + span.durationMillis() / 1e3,
                new SentryId(traceId),
                new SpanId(span.id()),
                span.parentId() == null ? null : new SpanId(span.parentId()),
                operation(span.kind()),
                text,
                status(span),
                "manual",
                Map.of(),
                Map.of(),
                Map.copyOf(span.attributes()));
    }

    private static SpanContext context(String traceId, TraceSpan root) {
        return new SpanContext(
                new SentryId(traceId),
                new SpanId(root.id()),
                root.parentId() == null ? null : new SpanId(root.parentId()),
                operation(root.kind()),
                null,
                new TracesSamplingDecision(true),
                status(root),
                "manual");
    }

    private static SpanStatus status(TraceSpan span) {
        return span.failed() ? SpanStatus.INTERNAL_ERROR : SpanStatus.OK;
    }

    private static String operation(SpanKind kind) {
        return switch (kind) {
            case REQUEST -> "http.server";
            case QUERY -> "db.query";
            case CACHE -> "cache.get";
            case SYNC -> "task.sync";
            case LOAD_RUN -> "task.load_run";
        };
    }

    /// A failure that nobody threw.
    private static SentryException answered(TraceSpan root) {
        SentryException exception = new SentryException();
        exception.setType(root.attributes().getOrDefault("error.type", "error"));
        exception.setValue(root.name());
        return exception;
    }

    /// The deepest cause first, as Sentry wants it.
    private static List<SentryException> exceptions(Throwable thrown) {
        List<SentryException> exceptions = new ArrayList<>();
        Throwable at = thrown;
        for (int depth = 0; at != null && depth < MAX_CAUSES; depth++) {
            SentryException exception = new SentryException();
            exception.setType(at.getClass().getSimpleName());
            exception.setModule(at.getClass().getPackageName());
            exception.setValue(at.getMessage() == null ? null : Secrets.maskedText(at.getMessage()));
            exception.setStacktrace(new SentryStackTrace(frames(at.getStackTrace())));
            exceptions.addFirst(exception);
            at = at.getCause();
        }
        return exceptions;
    }

    /// The innermost call last.
    private static List<SentryStackFrame> frames(StackTraceElement[] calls) {
        return Arrays.asList(calls).reversed().stream()
                .map(call -> {
                    SentryStackFrame frame = new SentryStackFrame();
                    frame.setModule(call.getClassName());
                    frame.setFunction(call.getMethodName());
                    frame.setFilename(call.getFileName());
                    frame.setLineno(call.getLineNumber() < 0 ? null : call.getLineNumber());
                    frame.setInApp(call.getClassName().startsWith("dev.opsdeck."));
                    return frame;
                })
                .toList();
    }

    private static double seconds(Instant at) {
        return at.getEpochSecond() + at.getNano() / 1e9;
    }
}
