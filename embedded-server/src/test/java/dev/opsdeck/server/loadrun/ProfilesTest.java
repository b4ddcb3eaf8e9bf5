package dev.opsdeck.server.loadrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.opsdeck.api.InvalidField;
import dev.opsdeck.api.loadruns.LoadFindings;
import dev.opsdeck.api.loadruns.LoadModel;
import dev.opsdeck.api.loadruns.LoadPlan;
import dev.opsdeck.api.loadruns.LoadPlan.Phase;
import dev.opsdeck.api.loadruns.LoadProfile;
import dev.opsdeck.api.loadruns.LoadRequest;
import dev.opsdeck.api.loadruns.LoadSecond;
import dev.opsdeck.api.loadruns.LoadServerSide;
import dev.opsdeck.api.loadruns.LoadVerdict;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What each profile asks for and finds out, on seconds made up for it.
final class ProfilesTest {

    @Test
    void aSpikeIsTenTimesTheRateInTheMiddleAndTheRampUpGoesBefore() {
        assertThat(plan(order(LoadProfile.SPIKE, null, null, null, 10)).phases())
                .containsExactly(
                        new Phase(0, 20, 10_000),
                        Phase.flat(20, 30_000),
                        Phase.flat(200, 30_000),
                        Phase.flat(20, 60_000));
        assertThat(plan(order(LoadProfile.SPIKE, 5.0, null, 2, null)).phases())
                .as("even the shortest has all its parts")
                .containsExactly(Phase.flat(50, 1_000), Phase.flat(5, 1_000));
    }

    @Test
    void aRampRisesByItsRateInWholeSteps() {
        assertThat(plan(order(LoadProfile.RAMP, 30.0, null, 35, null)).phases())
                .containsExactly(Phase.flat(30, 10_000), Phase.flat(60, 10_000), Phase.flat(90, 10_000));
        assertThat(order(LoadProfile.RAMP, null, null, null, null).steps()).isEqualTo(30);
    }

    @Test
    void theGoalIsACountOfRequestsOfUsers() {
        RunOrder goal = order(LoadProfile.GOAL, null, null, null, 20);

        assertThat(goal.model()).isEqualTo(LoadModel.CLOSED);
        assertThat(plan(goal).users()).isEqualTo(200);
        assertThat(plan(goal).requests()).isEqualTo(125_000);
        assertThat(plan(goal).entryMillis()).isEqualTo(20_000);
        assertThat(plan(order(LoadProfile.BASELINE, null, null, null, null)).requests())
                .isZero();
    }

    @Test
    void whatAProfileCannotBeGivenIsRefusedByName() {
        assertThatThrownBy(() -> order(LoadProfile.SPIKE, null, 5, null, null))
                .isInstanceOf(InvalidField.class)
                .hasMessageContaining("'users'");
        assertThatThrownBy(() -> order(LoadProfile.SPIKE, 3_000.0, null, null, null))
                .isInstanceOf(InvalidField.class);
        assertThatThrownBy(() -> order(LoadProfile.GOAL, 10.0, null, null, null))
                .isInstanceOf(InvalidField.class);
        assertThatThrownBy(() -> order(LoadProfile.RAMP, null, null, 1_001, null))
                .isInstanceOf(InvalidField.class);
        assertThatThrownBy(() -> order(LoadProfile.SMOKE, null, null, null, 601))
                .isInstanceOf(InvalidField.class)
                .hasMessageContaining("rampUpSeconds");
    }

    @Test
    void theTimeToRecoverCountsFromTheEndOfTheSpike() {
        // 20 s: 5 before, 5 spike, 10 after; slow until 3 s after the spike.
        RunOrder order = order(LoadProfile.SPIKE, 10.0, null, 20, null);
        RunCourse course = course(order, second -> second < 5 ? 10_000 : second < 13 ? 90_000 : 10_000, Map.of(), 20);

        LoadFindings.Spike spike =
                Objects.requireNonNull(Objects.requireNonNull(course.findings()).spike());
        assertThat(spike.p95BeforeMillis()).isEqualTo(10, within(0.1));
        assertThat(spike.p95DuringMillis()).isEqualTo(90, within(0.1));
        assertThat(spike.recoverySeconds()).isEqualTo(3);
        assertThat(judge(order, course).verdict()).isEqualTo(LoadVerdict.PASS);
    }

