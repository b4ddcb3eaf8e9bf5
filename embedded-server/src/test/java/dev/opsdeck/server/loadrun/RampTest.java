package dev.opsdeck.server.loadrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.loadruns.LoadFindings;
import dev.opsdeck.api.loadruns.LoadProfile;
import dev.opsdeck.api.loadruns.LoadRequest;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadSecond;
import dev.opsdeck.api.loadruns.LoadVerdict;
import dev.opsdeck.server.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A ramp whose generator was late in some of its steps, on seconds made up for it.
final class RampTest {

    private static final int STEPS = 8;
    private static final int RATE = 100;

    private final RunOrder order = RunOrder.of(
            new LoadRequest(LoadProfile.RAMP, null, null, (double) RATE, null, STEPS * 10, null, null, null, null));
    private final RunCourse course = new RunCourse(order);

    @Test
    void aStepInWhichTheGeneratorWasLateNeitherHoldsNorBreaksAGoal() {
        for (int step = 1; step <= STEPS && !course.enough(); step++) {
            // The late step has a p95 that would break the goal, were it the server's.
            add(step, step == 3 || step == 8 ? 400_000 : 20_000, step == 3 ? 5 : 0);
        }

        LoadFindings.Ramp ramp = ramp();
        assertThat(ramp.steps()).hasSize(8);
        assertThat(ramp.steps().get(2).notValid())
                .isEqualTo("generator late: 50 of 3000 requests started more than 50 ms late (1 ms at worst)");
        assertThat(ramp.capacityPerSecond()).isEqualTo(700);
        assertThat(ramp.brokenBy()).isEqualTo("p95 was 400 ms");
        Judgement judgement = judge();
        assertThat(judgement.verdict()).isEqualTo(LoadVerdict.PASS);
        assertThat(judgement.remarks())
                .anyMatch(remark -> remark.startsWith("The step of 300 a second is not valid, generator late: 50 of"))
                .anyMatch(
                        remark -> remark.startsWith("The goals held up to 700 requests a second; in the step of 800"));
    }

    @Test
    void behindThreeLateStepsInARowTheRampEndsAndWhatIsAboveIsNotKnown() {
        for (int step = 1; step <= STEPS && !course.enough(); step++) {
            add(step, 20_000, step > 4 ? 10L * step : 0);
        }

        LoadFindings.Ramp ramp = ramp();
        assertThat(ramp.steps()).hasSize(7);
        assertThat(ramp.capacityPerSecond()).isEqualTo(400);
        assertThat(ramp.brokenBy()).isNull();
        assertThat(judge().verdict()).isEqualTo(LoadVerdict.PASS);
        assertThat(judge().remarks())
                .anyMatch(remark -> remark.startsWith("The steps of 500, 600, 700 a second are not valid"))
                .anyMatch(
                        remark -> remark.contains("400 requests a second; whether the server bears more is not known"));
    }

    @Test
    void aRampWithFewerValidStepsThanACurveNeedsIsNotValid() {
        for (int step = 1; step <= STEPS && !course.enough(); step++) {
            add(step, 20_000, step > 3 ? 10L * step : 0);
        }

        assertThat(judge().verdict()).isEqualTo(LoadVerdict.NOT_VALID);
        assertThat(judge().remarks())
                .anyMatch(remark -> remark.startsWith("The generator kept its schedule in 3 of 6 steps")
                        && remark.contains("a curve needs 4"));
    }

    @Test
    void aRampOfLateStepsAloneSaysNothingOfTheServer() {
        for (int step = 1; step <= 3; step++) {
            add(step, 400_000, 10L * step);
        }

        assertThat(course.enough()).isTrue();
        assertThat(ramp().capacityPerSecond()).isNull();
        assertThat(ramp().brokenBy()).isNull();
        assertThat(judge().verdict()).isEqualTo(LoadVerdict.NOT_VALID);
        assertThat(judge().remarks()).contains("In no step did the generator keep its schedule.");
    }

    @Test
    void aGeneratorThatStoodStillAtTheEndOfAStepIsNotTheServersFault() {
        add(1, 20_000, 0);
        for (int second = 10; second < 20; second++) {
            add(second, 200, second < 16 ? 200 : 0, second < 16 ? 200 : 0);
        }

        assertThat(ramp().steps().getLast().notValid())
                .isEqualTo("generator late: 800 of 2000 requests were due and not sent, though connections were free");
        assertThat(ramp().brokenBy()).isNull();
        assertThat(ramp().capacityPerSecond()).isEqualTo(100);
    }

