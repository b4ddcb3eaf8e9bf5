package dev.opsdeck.console.loadruns;

import dev.opsdeck.api.loadruns.LoadFigures;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.metrics.Latency;
import dev.opsdeck.console.ui.Formats;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// A row of the figures: a name, its value and, for latencies, the same from the real start of the request.
///
/// @param service empty where there is none
record Figure(String name, String value, String service) {

    /// The latencies of a run.
    static List<Figure> latencies(LoadFigures figures) {
        var response = figures.response();
        var service = figures.service();
        return List.of(
                latency("p50", response, service, Latency::p50Millis),
                latency("p95", response, service, Latency::p95Millis),
                latency("p99", response, service, Latency::p99Millis),
                latency("max", response, service, Latency::maxMillis));
    }

    /// The counts of a run, its rates, and its errors by kind, most frequent first.
    static List<Figure> counts(LoadRun run) {
        LoadFigures figures = run.figures();
        List<Figure> rows = new ArrayList<>();
        rows.add(new Figure("asked", Formats.count(figures.asked()), ""));
        rows.add(new Figure("sent", Formats.count(figures.sent()), ""));
        rows.add(new Figure("ended", Formats.count(figures.completed()), ""));
        rows.add(new Figure("rate asked", Formats.rate(figures.askedPerSecond()).text(), ""));
        rows.add(new Figure(
                "rate reached", Formats.rate(figures.reachedPerSecond()).text(), ""));
        rows.add(new Figure("errors", Formats.count(figures.errors()) + " (" + RunWords.errors(figures) + ")", ""));
        figures.errorsByKind().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(kind -> rows.add(new Figure("  " + kind.getKey(), Formats.count(kind.getValue()), "")));
        rows.add(new Figure("generator late by", RunWords.millis(figures.latenessMillisMax()), ""));
        return rows;
    }

    private static Figure latency(String name, Latency response, Latency service, ToDoubleFunction<Latency> value) {
        return new Figure(name, millis(response, value), millis(service, value));
    }

    private static String millis(Latency of, ToDoubleFunction<Latency> value) {
        return of.count() == 0 ? Formats.NONE : RunWords.millis(value.applyAsDouble(of));
    }
}
