package dev.opsdeck.server.loadrun;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opsdeck.api.loadruns.LoadComparison;
import dev.opsdeck.api.loadruns.LoadDelays;
import dev.opsdeck.api.loadruns.LoadFigures;
import dev.opsdeck.api.loadruns.LoadOutcome;
import dev.opsdeck.api.loadruns.LoadPoint;
import dev.opsdeck.api.loadruns.LoadRecord;
import dev.opsdeck.api.loadruns.LoadReport;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadServerSide;
import dev.opsdeck.api.loadruns.LoadVerdict;
import dev.opsdeck.server.http.Json;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// The reports that leave this program: they open anywhere, and no name breaks out of its place.
final class ReportsTest {

    private static final String HOSTILE = "</title><script>alert('x')</script>&\"\u0007\ud800";

    private static final LoadRecord BEFORE = SyntheticRun.of(1, 20, 400, "", 1, 0);
    private static final LoadRecord NOW = hostile(SyntheticRun.of(2, 20, 400, "product", 1.5, 0));
    private static final LoadComparison COMPARISON = Comparison.of(BEFORE, NOW, new SplittableRandom(1));

    @Test
    void theHtmlReportLoadsNothingAndEscapesEverything() {
        String page = new String(HtmlReport.of(NOW, BEFORE, COMPARISON), StandardCharsets.UTF_8);

        assertThat(page)
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;")
                .contains("prefers-color-scheme: dark")
                .contains("Compared with the baseline: worse")
                .contains("Where the time went")
                .doesNotContain("<script", "src=", "href=", "url(", "@import", "NaN", "\u0007");
        assertThat(page.split("<svg ", -1)).as("charts").hasSizeGreaterThan(5);
        assertThat(page.split("<table>", -1)).hasSameSizeAs(page.split("</table>", -1));
    }

