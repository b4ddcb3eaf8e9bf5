package dev.opsdeck.server.loadrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.loadruns.LoadProfile;
import dev.opsdeck.api.loadruns.LoadRequest;
import dev.opsdeck.api.loadruns.LoadSecond;
import dev.opsdeck.api.loadruns.LoadVerdict;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Whether a run reached what it was asked for, and how it says that it did not.
final class ReachTest {

    private static final int ALL = RunOrder.MAX_CONNECTIONS;

    @Test
    void halfAPercentLessThanAskedIsReachedAndOneRequestMoreIsSaidWithBothNumbers() {
        assertThat(judge(2_000, 60, 600 - ALL, ALL, Map.of()).remarks()).isEmpty();

        Judgement missed = judge(2_000, 60, 601 - ALL, ALL, Map.of());
        assertThat(missed.remarks())
                .containsExactly(
                        "The run asked for 2000.0 requests a second and reached 1990.0, 0.5 % less, because the"
                                + " server did not keep up: when the time was over, 345 requests were due and not sent, 256 had"
                                + " no answer yet, and 0 had failed without one.");
        assertThat(missed.verdict()).as("the goals judge the server").isEqualTo(LoadVerdict.PASS);
    }

    @Test
    void whatWaitsThoughConnectionsAreFreeIsTheGeneratorsAndTheRunIsNotValid() {
        assertThat(judge(2_000, 60, 600, 0, Map.of()).remarks()).isEmpty();

        Judgement behind = judge(2_000, 60, 601, 3, Map.of());
        assertThat(behind.verdict()).isEqualTo(LoadVerdict.NOT_VALID);
        assertThat(behind.remarks()).hasSize(2);
        assertThat(behind.remarks().getFirst())
                .startsWith("The generator fell behind: when the time was over, 601 of 120000 requests were due and not"
                        + " sent, though connections were free");
        assertThat(behind.remarks().getLast())
                .startsWith("The run asked for 2000.0 requests a second and reached 1989.9, 0.5 % less, because the"
                        + " generator did not keep its schedule");
    }

    @Test
    void aShortRunIsNotRefusedForWholeRequestsOrAMoment() {
        assertThat(judge(5, 1, 0, 1, Map.of()).remarks()).isEmpty();
        assertThat(judge(5, 1, 1, 1, Map.of()).remarks()).isEmpty();
        assertThat(judge(5, 1, 2, 0, Map.of()).remarks()).isEmpty();
        assertThat(judge(5, 1, 3, 0, Map.of()).verdict()).isEqualTo(LoadVerdict.NOT_VALID);

        Judgement heldUp = judge(100, 10, 25, 0, Map.of());
        assertThat(heldUp.verdict()).as("a quarter of a second at the end").isEqualTo(LoadVerdict.PASS);
        assertThat(heldUp.remarks()).singleElement().asString().contains("reached 97.5, 2.5 % less: when");
        assertThat(judge(100, 10, 26, 0, Map.of()).verdict()).isEqualTo(LoadVerdict.NOT_VALID);
    }

    @Test
    void whatIsAlwaysUnderWayIsSoAtTheEndTooAndWhatPilesUpIsSaid() {
        RunOrder order = order(50.0, null, 10);
        RunFigures steady = new RunFigures(order);
        steady.add(second(0, 50, 50, 35, Map.of()));
        RunFigures rising = new RunFigures(order);
        rising.add(second(0, 50, 50, 48, Map.of()));
        for (int second = 1; second < 10; second++) {
            steady.add(second(second, 50, 50, 50, Map.of()));
            rising.add(second(second, 50, 50, 48, Map.of()));
        }

        assertThat(steady.figures().reachedPerSecond()).isEqualTo(48.5);
        assertThat(Judgement.of(order, steady, null, false, false).remarks()).isEmpty();
        assertThat(Judgement.of(order, rising, null, false, false).remarks())
                .containsExactly("The run asked for 50.0 requests a second and reached 48.0, 4.0 % less: when the time"
                        + " was over, 0 requests were due and not sent, 20 had no answer yet, and 0 had failed without"
                        + " one.");
    }

