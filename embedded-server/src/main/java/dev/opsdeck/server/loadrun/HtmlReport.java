package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadComparison;
import dev.opsdeck.api.loadruns.LoadDelays;
import dev.opsdeck.api.loadruns.LoadFigures;
import dev.opsdeck.api.loadruns.LoadFindings;
import dev.opsdeck.api.loadruns.LoadPoint;
import dev.opsdeck.api.loadruns.LoadRecord;
import dev.opsdeck.api.loadruns.LoadReport;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadServerSide;
import dev.opsdeck.api.metrics.Latency;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A run, and its comparison with a baseline if there is one, as one HTML file: no script, nothing loaded from
/// anywhere, charts inline, the reader's theme.
final class HtmlReport {

    private static final String STYLE = "load-report.css";

    private final StringBuilder page = new StringBuilder();

    private HtmlReport() {}

    static byte[] of(LoadRecord record, @Nullable LoadRecord baseline, @Nullable LoadComparison comparison) {
        HtmlReport report = new HtmlReport();
        report.write(record.report(), baseline == null ? null : baseline.report(), comparison);
        return report.page.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void write(LoadReport report, @Nullable LoadReport baseline, @Nullable LoadComparison comparison) {
        LoadRun run = report.run();
        String name = "Load run" + (run.id() == 0 ? "" : " " + run.id());
        page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
                        + " 'unsafe-inline'\">\n<title>")
                .append(Html.text(name + " of " + run.target()))
                .append("</title>\n<style>\n")
                .append(style())
                .append("</style>\n</head>\n<body>\n");
        head(run, name);
        if (comparison != null) {
            comparison(comparison);
        }
        charts(report, baseline);
        ramp(run);
        figures(run.figures());
        server(report);
        page.append("</body>\n</html>\n");
    }

    private void head(LoadRun run, String name) {
        String verdict = ReportWords.verdict(run.verdict());
        element("h1", name + ": " + verdict);
        element("p", ReportWords.load(run));
        element("p", "Of " + run.target() + ", begun " + run.startedAt());
        if (!run.remarks().isEmpty()) {
            page.append("<ul>\n");
            run.remarks().forEach(remark -> element("li", remark));
            page.append("</ul>\n");
        }
    }

    private void comparison(LoadComparison comparison) {
        element("h2", "Compared with the baseline: " + ReportWords.outcome(comparison.outcome()));
        comparison.remarks().forEach(remark -> element("p", remark));
        page.append("<table>\n");
        row("th", List.of("", "baseline", "now", "change", ""));
        comparison
                .rows()
                .forEach(row -> row(
                        "td",
                        List.of(
                                ReportWords.row(row),
                                ReportWords.value(row, row.a()),
                                ReportWords.value(row, row.b()),
                                ReportWords.change(row),
                                ReportWords.outcome(row.outcome()))));
        page.append("</table>\n");
    }

    private void charts(LoadReport report, @Nullable LoadReport baseline) {
        SvgChart latency = new SvgChart("Response time from the intended start", "ms");
        if (baseline != null) {
            latency.line("p95 of the baseline", "quiet", ReportLines.answered(baseline, LoadPoint::p95Millis));
        }
        latency.line("p95", "first", ReportLines.answered(report, LoadPoint::p95Millis))
                .line("p50", "second", ReportLines.answered(report, LoadPoint::p50Millis));
        page.append(marked(latency, report.run()).svg());
        page.append(marked(new SvgChart("Requests a second", "1/s"), report.run())
                .line("asked", "quiet", ReportLines.values(report, LoadPoint::asked))
                .line("answered", "first", ReportLines.values(report, LoadPoint::completed))
                .line("failed", "bad", ReportLines.values(report, LoadPoint::errors))
                .svg());
        if (report.run().figures().delays() != null) {
            page.append(marked(new SvgChart("Started after its time, p95", "ms"), report.run())
                    .line(
                            "waiting for a free connection",
                            "first",
                            ReportLines.told(report, LoadPoint::blockedP95Millis))
                    .line("generator late", "bad", ReportLines.told(report, LoadPoint::latenessP95Millis))
                    .svg());
        }
    }

    private void ramp(LoadRun run) {
        List<LoadFindings.Step> steps = RampWords.steps(run);
        if (!steps.isEmpty()) {
            element("h2", "Steps");
            page.append("<table>\n");
            row("th", RampWords.HEAD);
            steps.forEach(step -> row("td", RampWords.row(step)));
            page.append("</table>\n");
            if (steps.stream().anyMatch(step -> step.notValid() != null)) {
                element("p", "Steps that are not valid are shaded in the charts; capacity and curve leave them out.");
            }
        }
        RampWords.fit(run).forEach(sentence -> element("p", sentence));
    }

