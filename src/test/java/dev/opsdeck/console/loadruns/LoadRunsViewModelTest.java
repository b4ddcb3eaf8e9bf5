package dev.opsdeck.console.loadruns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.loadruns.LoadPoint;
import dev.opsdeck.api.loadruns.LoadProgress;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadServerSide;
import dev.opsdeck.api.loadruns.LoadState;
import dev.opsdeck.api.loadruns.LoadVerdict;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import dev.opsdeck.console.live.Batch;
import dev.opsdeck.console.live.LinkState;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.loadruns.LoadRunsViewModel.Content;
import dev.opsdeck.console.loadruns.RunForm.Kind;
import dev.opsdeck.console.task.DirectTasks;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.Outcome;
import dev.opsdeck.console.ui.State;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import javafx.beans.property.SimpleStringProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LoadRunsViewModelTest {

    private static final Offline GONE = new Offline(Reason.GONE, "eu-prod", "");

    private final FakeLoadServer server = new FakeLoadServer();
    private final SimpleStringProperty selected = new SimpleStringProperty("one");
    private final LiveModel live = new LiveModel();
    private final DirectTasks tasks = new DirectTasks();
    private final LoadRunsViewModel model = new LoadRunsViewModel(
            FakeLoadServer.source(selected, server, live),
            List.of(live),
            tasks,
            InstantSource.fixed(FakeLoadServer.NOON),
            new Formats(ZoneOffset.UTC));

    @Test
    void listsRunsNewestFirstAndOpensTheNewest() {
        server.add(run(38, LoadState.DONE), 5);
        server.add(run(41, LoadState.DONE), 7);
        model.shown();
        assertThat(model.runs()).extracting(LoadRun::id).containsExactly(41L, 38L);
        assertThat(model.seconds()).hasSize(7);
        model.open(model.runs().getLast());
        assertThat(model.seconds()).hasSize(5);
    }

    @Test
    void withoutARunItSaysSo() {
        model.shown();
        assertThat(model.content().get()).isEqualTo(Content.EMPTY);
    }

    @Test
    void aRunningRunGrowsByItsSeconds() {
        server.add(run(41, LoadState.RUNNING), 2);
        model.shown();
        server.calls.clear();
        second(run(41, LoadState.RUNNING), FakeLoadServer.point(2));
        second(run(41, LoadState.RUNNING), FakeLoadServer.point(3));
        assertThat(model.seconds()).hasSize(4);
        assertThat(server.calls).as("nothing was asked for").isEmpty();
        assertThat(RunWords.sentence(
                        Objects.requireNonNull(model.open().get()),
                        model.secondsDone(model.runs().getFirst())))
                .startsWith("Running: 4 s of 5 min, p95 38.8 ms so far, no errors");
    }

    @Test
    void missedSecondsAreReadFromTheServer() {
        server.add(run(41, LoadState.RUNNING), 2);
        model.shown();
        server.add(run(41, LoadState.RUNNING), 9);
        second(run(41, LoadState.RUNNING), FakeLoadServer.point(8));
        assertThat(model.seconds()).extracting(LoadPoint::second).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void theEndOfARunIsShownAndNoLateSecondTurnsItBack() {
        server.add(run(41, LoadState.RUNNING), 2);
        model.shown();
        server.add(run(41, LoadState.DONE), 3);
        second(run(41, LoadState.DONE), null);
        second(run(41, LoadState.RUNNING), FakeLoadServer.point(1));
        LoadRun open = Objects.requireNonNull(model.open().get());
        assertThat(open.state()).isEqualTo(LoadState.DONE);
        assertThat(model.seconds()).hasSize(3);
        assertThat(RunWords.state(open)).isEqualTo(State.OK);
        assertThat(RunWords.sentence(open, 3)).isEqualTo("Goals kept: p95 38.8 ms, errors 0.00 %");
    }

    @Test
    void whatTheServerToldOfItselfIsKnownAtTheEnd() {
        server.add(run(41, LoadState.RUNNING), 2);
        model.shown();
        assertThat(model.side().get()).isNull();
        server.add(run(41, LoadState.DONE), 3);
        server.side = SampleRuns.side(3);
        second(run(41, LoadState.DONE), null);
        assertThat(model.side().get()).isEqualTo(SampleRuns.side(3));
        server.add(run(43, LoadState.DONE), 3);
        server.side = null;
        model.read();
        model.open(model.runs().getFirst());
        assertThat(model.side().get()).as("it told nothing").isEqualTo(new LoadServerSide(List.of(), null));
    }

    @Test
    void whatTheServerTellsOfItselfComesWithTheSecondsAndIsReadWithThoseThatWereMissed() {
        server.add(run(41, LoadState.RUNNING), 2);
        model.shown();
        assertThat(model.side().get()).isNull();

        live(new LoadProgress(run(41, LoadState.RUNNING), FakeLoadServer.point(2), told(0, 2)));
        assertThat(model.side().get()).isEqualTo(told(0, 2));
        second(run(41, LoadState.RUNNING), FakeLoadServer.point(3));
        live(new LoadProgress(run(41, LoadState.RUNNING), FakeLoadServer.point(4), told(2, 4)));
        assertThat(model.side().get()).isEqualTo(told(0, 4));

        server.add(run(41, LoadState.RUNNING), 9);
        server.side = told(0, 7);
        second(run(41, LoadState.RUNNING), FakeLoadServer.point(8));
        assertThat(model.side().get()).as("with the missed seconds").isEqualTo(told(0, 7));

        server.add(run(41, LoadState.DONE), 9);
        server.side = told(0, 9);
        second(run(41, LoadState.DONE), null);
        live(new LoadProgress(run(41, LoadState.RUNNING), FakeLoadServer.point(8), told(20, 30)));
        assertThat(model.side().get()).as("the end has the last word").isEqualTo(told(0, 9));
    }

    @Test
    void aRunOfSomebodyElseAppearsInTheList() {
        model.shown();
        server.add(run(42, LoadState.RUNNING), 1);
        second(run(42, LoadState.RUNNING), FakeLoadServer.point(0));
        assertThat(model.content().get()).isEqualTo(Content.RUNS);
        assertThat(model.runs()).extracting(LoadRun::id).containsExactly(42L);
    }

    @Test
    void theOpenRunIsStopped() {
        server.add(run(41, LoadState.RUNNING), 2);
        model.shown();
        model.actions().stop();
        assertThat(server.calls).contains("stop 41");
        assertThat(Objects.requireNonNull(model.open().get()).state()).isEqualTo(LoadState.STOPPED);
    }

    @Test
    void withoutConnectionItSaysFromWhenTheFiguresAre() {
        server.add(run(41, LoadState.RUNNING), 2);
        model.shown();
        live.apply(Batch.of(new LinkState.Lost(FakeLoadServer.NOON.plusSeconds(11), GONE, null)));
        assertThat(model.staleSince().get()).isEqualTo("As of 12:00:11");
        assertThat(model.runs()).hasSize(1);
    }

    @Test
    void anotherServerShowsNothingOfTheFormerOne() {
        server.add(run(41, LoadState.DONE), 2);
        model.shown();
        server.runs.clear();
        selected.set("two");
        assertThat(model.content().get()).isEqualTo(Content.EMPTY);
        assertThat(model.open().get()).isNull();
        assertThat(model.seconds()).isEmpty();
    }

    @Test
    void theDialogSaysInNumbersWhatItWillDo() {
        List<LoadRun> started = new ArrayList<>();
        live.apply(Batch.of(new LinkState.Live(FakeLoadServer.NOON)));
        NewRunViewModel dialog = new NewRunViewModel(
                FakeLoadServer.source(selected, server, live), () -> "eu-prod", live, tasks, started::add);
        assertThat(dialog.plan().get()).isEqualTo("500 requests to eu-prod in 10 s.");
        dialog.kind().set(Kind.RATE);
        dialog.rate().set("1,500");
        dialog.seconds().set("60");
        assertThat(dialog.plan().get()).isEqualTo("90,000 requests to eu-prod in 1 min.");
        dialog.start();
        assertThat(server.calls).containsExactly("start CONSTANT 1500.0 null 60");
        assertThat(started).hasSize(1);
        dialog.kind().set(Kind.BASELINE);
        assertThat(dialog.plan().get())
                .isEqualTo("200 users at once on eu-prod for 5 min. Each pauses 450 ms after an answer: at most 133,333"
                        + " requests.");
        dialog.kind().set(Kind.USERS);
        dialog.think().set("0");
        assertThat(dialog.plan().get())
                .endsWith("They do not pause: they send as many requests as the server answers.");
        dialog.users().set("none");
        assertThat(dialog.plan().get()).isEmpty();
        dialog.start();
        assertThat(started).hasSize(1);
    }

    @Test
    void aRefusedRunIsSaidInTheDialog() {
        NewRunViewModel dialog = new NewRunViewModel(
                FakeLoadServer.source(selected, server, live), () -> "eu-prod", live, tasks, run -> {});
        dialog.start();
        assertThat(dialog.notice().get()).startsWith("The connection is lost.");
        live.apply(Batch.of(new LinkState.Live(FakeLoadServer.NOON)));
        server.failure = GONE;
        dialog.start();
        assertThat(dialog.notice().get()).startsWith("No answer from eu-prod.");
        assertThat(dialog.busy().get()).isFalse();
    }

    @Test
    void aLongRunKeepsItsPeaksWhenItIsDrawnSmall() {
        double[] values = new double[10_000];
        values[4_321] = 6_000;
        double[] shown = RunChart.reduce(values, 10_000, 500);
        assertThat(shown).hasSize(500).contains(6_000);
    }

    @Test
    void aRunWithABaselineIsComparedWithItAtOnce() {
        server.add(FakeLoadServer.marked(run(39, LoadState.DONE), true), 4);
        server.add(run(41, LoadState.DONE), 3);
        model.shown();

        assertThat(model.comparison().candidates()).extracting(LoadRun::id).containsExactly(39L);
        RunComparison.Result compared =
                Objects.requireNonNull(model.comparison().result().get());
        assertThat(compared.comparison().a().id()).isEqualTo(39);
        assertThat(compared.baseline().seconds()).hasSize(4);
        assertThat(server.calls).contains("compare 39 41");

        model.comparison().compareWith(null);
        assertThat(model.comparison().result().get()).isNull();
        model.open(model.runs().getLast());
        assertThat(model.comparison().result().get())
                .as("the other one has no baseline")
                .isNull();
    }

    @Test
    void onlyEndedRunsOfTheSameLoadCanBeCompared() {
        server.add(run(38, LoadState.DONE), 4);
        server.add(run(39, LoadState.RUNNING), 4);
        server.add(run(41, LoadState.DONE), 3);
        model.shown();

        assertThat(model.comparison().candidates())
                .as("an odd one has users, an even one a rate")
                .isEmpty();
    }

    @Test
    void markingARunReadsTheListAgain() {
        server.add(FakeLoadServer.marked(run(39, LoadState.DONE), true), 4);
        server.add(run(41, LoadState.DONE), 3);
        model.shown();

        model.actions().toggleBaseline();

        assertThat(server.calls).contains("mark 41");
        assertThat(model.runs()).extracting(LoadRun::baseline).containsExactly(true, false);
        assertThat(Objects.requireNonNull(model.open().get()).baseline()).isTrue();
        model.actions().toggleBaseline();
        assertThat(server.calls).contains("unmark 41");
    }

    @Test
    void theReportIsWrittenAsItIsShown(@org.junit.jupiter.api.io.TempDir java.nio.file.Path folder) throws Exception {
        server.add(FakeLoadServer.marked(run(39, LoadState.DONE), true), 4);
        server.add(run(41, LoadState.DONE), 3);
        model.shown();

        List<Outcome> said = new ArrayList<>();
        model.actions().export(folder.resolve("report.html"), said::add);

        assertThat(server.calls).contains("page 41 39");
        assertThat(folder.resolve("report.html")).content().startsWith("<html>");
        assertThat(said).containsExactly(new Outcome(State.OK, "Written to report.html."));
        model.actions().export(folder.resolve("none").resolve("report.html"), said::add);
        assertThat(said.getLast().state()).isEqualTo(State.WARNING);
        assertThat(said.getLast().sentence()).startsWith("The file report.html cannot be written");
    }

    private static LoadRun run(long id, LoadState state) {
        return FakeLoadServer.run(
                id, state, state == LoadState.DONE ? LoadVerdict.PASS : null, FakeLoadServer.figures(38.8, 0, 1));
    }

    private void second(LoadRun run, @Nullable LoadPoint point) {
        live(new LoadProgress(run, point));
    }

    private void live(LoadProgress progress) {
        live.apply(new Batch(null, null, List.of(), List.of(), List.of(progress), null, false));
    }

    /// @param to excluded
    private static LoadServerSide told(int from, int to) {
        return new LoadServerSide(
                IntStream.range(from, to)
                        .mapToObj(second -> new LoadServerSide.Point(second, 1.0, 2.0, 0.5, 2e8, 8.0, 0.9))
                        .toList(),
                null);
    }
}
