package dev.opsdeck.server.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.opsdeck.api.audits.AuditCapacity;
import dev.opsdeck.api.capacity.CapacityAdvice;
import dev.opsdeck.api.capacity.CapacityPeaks;
import dev.opsdeck.api.capacity.CapacityPeaks.BusyUsers;
import dev.opsdeck.api.capacity.CapacityPeaks.Value;
import dev.opsdeck.api.capacity.CapacityReport;
import dev.opsdeck.api.capacity.CapacityState;
import dev.opsdeck.api.capacity.FitQuality;
import dev.opsdeck.api.capacity.Headroom;
import dev.opsdeck.api.capacity.ScalabilityFit.Point;
import dev.opsdeck.api.loadruns.LoadFindings.Step;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadServerSide;
import dev.opsdeck.api.loadruns.LoadVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Headroom and advice, from known figures.
final class CapacityReportTest {

    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private static final Instant FROM = NOON.minus(Duration.ofDays(28));
    private static final AuditCapacity LIMITS = new AuditCapacity(20, 1L << 30, 150);
    private static final LoadServerSide SIDE = new LoadServerSide(List.of(), new LoadServerSide.Split(1, 1, 2, 6));

    private List<LoadRun> ramps = List.of(SampleRuns.ramp(7, 400.0, LoadVerdict.PASS));
    private @Nullable LoadServerSide side = SIDE;
    private List<LoadRun> users = List.of();
    private CapacityPeaks peaks = peaks(100, 20, null);

    @Test
    void headroomIsThePeakOverTheLastStepThatKeptTheGoals() {
        Headroom throughput = row("throughput");
        assertThat(throughput.share()).isEqualTo(0.25);
        assertThat(throughput.state()).isEqualTo(CapacityState.OK);
        assertThat(throughput.evidence())
                .contains("Load run #7 of 25 Nov 2026 kept the goals up to 400 requests a second")
                .contains("The busiest minute, 26 Nov 2026 09:00 UTC, had 100 a second");
        // The step of 100/s is the first that is not below the peak.
        assertThat(row("p95").used()).isEqualTo(20);
        assertThat(row("errors").used()).isZero();
        assertThat(row("connections").share()).isEqualTo(0.4);
        assertThat(row("memory").share()).isEqualTo(0.5);
        assertThat(row("cpu").state()).isEqualTo(CapacityState.WARNING);
        assertThat(row("users").share()).isEqualTo(0.1);
    }

    @Test
    void theGoalOfTwoHundredUsersIsThatOfARunWithAsMany() {
        assertThat(row("goal-users").state()).isEqualTo(CapacityState.UNKNOWN);
        assertThat(row("goal-users").evidence()).contains("start one of profile baseline");
        users = List.of(SampleRuns.users(9, 50, 30, 0), SampleRuns.users(8, 200, 150, 0));
        assertThat(row("goal-users").used()).isCloseTo(150, within(1.0));
        assertThat(row("goal-users").state()).isEqualTo(CapacityState.WARNING);
        users = List.of(SampleRuns.users(8, 200, 20, 50));
        assertThat(row("goal-users").state()).isEqualTo(CapacityState.CRITICAL);
    }

    @Test
    void whatIsNotKnownIsNotSaid() {
        ramps = List.of();
        peaks = new CapacityPeaks(FROM, NOON, 0, 0, null, null, null, null, null, null);
        CapacityReport report = report();
        assertThat(report.fit().quality()).isEqualTo(FitQuality.NONE);
        assertThat(report.fit().remarks().getFirst()).startsWith("No ramp run that this server made of itself");
        assertThat(report.headroom()).allSatisfy(row -> {
            assertThat(row.state()).isEqualTo(CapacityState.UNKNOWN);
            assertThat(row.share()).isNull();
            assertThat(row.evidence()).isNotBlank();
        });
        assertThat(report.advice()).extracting(CapacityAdvice::state).containsOnly(CapacityState.UNKNOWN);
        assertThat(report.advice().getFirst().text()).startsWith("Start a ramp run");
    }

    @Test
    void aRunWhoseGeneratorFellBehindSaysNothing() {
        ramps = List.of(SampleRuns.ramp(9, 400.0, LoadVerdict.NOT_VALID));
        assertThat(report().runs()).isEmpty();
        assertThat(report().fit().remarks().getFirst())
                .as("what is advised counts here")
                .contains("generator", "made of itself", "smaller steps", "those of other machines do not count");
        ramps = List.of(ramps.getFirst(), SampleRuns.ramp(7, 400.0, LoadVerdict.FAIL));
        assertThat(report().runs())
                .singleElement()
                .satisfies(run -> assertThat(run.id()).isEqualTo(7));
    }