    @Test
    void aRequestThatFailedWithoutAnAnswerIsNotReachedAndABadAnswerIs() {
        Judgement silent = judge(100, 10, 0, 0, Map.of("timeout", 4L, "io", 2L));
        assertThat(silent.remarks().getFirst())
                .contains("reached 99.4, 0.6 % less")
                .contains("and 6 had failed");
        assertThat(judge(100, 10, 0, 0, Map.of("timeout", 5L)).remarks())
                .noneMatch(remark -> remark.startsWith("The run asked"));
        assertThat(judge(100, 10, 0, 0, Map.of("status 503", 300L, "check", 300L))
                        .remarks())
                .noneMatch(remark -> remark.startsWith("The run asked"));
    }

    @Test
    void whatIsUnderWayAtTheEndAndNeverAnsweredIsNotReached() {
        RunOrder order = order(10.0, null, 1);
        RunFigures figures = new RunFigures(order);
        figures.add(second(0, 10, 10, 0, Map.of()));
        figures.add(second(1, 0, 0, 10, Map.of("timeout", 3L)));

        assertThat(Judgement.of(order, figures, null, false, false).remarks().getFirst())
                .startsWith("The run asked for 10.0 requests a second and reached 0.0, 100.0 % less");
    }

    @Test
    void aRunThatWasStoppedAndOneOfUsersHaveNoRateToReach() {
        RunOrder order = order(2_000.0, null, 60);
        RunFigures figures = figures(order, 2_000, 700, 0, Map.of());
        assertThat(Judgement.of(order, figures, null, true, false).remarks()).isEmpty();

        RunOrder users = order(null, 20, 60);
        assertThat(Judgement.of(users, figures(users, 2_000, 700, 0, Map.of()), null, false, false)
                        .remarks())
                .isEmpty();
    }

    @Test
    void whatTheRampUpLeftOverIsStillWaitingAtTheEnd() {
        RunOrder order =
                RunOrder.of(new LoadRequest(LoadProfile.CONSTANT, null, null, 100.0, null, 2, null, 1, null, null));
        RunFigures figures = new RunFigures(order);
        figures.add(second(0, 50, 30, 10, Map.of()));
        figures.add(second(1, 100, 100, 100, Map.of()));
        figures.add(second(2, 100, 90, 90, Map.of()));

        assertThat(figures.reach()).isEqualTo(new Reach(200, 190, 0, 30, 20, 0, 20, 100));
    }

    @Test
    void aTargetThatAnsweredNothingIsTheReason() {
        assertThat(judge(10, 1, 0, 0, Map.of("timeout", 10L)).remarks())
                .contains("The target took a connection when the run began, and answered none of 10 requests (10"
                        + " timeout): see whether it hangs or has ended.");
        assertThat(judge(10, 1, 0, 0, Map.of("timeout", 9L)).remarks())
                .noneMatch(remark -> remark.contains("answered none"));
    }

    /// A run that kept its rate until its last second.
    private static Judgement judge(int rate, int seconds, int waiting, int underWay, Map<String, Long> errors) {
        RunOrder order = order((double) rate, null, seconds);
        return Judgement.of(order, figures(order, rate, waiting, underWay, errors), null, false, false);
    }

    /// @param waiting  at the end of the time
    /// @param underWay then
    /// @param errors   of the last second
    private static RunFigures figures(RunOrder order, int rate, int waiting, int underWay, Map<String, Long> errors) {
        RunFigures figures = new RunFigures(order);
        int last = order.durationSeconds() - 1;
        for (int second = 0; second < last; second++) {
            figures.add(second(second, rate, rate, rate, Map.of()));
        }
        figures.add(second(last, rate, rate - waiting, rate - waiting - underWay, errors));
        figures.add(second(last + 1, 0, waiting, waiting + underWay, Map.of()));
        return figures;
    }

    private static LoadSecond second(int second, int asked, int sent, int completed, Map<String, Long> errors) {
        LoadSecond quick = LoadRepositorySuite.second(second, Math.max(1, completed), errors, 10_000);
        return new LoadSecond(
                second,
                asked,
                sent,
                completed,
                errors,
                quick.response(),
                quick.service(),
                1,
                0,
                0.1,
                32L << 20,
                quick.calls(),
                null);
    }

    private static RunOrder order(@Nullable Double rate, @Nullable Integer users, int seconds) {
        return RunOrder.of(new LoadRequest(
                users == null ? LoadProfile.CONSTANT : LoadProfile.SMOKE,
                null,
                null,
                rate,
                users,
                seconds,
                null,
                null,
                null,
                null));
    }
}
