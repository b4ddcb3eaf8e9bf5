package dev.opsdeck.server.audits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.opsdeck.api.audits.AuditAlerts;
import dev.opsdeck.api.audits.AuditFigure;
import dev.opsdeck.api.audits.AuditKind;
import dev.opsdeck.api.audits.AuditReport;
import dev.opsdeck.api.audits.AuditRequests;
import dev.opsdeck.api.audits.AuditSection;
import dev.opsdeck.api.audits.AuditTrend;
import dev.opsdeck.api.audits.Measured;
import dev.opsdeck.api.audits.MeasuredPeriod;
import dev.opsdeck.api.loadruns.LoadOutcome;
import dev.opsdeck.api.requests.QueryReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Reports of made-up facts: the figures are exact, and what is not known is never zero.
final class ReportWriterTest {

    private static final double MIB = 1024 * 1024;

    private final AuditReport report = ReportWriter.write(SampleFacts.week(AuditKind.WEEKLY, "boom"));

    @Test
    void figuresStandBesideThoseOfThePeriodBefore() {
        assertFigure("http.request.duration.p95", 165.0, 150.0, 0.1);
        assertFigure("http.request.duration.max", 1_900.0, 1_000.0, 0.9);
        assertFigure("http.requests.rate", 1.0, 1.0, 0.0);
        assertFigure("http.errors.rate", 432 / 518_400.0, 0.0, null);
        assertFigure("cache.hit.rate", 0.9, 0.96, -0.0625);
        assertFigure("process.memory.usage.max", 212 * MIB, 200 * MIB, 0.06);
        assertFigure("db.connections.active.max", 18.0, 20.0, -0.1);
        assertThat(table(section("Figures"), 0))
                .contains("Response time p95 | 165 ms | 150 ms | +10 %")
                .contains("Errors | 0.083 % | 0 % | –")
                .contains("Connections, most | 18 | 20 | −10 %");
        assertThat(section("Figures").sentences())
                .contains(
                        "This period: measured for 6 d of 7 d; of the rest nothing is known.",
                        "The period before: measured throughout.",
                        "The goal of p95 under 200 ms was kept.",
                        "The goal of errors under 0.1 % was kept.");
    }

    @Test
    void aTrendIsTheLineOfLeastSquaresWithItsResidual() {
        AuditTrend memory = trend(report.trends(), "process.memory.usage");
        assertThat(memory.days()).isEqualTo(6);
        assertThat(memory.perDay()).isCloseTo(MIB, within(1e-3));
        assertThat(memory.residual()).isCloseTo(0, within(1e-3));
        assertThat(memory.clear()).isTrue();
        AuditTrend connections = trend(report.trends(), "db.connections.active");
        assertThat(connections.perDay()).isZero();
        assertThat(connections.clear()).isFalse();
        assertThat(table(section("Trends"), 0)).contains("Lowest heap in use | rises | +1 MB a day | 0 B | 6");
    }

    /// By hand: x 0 to 3, y 1 3 2 4 gives the slope 0.8 and rests of -0.3, 0.9, -0.9, 0.3.
    @Test
    void aTrendThroughNoiseSaysHowNoisyItIs() {
        List<Measured> days = new ArrayList<>();
        double[] p95 = {1, 3, 2, 4};
        for (int i = 0; i < p95.length; i++) {
            days.add(SampleFacts.day(SampleFacts.NOW.plus(Duration.ofDays(i)), p95[i], 10, 0, 1, 1));
        }
        AuditTrend trend = trend(Trends.of(days), "http.request.duration.p95");
        assertThat(trend.perDay()).isCloseTo(0.8, within(1e-9));
        assertThat(trend.residual()).isCloseTo(Math.sqrt(1.8 / 2), within(1e-9));
        assertThat(trend.clear()).isTrue();
        assertThat(Trends.of(days.subList(0, 2))).isEmpty();
    }

    @Test
    void aDayOfWhichNothingIsKnownHasNoPoint() {
        AuditSection days = section("Day by day");
        assertThat(days.charts().getFirst().points())
                .extracting(point -> point.label())
                .containsExactly("Mon 16 Nov", "Tue 17 Nov", "Wed 18 Nov", "Thu 19 Nov", "Sat 21 Nov", "Sun 22 Nov");
        // The line is broken there.
        assertThat(Plot.of(days.charts().getFirst()).lines())
                .extracting(List::size)
                .containsExactly(4, 2);
    }

    @Test
    void whatTheLogForgotIsSaid() {
        assertThat(section("Error log").sentences())
                .contains(
                        "432 requests failed; the log of requests tells of 432.",
                        "The oldest entry of the log of requests is of 17 Nov 2026 01:00: if there were older ones, they"
                                + " are forgotten.");
        assertThat(table(section("Error log"), 0))
                .contains("/products/{id} | 500 | DatabaseException: boom | 18 Nov 2026 07:34 | 432");
        assertThat(table(section("Worst requests"), 0))
                .contains("/products | /products?q=boom | 18 Nov 2026 07:33 | 1.9 s | 12");
        assertThat(table(section("Capacity"), 0)).contains("Connections | 16 Nov 2026 13:54 | 18 | 20 | 90 %");
    }