    /// 100/s × 20 ms = 2 under way (Little's law).
    @Test
    void aStepOutOfBalanceIsNotFitted() {
        ramps = List.of(SampleRuns.ramp(
                7,
                100.0,
                LoadVerdict.FAIL,
                List.of(
                        new Step(100, 100, 20, 30, 0, null),
                        new Step(200, 189, 40, 60, 0, null),
                        new Step(300, 300, 40, 60, 40, null),
                        new Step(400, 0, 0, 0, 4000, null))));
        List<Point> points = report().fit().points();
        assertThat(points.stream().filter(point -> point.leftOut() == null))
                .singleElement()
                .satisfies(point -> assertThat(point.concurrency()).isEqualTo(2));
        assertThat(report().fit().remarks())
                .anyMatch(remark -> remark.contains("Step 2") && remark.contains("189 of 200 requests a second"))
                .anyMatch(remark -> remark.contains("Step 3") && remark.contains("1.32 % of its requests failed"))
                .anyMatch(remark -> remark.contains("Step 4") && remark.contains("nothing was answered"));
    }

    @Test
    void aFirstStepThatBreaksAGoalIsNoCapacity() {
        ramps = List.of(SampleRuns.ramp(7, null, LoadVerdict.FAIL));
        assertThat(row("throughput").limit()).isNull();
        assertThat(row("throughput").state()).isEqualTo(CapacityState.CRITICAL);
        assertThat(advice("pool").state()).isEqualTo(CapacityState.UNKNOWN);
    }

    /// 400/s × 6 ms = 2.4 connections; with 3 √2.4 more, 7.05: 8.
    @Test
    void thePoolIsSizedByLittlesLaw() {
        assertThat(advice("pool").state()).isEqualTo(CapacityState.OK);
        assertThat(advice("pool").text()).contains("needs 8");
        assertThat(advice("pool").evidence())
                .anyMatch(line -> line.contains("2.4 connections at once (Little's law)"))
                .anyMatch(line -> line.startsWith("Rule: "));

        LoadServerSide slow = new LoadServerSide(List.of(), new LoadServerSide.Split(1, 1, 2, 60));
        side = slow;
        assertThat(advice("pool").text())
                .isEqualTo("Raise --db-pool from 20 to 50: at its capacity this server needs 39.");
        LoadServerSide slower = new LoadServerSide(List.of(), new LoadServerSide.Split(1, 1, 2, 150));
        side = slower;
        assertThat(advice("pool").text()).contains("run 3 to 5 servers with --db-pool 30 each");
        side = null;
        assertThat(advice("pool").state()).isEqualTo(CapacityState.UNKNOWN);
    }

    @Test
    void moreServersAreAdvisedWhereThePeakComesNearTheCapacity() {
        assertThat(advice("replicas").text()).startsWith("One server is enough: at most 25 %");
        peaks = peaks(500, 20, null);
        assertThat(advice("replicas").text()).startsWith("Run 2 servers");
        assertThat(advice("read-replicas").text()).startsWith("Send reads to a replica");
        peaks = peaks(100, 250, null);
        assertThat(advice("replicas").text()).startsWith("Run 3 servers");
    }

    @Test
    void usersThatStayForAQuarterOfAnHourAreAReasonToScale() {
        peaks = peaks(100, 180, new BusyUsers(NOON.minusSeconds(900), NOON, 15, 170, "here"));
        assertThat(advice("users").text())
                .isEqualTo("Scale out: more than 150 users at once were sustained for 15 minutes.");
        assertThat(report().advice().getFirst().key()).isEqualTo("users");
        peaks = peaks(100, 180, new BusyUsers(NOON.minusSeconds(840), NOON, 14, 170, "here"));
        assertThat(advice("users").state()).isEqualTo(CapacityState.OK);
    }

    @Test
    void anOldRampRunIsToBeRepeated() {
        assertThat(advice("ramp").state()).isEqualTo(CapacityState.OK);
        assertThat(Advices.of(new Known(ramps.getFirst(), side, null, peaks, LIMITS), NOON.plus(Duration.ofDays(120)))
                        .getFirst()
                        .text())
                .contains("older than 90 days");
    }

    private CapacityReport report() {
        Capacity.Sources sources = new Capacity.Sources(
                (end, limit) -> ramps, id -> side, (end, limit) -> users, (from, to, most) -> peaks, () -> LIMITS);
        return Capacity.report(sources, FROM, NOON, 1, NOON);
    }

    private Headroom row(String key) {
        return report().headroom().stream()
                .filter(row -> row.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private CapacityAdvice advice(String key) {
        return report().advice().stream()
                .filter(item -> item.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static CapacityPeaks peaks(double perSecond, double users, @Nullable BusyUsers busy) {
        Instant at = Instant.parse("2026-11-26T09:00:00Z");
        return new CapacityPeaks(
                FROM,
                NOON,
                40_320,
                12,
                new Value(perSecond, at, "here"),
                new Value(users, at, "here"),
                new Value(8, at, "here"),
                new Value(1 << 29, at, "here"),
                new Value(0.8, at, "here"),
                busy);
    }
}
