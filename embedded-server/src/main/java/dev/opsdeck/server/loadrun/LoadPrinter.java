package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadComparison;
import dev.opsdeck.api.loadruns.LoadDelays;
import dev.opsdeck.api.loadruns.LoadFigures;
import dev.opsdeck.api.loadruns.LoadFindings;
import dev.opsdeck.api.loadruns.LoadPoint;
import dev.opsdeck.api.loadruns.LoadRecord;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadServerSide;
import dev.opsdeck.api.metrics.Latency;
import dev.opsdeck.server.http.Json;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the command line says of a run: a table for a person, or one line of JSON for a program.
final class LoadPrinter {

    private final PrintWriter out;
    private final boolean quiet;
    private final Json json;

    /// @param quiet only the line of JSON
    LoadPrinter(PrintWriter out, boolean quiet, Json json) {
        this.out = out;
        this.quiet = quiet;
        this.json = json;
    }

    void begin(String target, RunOrder order) {
        if (!quiet) {
            out.println("Load on " + target + ": " + order.words());
            out.println("second   asked    done  errors    p50 ms    p95 ms    max ms");
            out.flush();
        }
    }

    void second(LoadPoint point) {
        if (!quiet) {
            out.printf(
                    Locale.ROOT,
                    "%6d %7d %7d %7d %9.1f %9.1f %9.1f%n",
                    point.second(),
                    point.asked(),
                    point.completed(),
                    point.errors(),
                    point.p50Millis(),
                    point.p95Millis(),
                    point.maxMillis());
            out.flush();
        }
    }

    /// What is to be known of the run that was made beside this one.
    void beside(LoadRun run) {
        if (!quiet) {
            out.println();
            run.remarks().forEach(remark -> out.println(run.target() + ": " + remark));
            out.println(run.target() + ": " + ReportWords.verdict(run.verdict()));
        }
    }

    void end(LoadRecord record, @Nullable LoadComparison comparison) {
        LoadRun run = record.report().run();
        if (quiet) {
            out.println(new String(json.bytes(summary(run, comparison)), StandardCharsets.UTF_8));
        } else {
            out.println();
            figures(run.figures());
            split(record.report().server());
            ramp(run);
            run.remarks().forEach(out::println);
            if (comparison != null) {
                comparison(comparison);
            }
            out.println("verdict   " + ReportWords.verdict(run.verdict()));
        }
        out.flush();
    }

    private void figures(LoadFigures figures) {
        out.printf(
                Locale.ROOT,
                "requests  %d of %d asked, %d errors%n",
                figures.sent(),
                figures.asked(),
                figures.errors());
        figures.errorsByKind().forEach((kind, count) -> out.printf(Locale.ROOT, "          %d %s%n", count, kind));
        out.printf(
                Locale.ROOT,
                "rate      %.1f/s asked, %.1f/s reached%n",
                figures.askedPerSecond(),
                figures.reachedPerSecond());
        latency("response", figures.response(), "intended");
        latency("service ", figures.service(), "real");
        LoadDelays delays = figures.delays();
        if (delays != null) {
            delay("late    ", delays.lateness(), "the generator itself was late");
            delay("blocked ", delays.blocked(), "all connections waited for an answer");
        }
    }

    private void delay(String name, LoadDelays.Delay delay, String why) {
        out.printf(
                Locale.ROOT,
                "%s  p95 %.1f ms, max %.1f ms, %.2f %% of the requests for more than 1 ms (%s)%n",
                name,
                delay.p95Millis(),
                delay.maxMillis(),
                delay.share() * 100,
                why);
    }

    private void latency(String name, Latency latency, String start) {
        out.printf(
                Locale.ROOT,
                "%s  p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.1f ms (from the %s start)%n",
                name,
                latency.p50Millis(),
                latency.p95Millis(),
                latency.p99Millis(),
                latency.maxMillis(),
                start);
    }

    private void split(@Nullable LoadServerSide server) {
        LoadServerSide.Split split = server == null ? null : server.split();
        if (split != null) {
            out.printf(
                    Locale.ROOT,
                    "mean      %s%.2f ms network and queue, %.2f ms handler, %.2f ms database%n",
                    ReportWords.waiting(split).entrySet().stream()
                            .map(part -> String.format(Locale.ROOT, "%.2f ms %s, ", part.getValue(), part.getKey()))
                            .collect(Collectors.joining()),
                    split.networkMillis(),
                    split.handlerMillis(),
                    split.databaseMillis());
        }
    }

    private void comparison(LoadComparison comparison) {
        out.println();
        out.printf(
                Locale.ROOT,
                "%-26s %10s %10s  %-18s %s%n",
                "compared with the baseline",
                "baseline",
                "now",
                "change",
                "");
        comparison
                .rows()
                .forEach(row -> out.printf(
                        Locale.ROOT,
                        "%-26s %10s %10s  %-18s %s%n",
                        ReportWords.row(row),
                        ReportWords.value(row, row.a()),
                        ReportWords.value(row, row.b()),
                        ReportWords.change(row),
                        ReportWords.outcome(row.outcome())));
        comparison.remarks().forEach(out::println);
        out.println("compared  " + ReportWords.outcome(comparison.outcome()));
    }

    private void ramp(LoadRun run) {
        List<LoadFindings.Step> steps = RampWords.steps(run);
        if (!steps.isEmpty()) {
            row(RampWords.HEAD);
            steps.forEach(step -> row(RampWords.row(step)));
        }
        RampWords.fit(run).forEach(out::println);
    }

    private void row(List<String> cells) {
        out.printf(Locale.ROOT, "%10s %10s %10s %10s %8s  %s%n", cells.toArray());
    }

    private static Map<String, Object> summary(LoadRun run, @Nullable LoadComparison comparison) {
        LoadFigures figures = run.figures();
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("requests", figures.sent());
        summary.put("asked", figures.askedPerSecond());
        summary.put("reached", figures.reachedPerSecond());
        summary.put("errors", figures.errors());
        summary.put("p50Millis", figures.response().p50Millis());
        summary.put("p95Millis", figures.response().p95Millis());
        summary.put("p99Millis", figures.response().p99Millis());
        summary.put("maxMillis", figures.response().maxMillis());
        if (figures.delays() != null) {
            summary.put("delays", figures.delays());
        }
        LoadFindings findings = run.findings();
        if (findings != null) {
            summary.put("findings", findings);
        }
        Map<String, Object> fit = RampWords.fitted(run);
        if (fit != null) {
            summary.put("fit", fit);
        }
        if (comparison != null) {
            summary.put("comparison", comparison.outcome());
        }
        summary.put("remarks", run.remarks());
        if (run.verdict() != null) {
            summary.put("verdict", run.verdict());
        }
        return summary;
    }
}