    /// The seconds whose figures are not the server's.
    private static SvgChart marked(SvgChart chart, LoadRun run) {
        List<LoadFindings.Step> steps = RampWords.steps(run);
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).notValid() != null) {
                int from = run.rampUpSeconds() + i * RunOrder.STEP_SECONDS;
                chart.band("not valid: generator late", from, from + RunOrder.STEP_SECONDS);
            }
        }
        return chart;
    }

    private void figures(LoadFigures figures) {
        element("h2", "Figures");
        page.append("<table>\n");
        row("th", List.of("", "p50", "p95", "p99", "max"));
        latency("response, from the intended start", figures.response());
        latency("service, from the real start", figures.service());
        page.append("</table>\n<table>\n");
        row("td", List.of("asked", Long.toString(figures.asked()), number(figures.askedPerSecond()) + "/s"));
        row("td", List.of("answered", Long.toString(figures.completed()), number(figures.reachedPerSecond()) + "/s"));
        row("td", List.of("failed", Long.toString(figures.errors()), ""));
        figures.errorsByKind().forEach((kind, count) -> row("td", List.of("– " + kind, Long.toString(count), "")));
        row("td", List.of("generator late", Long.toString(figures.late()), millis(figures.latenessMillisMax())));
        page.append("</table>\n");
        LoadDelays delays = figures.delays();
        if (delays != null) {
            page.append("<table>\n");
            row("th", List.of("started after its time", "more than 1 ms", "mean", "p95", "max"));
            delay("generator late", delays.lateness());
            delay("waiting for a free connection", delays.blocked());
            page.append("</table>\n");
        }
    }

    private void delay(String name, LoadDelays.Delay delay) {
        row(
                "td",
                List.of(
                        name,
                        String.format(Locale.ROOT, "%.2f %%", delay.share() * 100),
                        millis(delay.meanMillis()),
                        millis(delay.p95Millis()),
                        millis(delay.maxMillis())));
    }

    private void latency(String name, Latency latency) {
        row(
                "td",
                List.of(
                        name,
                        millis(latency.p50Millis()),
                        millis(latency.p95Millis()),
                        millis(latency.p99Millis()),
                        millis(latency.maxMillis())));
    }

    private void server(LoadReport report) {
        LoadServerSide server = report.server();
        if (server == null || server.silence() != null) {
            return;
        }
        LoadServerSide.Split split = server.split();
        if (split != null) {
            element("h2", "Where the time went (mean)");
            page.append("<table>\n");
            ReportWords.waiting(split).forEach((part, mean) -> row("td", List.of(part, millis(mean))));
            row("td", List.of("network and the server's queue", millis(split.networkMillis())));
            row("td", List.of("handler", millis(split.handlerMillis())));
            row("td", List.of("database", millis(split.databaseMillis())));
            page.append("</table>\n");
        }
        page.append(new SvgChart("Handler time of all the server's requests", "ms")
                .line("p95", "first", ReportLines.points(report, LoadServerSide.Point::handlerP95Millis, 1))
                .line("p50", "second", ReportLines.points(report, LoadServerSide.Point::handlerP50Millis, 1))
                .svg());
        page.append(new SvgChart("Server: CPU and cache hits", "%")
                .line("CPU", "first", ReportLines.points(report, LoadServerSide.Point::cpuShare, 100))
                .line("cache hits", "second", ReportLines.points(report, LoadServerSide.Point::cacheHitShare, 100))
                .svg());
        page.append(new SvgChart("Server: heap", "MiB")
                .line("heap", "first", ReportLines.points(report, LoadServerSide.Point::memoryBytes, 1.0 / (1 << 20)))
                .svg());
        page.append(new SvgChart("Server: database connections", "")
                .line("in use", "first", ReportLines.points(report, LoadServerSide.Point::dbActive, 1))
                .svg());
    }

    private void element(String tag, String text) {
        page.append('<')
                .append(tag)
                .append('>')
                .append(Html.text(text))
                .append("</")
                .append(tag)
                .append(">\n");
    }

    private void row(String cell, List<String> cells) {
        page.append("<tr>");
        cells.forEach(text -> page.append('<')
                .append(cell)
                .append('>')
                .append(Html.text(text))
                .append("</")
                .append(cell)
                .append('>'));
        page.append("</tr>\n");
    }

    private static String millis(double millis) {
        return String.format(Locale.ROOT, "%.2f ms", millis);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String style() {
        try (InputStream in = HtmlReport.class.getResourceAsStream(STYLE)) {
            if (in == null) {
                throw new IllegalStateException("the style of the report is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