    @Test
    void whatWaitsForAConnectionIsTheServersFault() {
        add(1, 20_000, 0);
        // The server answers nothing more: 256 requests are under way, and the others wait for one of their
        // connections.
        add(10, 200, 200, 0);
        add(11, 200, 56, 0);
        for (int second = 12; second < 20; second++) {
            add(second, 200, 0, 0);
        }

        assertThat(ramp().steps().getLast().notValid()).isNull();
        assertThat(ramp().brokenBy()).isEqualTo("0 of 200 requests a second were answered");
        assertThat(judge().verdict()).isEqualTo(LoadVerdict.PASS);
    }

    @Test
    void aRunThatEndedBeforeItsFirstStepWasOverIsNotJudged() {
        add(0, 100, 100, 100);

        Judgement judgement = judge();
        assertThat(judgement.verdict()).isNull();
        assertThat(judgement.remarks())
                .containsExactly("The run ended before its first step was over, so there is nothing to judge.");
    }

    @Test
    void reportsShowTheLateStepAndTheCurveLeavesItOut() {
        for (int step = 1; step <= 6; step++) {
            add(step, 10_000 + step * 1_000L, step == 3 ? 10 : 0);
        }
        LoadRun run = run(LoadVerdict.PASS);

        assertThat(RampWords.row(RampWords.steps(run).get(2)))
                .last()
                .asString()
                .startsWith("not valid: generator late");
        Map<String, Object> fitted = Objects.requireNonNull(RampWords.fitted(run));
        assertThat(fitted).containsEntry("steps", 5L).containsKey("curve");
        assertThat(RampWords.fit(run))
                .anyMatch(sentence -> sentence.startsWith("Universal Scalability Law over 5 of 6 steps"))
                .anyMatch(sentence ->
                        sentence.startsWith("Step 3 of load run #7 is not in the fit: not valid, generator"));
    }

    @Test
    void whereThereIsNoCurveTheReasonIsTold() {
        for (int step = 1; step <= 3; step++) {
            add(step, 10_000, 0);
        }
        Map<String, Object> fitted = Objects.requireNonNull(RampWords.fitted(run(LoadVerdict.PASS)));

        assertThat(fitted.keySet()).isEqualTo(Set.of("quality", "steps", "remarks"));
        assertThat(fitted.get("remarks")).asString().contains("There are 3 steps to fit: a curve needs at least 4");
    }

    @Test
    void findingsFromBeforeStepsWereJudgedStillOpen() {
        LoadFindings old = new Json().read("""
                        {"ramp":{"capacityPerSecond":50,"brokenBy":"p95 was 210 ms","steps":[{"askedPerSecond":50,
                         "reachedPerSecond":50,"meanMillis":2,"p95Millis":3,"errors":0}]}}""".getBytes(StandardCharsets.UTF_8), LoadFindings.class);

        assertThat(Objects.requireNonNull(old.ramp()).steps().getFirst().notValid())
                .isNull();
    }

    private LoadFindings.Ramp ramp() {
        return Objects.requireNonNull(Objects.requireNonNull(course.findings()).ramp());
    }

    private Judgement judge() {
        return Judgement.of(order, course.figures(), course.findings(), course.enough(), false);
    }

    private LoadRun run(LoadVerdict verdict) {
        LoadRun some = SyntheticRun.run(7, verdict);
        return new LoadRun(
                some.id(),
                LoadProfile.RAMP,
                some.model(),
                some.target(),
                RATE,
                0,
                STEPS * 10,
                some.state(),
                some.startedAt(),
                some.finishedAt(),
                course.figures().figures(),
                verdict,
                some.remarks(),
                null,
                0,
                null,
                false,
                course.findings());
    }

    /// A whole step.
    ///
    /// @param late of the requests of each second
    private void add(int step, long micros, long late) {
        IntStream.range((step - 1) * 10, step * 10)
                .forEach(second -> course.add(LoadRepositorySuite.second(second, RATE * step, Map.of(), micros, late)));
    }

    private void add(int second, long asked, long sent, long completed) {
        LoadSecond like = LoadRepositorySuite.second(second, (int) completed, Map.of(), 20_000, 0);
        course.add(new LoadSecond(
                second,
                asked,
                sent,
                completed,
                Map.of(),
                like.response(),
                like.service(),
                1,
                0,
                0.1,
                32L << 20,
                like.calls(),
                null));
    }
}