    @Test
    void whereTheServerToldNothingItsLineHasAGap() {
        LoadReport report = NOW.report();

        assertThat(ReportLines.points(report, LoadServerSide.Point::cpuShare, 100))
                .startsWith(50, 50, Double.NaN)
                .hasSize(20)
                .endsWith(
                        60,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN);
        assertThat(ReportLines.points(report, LoadServerSide.Point::cacheHitShare, 1))
                .startsWith(0.9, 0.9, Double.NaN)
                .endsWith(Double.NaN, Double.NaN);
        List<LoadPoint> tenMinutes = IntStream.range(0, 600)
                .mapToObj(i -> new LoadPoint(i, 1, 1, 0, 1, 1, 1))
                .toList();
        LoadServerSide side = new LoadServerSide(
                IntStream.of(0, 2, 4, 8, 598)
                        .mapToObj(second -> new LoadServerSide.Point(second, null, null, 1.0, null, null, null))
                        .toList(),
                null);
        double[] wide = ReportLines.points(new LoadReport(report.run(), tenMinutes, side), p -> p.cpuShare(), 1);
        assertThat(IntStream.range(0, 600).filter(i -> !Double.isNaN(wide[i])).toArray())
                .as("a point is two seconds here, and one may be late")
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 598, 599);
    }

    @Test
    void theReportTellsTheGeneratorsLatenessFromWaitingForAConnection() {
        LoadRun run = NOW.report().run();
        LoadFigures was = run.figures();
        LoadFigures told = new LoadFigures(
                was.asked(),
                was.sent(),
                was.completed(),
                was.errors(),
                was.errorsByKind(),
                was.askedPerSecond(),
                was.reachedPerSecond(),
                was.response(),
                was.service(),
                was.latenessMillisMax(),
                was.late(),
                new LoadDelays(new LoadDelays.Delay(0.25, 3, 40, 70), new LoadDelays.Delay(0.01, 0.5, 0.75, 8)));
        List<LoadPoint> seconds = List.of(new LoadPoint(0, 400, 400, 0, 7, 14, 30, 0.75, 40.0));
        LoadServerSide side = new LoadServerSide(List.of(), new LoadServerSide.Split(3.5, 1, 2, 3, 0.5, 3.0));

        String page = new String(
                HtmlReport.of(
                        new LoadRecord(
                                new LoadReport(new RunLike(run).figures(told).made(), seconds, side), List.of()),
                        null,
                        null),
                StandardCharsets.UTF_8);

        assertThat(page)
                .contains("<td>generator late</td><td>1.00 %</td><td>0.50 ms</td><td>0.75 ms</td><td>8.00 ms</td>")
                .contains("<td>waiting for a free connection</td><td>25.00 %</td><td>3.00 ms</td><td>40.00 ms</td>")
                .contains("<td>generator late</td><td>0.50 ms</td>")
                .contains("<td>waiting for a free connection</td><td>3.00 ms</td>")
                .contains("Started after its time, p95")
                .doesNotContain("waiting to be sent");
        assertThat(new String(HtmlReport.of(NOW, null, null), StandardCharsets.UTF_8))
                .as("a run from before that was told apart")
                .contains("waiting to be sent")
                .doesNotContain("Started after its time", "waiting for a free connection");
    }

    @Test
    void recordsFromBeforeDelaysWereToldApartAreStillRead() throws Exception {
        Json json = new Json();
        RunCourse course = new RunCourse(RunOrder.of(new dev.opsdeck.api.loadruns.LoadRequest(
                dev.opsdeck.api.loadruns.LoadProfile.CONSTANT, null, null, 100.0, null, 2, null, null, null, null)));
        LoadPoint point = course.add(LoadRepositorySuite.second(0, 100, Map.of(), 10_000));
        LoadRun run = new RunLike(NOW.report().run())
                .figures(course.figures().figures())
                .made();
        LoadRecord record =
                new LoadRecord(new LoadReport(run, List.of(point), NOW.report().server()), List.of());
        assertThat(json.read(json.bytes(record), LoadRecord.class)).isEqualTo(record);
        assertThat(point.latenessP95Millis()).isEqualTo(0.3, org.assertj.core.api.Assertions.within(0.001));
        assertThat(point.blockedP95Millis()).isEqualTo(2.0, org.assertj.core.api.Assertions.within(0.002));

        ObjectNode old = (ObjectNode) json.mapper().readTree(json.bytes(record));
        ((ObjectNode) old.at("/report/run/figures")).remove("delays");
        ((ObjectNode) old.at("/report/seconds/0")).remove(List.of("latenessP95Millis", "blockedP95Millis"));
        ((ObjectNode) old.at("/report/server/split")).remove(List.of("latenessMillis", "blockedMillis"));
        LoadRecord read = json.read(json.bytes(old), LoadRecord.class);
        assertThat(read.report().run().figures().delays()).isNull();
        assertThat(read.report().seconds().getFirst().blockedP95Millis()).isNull();
        assertThat(read.report().server()).isEqualTo(NOW.report().server());
    }

    @Test
    void aRunWithoutAnythingIsStillAPage() {
        LoadRecord nothing =
                new LoadRecord(new LoadReport(SyntheticRun.run(3, LoadVerdict.FAIL), List.of(), null), List.of());

        assertThat(new String(HtmlReport.of(nothing, null, null), StandardCharsets.UTF_8))
                .contains("Load run 3: fail")
                .endsWith("</html>\n");
    }

    @Test
    void theJUnitReportIsXmlWithAFailureForWhatIsWorse() throws Exception {
        Element suite = parsed(JUnitReport.of(NOW.report(), COMPARISON)).getDocumentElement();

        long worse = COMPARISON.rows().stream()
                .filter(row -> row.outcome() == LoadOutcome.WORSE)
                .count();
        assertThat(worse).isPositive();
        assertThat(suite.getTagName()).isEqualTo("testsuite");
        assertThat(suite.getAttribute("failures")).isEqualTo(Long.toString(worse));
        assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo((int) worse);
        assertThat(suite.getElementsByTagName("testcase").getLength())
                .isEqualTo(Integer.parseInt(suite.getAttribute("tests")))
                .isEqualTo(COMPARISON.rows().size() + 1);
        assertThat(suite.getTextContent()).contains("<script>alert('x')");
    }

    @Test
    void missedGoalsAreAFailureAndAnInvalidRunIsAnError() throws Exception {
        for (LoadVerdict verdict : LoadVerdict.values()) {
            LoadReport report = new LoadReport(SyntheticRun.run(4, verdict), List.of(), null);
            Element suite = parsed(JUnitReport.of(report, null)).getDocumentElement();

            assertThat(suite.getAttribute("failures")).isEqualTo(verdict == LoadVerdict.FAIL ? "1" : "0");
            assertThat(suite.getAttribute("errors")).isEqualTo(verdict == LoadVerdict.NOT_VALID ? "1" : "0");
        }
    }

    @Test
    void exitCodesSayWhatCountsMost() {
        LoadComparison worse = COMPARISON;

        assertThat(LoadCommand.exitCode(LoadVerdict.PASS, null)).isZero();
        assertThat(LoadCommand.exitCode(LoadVerdict.FAIL, null)).isEqualTo(1);
        assertThat(LoadCommand.exitCode(null, null)).isEqualTo(1);
        assertThat(LoadCommand.exitCode(LoadVerdict.PASS, worse)).isEqualTo(3);
        assertThat(LoadCommand.exitCode(LoadVerdict.FAIL, worse)).isEqualTo(3);
        assertThat(LoadCommand.exitCode(LoadVerdict.NOT_VALID, worse)).isEqualTo(4);
    }

    @Test
    void aBaselineMustBeOfAGeneratorThatKeptUp() {
        LoadRun good = SyntheticRun.run(1, LoadVerdict.PASS);

        assertThat(BaselineRule.refusal(good, true)).isNull();
        assertThat(BaselineRule.refusal(SyntheticRun.run(1, LoadVerdict.NOT_VALID), false))
                .contains("fell behind");
        LoadRun lagged = new RunLike(good)
                .figures(new LoadFigures(
                        1_000,
                        1_000,
                        1_000,
                        0,
                        Map.of(),
                        100,
                        100,
                        good.figures().response(),
                        good.figures().service(),
                        60,
                        5))
                .made();
        assertThat(BaselineRule.refusal(lagged, true))
                .contains("shared its cores")
                .contains("5 of 1000");
        assertThat(BaselineRule.refusal(lagged, false)).isNull();
    }

    @Test
    void thePartsOfTheTimeAddUpToTheMeanAndOthersTrafficIsNotTakenForTheRuns() {
        RunCourse course = new RunCourse(RunOrder.of(new dev.opsdeck.api.loadruns.LoadRequest(
                dev.opsdeck.api.loadruns.LoadProfile.CONSTANT, null, null, 100.0, null, 2, null, null, null, null)));
        course.add(LoadRepositorySuite.second(0, 100, Map.of(), 10_000));
        String before = "http_request_duration_seconds_sum{route=\"a b\"} 1.5\n"
                + "http_request_duration_seconds_count{route=\"a b\"} 100\n"
                + "http_request_duration_seconds_bucket{route=\"a b\",le=\"1\"} 100\n";
        String after = before.replace("1.5", "2.1").replace("} 100", "} 200");
        TargetCounters during = TargetCounters.of(after, 250).minus(TargetCounters.of(before, 50));

        LoadServerSide.Split split = java.util.Objects.requireNonNull(ServerSides.split(course.figures(), during));
        assertThat(split.waitingMillis()).isZero();
        assertThat(split.handlerMillis()).isEqualTo(4, org.assertj.core.api.Assertions.within(1e-6));
        assertThat(split.databaseMillis()).isEqualTo(2);
        assertThat(split.networkMillis() + split.handlerMillis() + split.databaseMillis())
                .isEqualTo(course.figures().meanResponseMillis(), org.assertj.core.api.Assertions.within(1e-6));
        assertThat(ServerSides.split(course.figures(), new TargetCounters(300, 1, 1)))
                .isNull();
        assertThat(ServerSides.split(course.figures(), new TargetCounters(20, 1, 1)))
                .isNull();
    }

    private static LoadRecord hostile(LoadRecord record) {
        LoadRun run = record.report().run();
        LoadRun named = new RunLike(run)
                .target("http://" + HOSTILE)
                .remarks(List.of(HOSTILE))
                .reason(HOSTILE)
                .made();
        List<LoadPoint> seconds = IntStream.range(0, 20)
                .mapToObj(i -> new LoadPoint(i, 400, i == 7 ? 0 : 400, 0, 7, 14, 30))
                .toList();
        LoadServerSide side = new LoadServerSide(
                List.of(
                        new LoadServerSide.Point(0, 1.0, 2.0, 0.5, 5e7, 3.0, 0.9),
                        new LoadServerSide.Point(10, null, null, 0.6, 6e7, 4.0, null)),
                new LoadServerSide.Split(0.5, 1, 2, 3));
        return new LoadRecord(new LoadReport(named, seconds, side), record.stretches());
    }

    private static Document parsed(byte[] xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(xml));
    }
}