    @Test
    void aServerThatDoesNotRecoverOrFailsAfterTheSpikeHasNotPassed() {
        RunOrder order = order(LoadProfile.SPIKE, 10.0, null, 20, null);
        RunCourse slow = course(order, second -> second < 5 ? 10_000 : 90_000, Map.of(), 20);
        RunCourse failing = course(order, second -> 10_000, Map.of(15, 1L), 20);

        assertThat(judge(order, slow).verdict()).isEqualTo(LoadVerdict.FAIL);
        assertThat(judge(order, slow).remarks()).anyMatch(remark -> remark.contains("did not come back"));
        assertThat(judge(order, failing).verdict()).isEqualTo(LoadVerdict.FAIL);
        assertThat(judge(order, failing).remarks()).anyMatch(remark -> remark.contains("1 requests failed after"));
    }

    @Test
    void aRampEndsBehindTheFirstStepThatBreaksAGoalAndTheOneBeforeIsTheCapacity() {
        RunOrder order = order(LoadProfile.RAMP, 100.0, null, 60, null);
        RunCourse course = new RunCourse(order);
        int second = 0;
        while (!course.enough() && second < 60) {
            course.add(LoadRepositorySuite.second(
                    second, 100 * (second / 10 + 1), Map.of(), second < 30 ? 20_000 : 250_000));
            second++;
        }

        assertThat(second).as("ended behind the fourth step").isEqualTo(40);
        LoadFindings.Ramp ramp =
                Objects.requireNonNull(Objects.requireNonNull(course.findings()).ramp());
        assertThat(ramp.capacityPerSecond()).isEqualTo(300);
        assertThat(ramp.brokenBy()).isEqualTo("p95 was 250 ms");
        assertThat(ramp.steps()).hasSize(4);
        assertThat(ramp.steps().get(1).reachedPerSecond()).isEqualTo(200);
        assertThat(ramp.steps().get(1).meanMillis()).isEqualTo(20, within(0.1));
        Judgement judgement = judge(order, course);
        assertThat(judgement.verdict()).isEqualTo(LoadVerdict.PASS);
        assertThat(judgement.remarks()).anyMatch(remark -> remark.contains("held up to 300 requests a second"));
    }

    @Test
    void errorsBreakAStepToo() {
        RunOrder order = order(LoadProfile.RAMP, 100.0, null, 60, null);
        RunCourse course = course(order, second -> 10_000, Map.of(12, 5L), 20);

        assertThat(course.enough()).isTrue();
        LoadFindings.Ramp ramp =
                Objects.requireNonNull(Objects.requireNonNull(course.findings()).ramp());
        assertThat(ramp.capacityPerSecond()).isEqualTo(100);
        assertThat(ramp.brokenBy()).isEqualTo("5 of 1000 requests failed");
    }

    @Test
    void ofAHundredAndTwentyFiveThousandNoneMayFail() {
        RunOrder order = order(LoadProfile.GOAL, null, null, null, null);
        RunCourse all = new RunCourse(order);
        all.add(LoadRepositorySuite.second(0, 125_000, Map.of(), 10_000));
        RunCourse one = new RunCourse(order);
        one.add(LoadRepositorySuite.second(0, 125_000, Map.of("status 500", 1L), 10_000));
        RunCourse few = new RunCourse(order);
        few.add(LoadRepositorySuite.second(0, 124_999, Map.of(), 10_000));

        assertThat(judge(order, all).verdict()).isEqualTo(LoadVerdict.PASS);
        assertThat(judge(order, one).verdict()).isEqualTo(LoadVerdict.FAIL);
        assertThat(judge(order, few).verdict()).isEqualTo(LoadVerdict.FAIL);
        assertThat(judge(order, few).remarks()).anyMatch(remark -> remark.startsWith("Only 124999 of 125000"));
    }

