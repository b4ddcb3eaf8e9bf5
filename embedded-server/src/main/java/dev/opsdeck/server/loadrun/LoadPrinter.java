package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadComparison;
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
import java.util.Locale;
import java.util.Map;
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
            print(
                    "%6d %7d %7d %7d %9.1f %9.1f %9.1f",
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

    void end(LoadRecord record, @Nullable LoadComparison comparison) {
        LoadRun run = record.report().run();
        if (quiet) {
            out.println(new String(json.bytes(summary(run, comparison)), StandardCharsets.UTF_8));
        } else {
            out.println();
            figures(run.figures());
            split(record.report().server());
            run.remarks().forEach(out::println);
            if (comparison != null) {
                comparison(comparison);
            }
            out.println("verdict   " + ReportWords.verdict(run.verdict()));
        }
        out.flush();
    }

    private void figures(LoadFigures figures) {
        print("requests  %d of %d asked, %d errors", figures.sent(), figures.asked(), figures.errors());
        figures.errorsByKind().forEach((kind, count) -> print("          %d %s", count, kind));
        print("rate      %.1f/s asked, %.1f/s reached", figures.askedPerSecond(), figures.reachedPerSecond());
        latency("response", figures.response(), "intended");
        latency("service ", figures.service(), "real");
        print("lateness  of the generator itself at most %.1f ms", figures.latenessMillisMax());
    }

    private void latency(String name, Latency latency, String start) {
        print(
                "%s  p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.1f ms (from the %s start)",
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
            print(
                    "mean      %.2f ms waiting to be sent, %.2f ms network and queue, %.2f ms handler, %.2f ms database",
                    split.waitingMillis(),
                    split.networkMillis(),
                    split.handlerMillis(),
                    split.databaseMillis());
        }
    }

    private void comparison(LoadComparison comparison) {
        out.println();
        print("%-26s %10s %10s  %-18s %s", "compared with the baseline", "baseline", "now", "change", "");
        comparison
                .rows()
                .forEach(row -> print(
                        "%-26s %10s %10s  %-18s %s",
                        ReportWords.row(row),
                        ReportWords.value(row, row.a()),
                        ReportWords.value(row, row.b()),
                        ReportWords.change(row),
                        ReportWords.outcome(row.outcome())));
        comparison.remarks().forEach(out::println);
        out.println("compared  " + ReportWords.outcome(comparison.outcome()));
    }

    private void print(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values).stripTrailing());
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
        LoadFindings findings = run.findings();
        if (findings != null) {
            summary.put("findings", findings);
        }
        if (comparison != null) {
            summary.put("comparison", comparison.outcome());
        }
        if (run.verdict() != null) {
            summary.put("verdict", run.verdict());
        }
        return summary;
    }
}