    @Test
    void theMonthlyOneComparesTheBaselineWithTheOneBeforeIt() {
        assertThat(section("Load runs").tables()).hasSize(1);
        AuditReport monthly = ReportWriter.write(SampleFacts.week(AuditKind.MONTHLY, "boom"));
        AuditSection runs = section(monthly, "Load runs");
        assertThat(runs.sentences().getLast())
                .startsWith("The latest baseline run is #7")
                .contains("#6");
        assertThat(table(runs, 1)).contains("p95 | 180 ms | 150 ms | +20 %", "Reached | 200/s | 200/s | 0 %");
    }

    @Test
    void runsOfAnotherLoadAreNotComparedAndTheMarkedOneIsPreferred() {
        var latest = SampleFacts.run(7, 180);
        var strange = SampleFacts.run(5, 150, "http://elsewhere:8080", true);
        var alone = Objects.requireNonNull(Regression.of(List.of(latest, strange), SampleFacts::worse));
        assertThat(alone.latest().id()).isEqualTo(7);
        assertThat(alone.former()).isNull();
        assertThat(alone.outcome()).isNull();
        var marked = SampleFacts.run(4, 150, "http://127.0.0.1:8080", true);
        var chosen = Objects.requireNonNull(
                Regression.of(List.of(latest, SampleFacts.run(6, 150), strange, marked), SampleFacts::worse));
        assertThat(chosen.former()).isEqualTo(marked);
        assertThat(chosen.outcome()).isEqualTo(LoadOutcome.WORSE);
        assertThat(Regression.of(List.of(), SampleFacts::worse)).isNull();
    }

    @Test
    void monthlyAndQuarterlyReportsTellTheCapacityAndTheQuarterlyOneItsCost() {
        assertThat(report.sections()).extracting(AuditSection::title).doesNotContain("Headroom", "Cost");
        assertThat(report.standing()).isNull();
        AuditReport monthly = ReportWriter.write(SampleFacts.week(AuditKind.MONTHLY, "boom"));
        assertThat(monthly.sections())
                .extracting(AuditSection::title)
                .contains("Capacity", "What the server bears", "Headroom", "Advice")
                .doesNotContain("Cost");
        assertThat(table(section(monthly, "Headroom"), 0)).contains("Throughput | 120/s | 400/s | 30 % | ok");
        assertThat(table(section(monthly, "Advice"), 0))
                .contains("Connection pool: Raise it. | warning | Little's law.");
        assertThat(String.join(" ", section(monthly, "What the server bears").sentences()))
                .contains(
                        "contention (sigma): 0.028; coherency (kappa): 0.00010",
                        "The cost of coherency kappa is small.")
                .doesNotContain("κ");

        AuditReport quarterly = ReportWriter.write(SampleFacts.week(AuditKind.QUARTERLY, "Redis"));
        AuditSection cost = section(quarterly, "Cost");
        assertThat(cost.sentences()).contains("Reached in March 2027.");
        assertThat(table(cost, 0)).contains("2. Larger | 49 EUR | 62.50 EUR, over | 150 | 1 | 20");
        assertThat(table(cost, 1)).contains("Redis | 12.50 EUR | low | high | 1 | 2");
        assertThat(quarterly.standing()).isNotNull();
    }

    @Test
    void withoutDataTheReportSaysSoAndShowsNoZeros() {
        Facts facts = SampleFacts.week(AuditKind.MONTHLY, "boom");
        Measured nothing =
                SampleFacts.nothing(facts.period().from(), facts.period().to());
        AuditReport empty = ReportWriter.write(new Facts(
                facts.period(),
                facts.former(),
                facts.now(),
                facts.version(),
                new MeasuredPeriod(nothing, List.of(nothing), List.of()),
                nothing,
                new AuditRequests(null, 1_000, List.of(), List.of()),
                new QueryReport(facts.now(), List.of(), 0, List.of()),
                List.of(),
                List.of(),
                null,
                facts.capacity(),
                new AuditAlerts(List.of(), List.of()),
                null));
        assertThat(empty.figures()).allSatisfy(figure -> {
            assertThat(figure.value()).isNull();
            assertThat(figure.former()).isNull();
            assertThat(figure.change()).isNull();
        });
        assertThat(empty.trends()).isEmpty();
        assertThat(empty.sections()).allSatisfy(section -> {
            assertThat(section.tables()).isEmpty();
            assertThat(section.charts()).isEmpty();
            assertThat(section.sentences()).isNotEmpty();
        });
        assertThat(section(empty, "Figures").sentences())
                .contains("This period: nothing was measured, so nothing is known of it.");
        assertThat(section(empty, "Load runs").sentences()).anyMatch(text -> text.contains("no valid baseline run"));
    }

    private void assertFigure(String metric, Double value, Double former, @Nullable Double change) {
        AuditFigure figure = report.figures().stream()
                .filter(candidate -> candidate.metric().equals(metric))
                .findFirst()
                .orElseThrow();
        assertThat(figure.value()).isEqualTo(value);
        assertThat(figure.former()).isEqualTo(former);
        if (change == null) {
            assertThat(figure.change()).isNull();
        } else {
            assertThat(figure.change()).isCloseTo(change, within(1e-9));
        }
    }

    private static AuditTrend trend(List<AuditTrend> trends, String metric) {
        return trends.stream()
                .filter(candidate -> candidate.metric().equals(metric))
                .findFirst()
                .orElseThrow();
    }

    private AuditSection section(String title) {
        return section(report, title);
    }

    private static AuditSection section(AuditReport report, String title) {
        return report.sections().stream()
                .filter(candidate -> candidate.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> table(AuditSection section, int index) {
        return section.tables().get(index).rows().stream()
                .map(row -> String.join(" | ", row))
                .toList();
    }
}