    @Test
    void memoryThatOnlySawsIsFlatAndMemoryThatRisesIsNot() {
        MemoryTrend flat = new MemoryTrend(1_200);
        MemoryTrend rising = new MemoryTrend(1_200);
        MemoryTrend brief = new MemoryTrend(1_200);
        for (int second = 0; second < 1_200; second++) {
            double saw = (100 + second % 60) * 1e6;
            flat.add(second, saw);
            rising.add(second, saw + second * 1e5);
            if (second < 300) {
                brief.add(second, saw);
            }
        }
        assertThat(Objects.requireNonNull(flat.memory()).grew()).isFalse();
        assertThat(Objects.requireNonNull(rising.memory()).grew()).isTrue();
        assertThat(brief.memory()).as("too short to tell").isNull();
    }

    @Test
    void theMemoryOfAServerIsJudgedOnlyWhenItsGarbageWasCollected() {
        assertThat(serversMemory(3_600)).as("too short to tell").isNull();
        assertThat(Objects.requireNonNull(serversMemory(4 * 3_600)).grew()).isTrue();
    }

    private static LoadFindings.@Nullable Memory serversMemory(int seconds) {
        List<LoadServerSide.Point> rising = IntStream.range(0, 300)
                .mapToObj(i ->
                        new LoadServerSide.Point(i * seconds / 300, null, null, null, (50.0 + i) * 1e6, null, null))
                .toList();
        LoadFindings found = Objects.requireNonNull(ServerSides.completed(
                LoadFindings.of(new LoadFindings.Soak(null, null)),
                new LoadServerSide(rising, null),
                order(LoadProfile.SOAK, 50.0, null, seconds, null)));
        return Objects.requireNonNull(found.soak()).server();
    }

    @Test
    void theRampUpIsInNoFigureAndSaid() {
        RunOrder order = order(LoadProfile.CONSTANT, 100.0, null, 2, 3);
        RunCourse course = course(order, second -> second < 3 ? 500_000 : 10_000, Map.of(1, 7L), 5);

        assertThat(course.figures().figures().completed()).isEqualTo(200);
        assertThat(course.figures().figures().errors()).isZero();
        assertThat(course.figures().figures().reachedPerSecond()).isEqualTo(100);
        assertThat(course.figures().figures().response().maxMillis()).isEqualTo(10, within(0.1));
        assertThat(course.figures().rampUp())
                .isEqualTo(
                        "The first 3 s were ramp-up: their 300 requests, of which 7 failed, are not in these figures.");
    }

    @Test
    void aLongRunKeepsNoMoreStretchesThanAShortOne() {
        RunOrder order = order(LoadProfile.CONSTANT, 10.0, null, 3_000, null);
        RunCourse course = new RunCourse(order);
        IntStream.range(0, 3_000).forEach(i -> course.add(LoadRepositorySuite.second(i, 10, Map.of(), 10_000)));
        course.close();

        var stretches = course.takeStretches();
        assertThat(stretches).hasSize(300).allMatch(stretch -> stretch.seconds() == 10 && stretch.completed() == 100);
        assertThat(stretches.getLast().second()).isEqualTo(2_990);
    }

    private static RunCourse course(
            RunOrder order, java.util.function.IntToLongFunction micros, Map<Integer, Long> failed, int seconds) {
        RunCourse course = new RunCourse(order);
        for (int i = 0; i < seconds; i++) {
            Long errors = failed.get(i);
            LoadSecond second = LoadRepositorySuite.second(
                    i, 100, errors == null ? Map.of() : Map.of("status 500", errors), micros.applyAsLong(i));
            course.add(second);
        }
        return course;
    }

    private static Judgement judge(RunOrder order, RunCourse course) {
        return Judgement.of(order, course.figures(), course.findings(), course.enough(), false);
    }

    private static LoadPlan plan(RunOrder order) {
        return order.plan("1", "s", "http://h", null, List.of());
    }

    private static RunOrder order(
            LoadProfile profile,
            @Nullable Double rate,
            @Nullable Integer users,
            @Nullable Integer seconds,
            @Nullable Integer rampUp) {
        return RunOrder.of(new LoadRequest(profile, null, null, rate, users, seconds, null, rampUp, null, null));
    }
}
