package dev.opsdeck.console.loadruns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.loadruns.LoadFindings;
import dev.opsdeck.api.loadruns.LoadFindings.Step;
import dev.opsdeck.api.loadruns.LoadPoint;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadServerSide;
import dev.opsdeck.api.loadruns.LoadState;
import dev.opsdeck.api.loadruns.LoadVerdict;
import dev.opsdeck.console.ui.State;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunLinesTest {

    private static final double NONE = Double.NaN;
    private static final LoadServerSide TOLD_NOTHING = side(told(0, null), told(1, null));

    private final List<LoadPoint> points =
            IntStream.range(0, 10).mapToObj(FakeLoadServer::point).toList();

    @Test
    void theHandlersTimeStandsInItsSecondsAndNothingWhereTheServerToldNone() {
        LoadServerSide side = side(told(0, 5.0), told(1, 6.0), told(2, null), told(3, 7.0), told(6, 8.0));

        assertThat(handler(side, 10))
                .as("one missing second may be two that ended in the one before, more are a gap")
                .containsExactly(5, 6, NONE, 7, 7, NONE, 8, NONE, NONE, NONE);
        assertThat(handler(side, 4)).containsExactly(5, 6, NONE, 7);
    }

    @Test
    void aStretchOfALongRunIsAsLongAsTheServerTellsThem() {
        LoadServerSide side = side(told(0, 5.0), told(3, 6.0), told(12, 7.0));

        double[] values = handler(side, 900);

        assertThat(values).startsWith(5, 5, 5, 6, 6, 6, 6, 6, 6, NONE, NONE, NONE, 7, 7, 7, NONE);
        assertThat(values).hasSize(900);
    }

    @Test
    void theServersHandlerIsALineBesideTheResponseTimes() {
        List<LoadPoint> baseline = List.of(FakeLoadServer.point(0));

        assertThat(RunLines.latencies(points, side(told(0, 5.0)), new Baseline("#39", baseline, null)))
                .extracting(RunChart.Series::name)
                .containsExactly("p95", "p50", "p95 in the server's handler, all requests", "p95 of #39");
        assertThat(RunLines.latencies(points, TOLD_NOTHING, Baseline.NONE))
                .extracting(RunChart.Series::name)
                .containsExactly("p95", "p50");
        assertThat(RunLines.latencies(List.of(), side(told(0, 5.0)), Baseline.NONE))
                .as("no second of the run is known")
                .hasSize(2);
    }

    @Test
    void withoutFiguresOfTheServerItIsSaidWhy() {
        LoadRun running = run(LoadState.RUNNING, null);
        LoadRun ended = run(LoadState.DONE, null);

        assertThat(RunLines.withoutServer(running, points, null))
                .isEqualTo("The server has told no figures of its own yet.");
        assertThat(RunLines.withoutServer(ended, points, null))
                .as("not read yet")
                .isEmpty();
        assertThat(RunLines.withoutServer(ended, points, side()))
                .isEqualTo("The server told no figures of its own in this run.");
        assertThat(RunLines.withoutServer(ended, points, side(told(0, null), told(1, 5.0))))
                .isEmpty();
        assertThat(RunLines.withoutServer(running, List.of(), null)).isEmpty();
        assertThat(RunLines.withoutServer(running, points, new LoadServerSide(List.of(), null, "It does not tell.")))
                .isEqualTo("It does not tell.");
    }

    @Test
    void whatTheServerTellsBitByBitIsPutTogetherEachSecondOnce() {
        LoadServerSide first = side(told(0, 5.0), told(1, 6.0));

        assertThat(RunLines.together(null, first)).isEqualTo(first);
        assertThat(RunLines.together(first, side(told(3, 8.0))))
                .isEqualTo(side(told(0, 5.0), told(1, 6.0), told(3, 8.0)));
        assertThat(RunLines.together(side(told(1, 6.0), told(2, 7.0)), first))
                .as("an answer that is older than what was told meanwhile")
                .isEqualTo(side(told(0, 5.0), told(1, 6.0), told(2, 7.0)));
        assertThat(RunLines.together(first, new LoadServerSide(List.of(), null, "It stopped."))
                        .silence())
                .isEqualTo("It stopped.");
    }

    @Test
    void errorsAreALineWhenThereWereAny() {
        assertThat(RunLines.errors(points)).isEmpty();
        assertThat(RunLines.errors(List.of(points.getFirst(), new LoadPoint(1, 10, 10, 2, 1, 2, 3))))
                .extracting(RunChart.Series::name)
                .containsExactly("failed");
    }

    @Test
    void stepsInWhichTheGeneratorWasLateAreShaded() {
        Step good = new Step(100, 100, 5, 9, 0, null);
        Step late = new Step(200, 150, 5, 9, 0, "the generator was late");
        LoadRun ramp = run(
                LoadState.DONE, LoadFindings.of(new LoadFindings.Ramp(100.0, null, List.of(good, late, good, late))));

        assertThat(RunLines.late(ramp)).containsExactly(new RunChart.Band(15, 25), new RunChart.Band(35, 45));
        assertThat(RunLines.late(run(LoadState.DONE, null))).isEmpty();
    }

    @Test
    void aStepKeptTheGoalsOrBrokeOneOrSaysNothing() {
        Step good = new Step(100, 100, 5, 9, 0, null);
        Step late = new Step(200, 150, 5, 9, 0, "the generator was late");

        assertThat(StepsView.word(good, false)).isEqualTo("kept");
        assertThat(StepsView.state(good, false)).isEqualTo(State.OK);
        assertThat(StepsView.word(good, true)).isEqualTo("goal missed");
        assertThat(StepsView.state(good, true)).isEqualTo(State.CRITICAL);
        assertThat(StepsView.word(late, false)).isEqualTo("not valid");
        assertThat(StepsView.state(late, false)).isEqualTo(State.WARNING);
    }

    @Test
    void thePictureIsAsWideAsTheRunWillBeOrWasAndItsBaselineToo() {
        LoadRun running = run(LoadState.RUNNING, null);
        LoadRun ended = run(LoadState.DONE, null);
        List<LoadPoint> baseline =
                IntStream.range(0, 25).mapToObj(FakeLoadServer::point).toList();

        assertThat(RunLines.length(running, points, List.of())).isEqualTo(300);
        assertThat(RunLines.length(ended, points, List.of())).isEqualTo(10);
        assertThat(RunLines.length(ended, points, baseline)).isEqualTo(25);
    }

    /// With a ramp-up of 5 s.
    private static LoadRun run(LoadState state, @Nullable LoadFindings findings) {
        LoadRun run = FakeLoadServer.run(
                41, state, state == LoadState.DONE ? LoadVerdict.PASS : null, FakeLoadServer.figures(38.8, 0, 1));
        return new RunLike(run).rampUpSeconds(5).findings(findings).made();
    }

    private static double[] handler(LoadServerSide side, int seconds) {
        return RunLines.told(side, seconds, LoadServerSide.Point::handlerP95Millis);
    }

    private static LoadServerSide side(LoadServerSide.Point... points) {
        return new LoadServerSide(List.of(points), null);
    }

    private static LoadServerSide.Point told(int second, @Nullable Double p95Millis) {
        return new LoadServerSide.Point(second, p95Millis, p95Millis, null, null, null, null);
    }
}
