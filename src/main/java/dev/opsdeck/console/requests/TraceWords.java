package dev.opsdeck.console.requests;

import dev.opsdeck.api.traces.TraceReason;
import dev.opsdeck.api.traces.TraceSummary;
import dev.opsdeck.api.traces.TracingStatus;
import dev.opsdeck.console.ui.Detail;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Traces in words. Pure functions.
final class TraceWords {

    private static final String QUERY = "db.query.text";

    private TraceWords() {}

    /// What is traced, and how those do that traces are sent to.
    static String status(TracingStatus status) {
        if (!status.on()) {
            return "This server traces nothing: it was started with --tracing off.";
        }
        String share = Formats.percent(status.ratio()).text();
        String sent = status.exporters().stream().map(TraceWords::exporter).collect(Collectors.joining(" "));
        return "Kept: " + share + " of all requests, and every slow or failed one."
                + (sent.isEmpty() ? "" : " " + sent);
    }

    private static String exporter(TracingStatus.Exporter exporter) {
        String name = exporter.name().equals("otlp") ? "OTLP" : "Sentry";
        boolean failing = exporter.lastFailureAt() != null
                && (exporter.lastSuccessAt() == null || exporter.lastSuccessAt().isBefore(exporter.lastFailureAt()));
        String figures = Formats.count(exporter.sent()) + " sent, " + Formats.count(exporter.dropped()) + " dropped.";
        return name + ": " + figures + (failing ? " " + exporter.lastError() : "");
    }

    static State state(TraceReason reason) {
        return switch (reason) {
            case ERROR -> State.CRITICAL;
            case SLOW -> State.WARNING;
            case SAMPLED, RUN -> State.OK;
        };
    }

    static String reason(TraceReason reason) {
        return switch (reason) {
            case ERROR -> "failed";
            case SLOW -> "slow";
            case SAMPLED -> "sampled";
            case RUN -> "run";
        };
    }

    /// What stands beside the name of an opened trace.
    static String facts(TraceSummary trace, Formats formats) {
        return RequestWords.millis(trace.durationMillis())
                + (trace.status() == null ? "" : ", status " + trace.status())
                + ", " + RequestWords.count(trace.spans(), "span") + ", began "
                + formats.full(trace.at()) + " on " + trace.node()
                + (trace.loadRun() ? ", sent by a load run" : "");
    }

    /// One span in full.
    static Detail detail(TraceRow row) {
        List<Detail.Line> lines = new ArrayList<>();
        lines.add(new Detail.Line(
                "Began",
                RequestWords.millis(row.span().startMillis()) + " after the start, took "
                        + RequestWords.millis(row.span().durationMillis())));
        row.span().attributes().entrySet().stream()
                .filter(attribute -> !attribute.getKey().equals(QUERY))
                .sorted(Map.Entry.comparingByKey())
                .forEach(attribute -> lines.add(new Detail.Line(attribute.getKey(), attribute.getValue())));
        return new Detail(row.span().attributes().getOrDefault(QUERY, row.span().name()), lines);
    }
}
