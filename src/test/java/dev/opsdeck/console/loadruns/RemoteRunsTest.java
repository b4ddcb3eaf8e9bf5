package dev.opsdeck.console.loadruns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.loadruns.LoadProgress;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadState;
import dev.opsdeck.api.loadruns.LoadVerdict;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import dev.opsdeck.console.live.Batch;
import dev.opsdeck.console.live.LinkState;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.loadruns.RunForm.Kind;
import dev.opsdeck.console.loadruns.RunSource.Origin;
import dev.opsdeck.console.task.DirectTasks;
import dev.opsdeck.console.ui.Formats;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleBooleanProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Runs of a remote server, made by this computer or by the server itself.
class RemoteRunsTest {

    private static final String TARGET = "http://127.0.0.1:8080";

    private final FakeLoadServer remote = new FakeLoadServer();
    private final FakeLoadServer here = new FakeLoadServer();
    private final LiveModel shown = new LiveModel();
    private final LiveModel thisComputer = new LiveModel();
    private final SimpleBooleanProperty remoteShown = new SimpleBooleanProperty(true);
    private final DirectTasks tasks = new DirectTasks();
    private final RunSource source = new RunSource(
            remoteShown,
            () -> new RunSource.Place(remoteShown.get() ? remote : here, shown, null),
            () -> remoteShown.get() ? Optional.of(new RunSource.Place(here, thisComputer, TARGET)) : Optional.empty());
    private final LoadRunsViewModel model = new LoadRunsViewModel(
            source,
            List.of(shown, thisComputer),
            tasks,
            InstantSource.fixed(FakeLoadServer.NOON),
            new Formats(ZoneOffset.UTC));
    private final NewRunViewModel dialog = new NewRunViewModel(source, () -> "eu-prod", shown, tasks, model::started);

    @BeforeEach
    void connect() {
        shown.apply(Batch.of(new LinkState.Live(FakeLoadServer.NOON)));
        thisComputer.apply(Batch.of(new LinkState.Live(FakeLoadServer.NOON)));
    }

    @Test
    void theRunsOfThisComputerAreShownFirstAndThoseOfTheServerWhenTheyAreWanted() {
        here.add(run(38, LoadState.DONE), 5);
        remote.add(run(38, LoadState.DONE), 9);
        remote.add(run(39, LoadState.DONE), 9);
        model.shown();
        assertThat(model.runs()).hasSize(1);
        assertThat(model.seconds()).hasSize(5);
        source.choose(Origin.SERVER);
        assertThat(model.runs()).hasSize(2);
        assertThat(model.seconds()).hasSize(9);
        remoteShown.set(false);
        assertThat(source.choice()).isFalse();
        assertThat(source.origin().get()).isEqualTo(Origin.SERVER);
        assertThat(model.runs()).extracting(LoadRun::id).containsExactly(38L);
        remoteShown.set(true);
        assertThat(source.origin().get()).isEqualTo(Origin.HERE);
    }

    @Test
    void onlyTheSecondsOfTheRunsThatAreLookedAtCome() {
        here.add(run(41, LoadState.RUNNING), 2);
        model.shown();
        arrives(thisComputer, run(41, LoadState.RUNNING), 2);
        assertThat(model.seconds()).hasSize(3);
        arrives(shown, run(41, LoadState.RUNNING), 3);
        assertThat(model.seconds())
                .as("another server's run of the same number")
                .hasSize(3);
        LoadRun other = otherTarget(run(42, LoadState.RUNNING));
        arrives(thisComputer, other, 0);
        assertThat(model.runs())
                .as("a run of another target")
                .extracting(LoadRun::id)
                .containsExactly(41L);
        remote.add(run(41, LoadState.RUNNING), 9);
        source.choose(Origin.SERVER);
        assertThat(model.seconds()).hasSize(9);
        source.choose(Origin.HERE);
        assertThat(model.seconds()).hasSize(2);
    }

    @Test
    void aLostServerDoesNotHideWhatThisComputerDoes() {
        here.add(run(41, LoadState.RUNNING), 2);
        model.shown();
        shown.apply(Batch.of(new LinkState.Lost(
                FakeLoadServer.NOON.plusSeconds(11), new Offline(Reason.GONE, "eu-prod", ""), null)));
        assertThat(model.staleSince().get()).isEmpty();
        source.choose(Origin.SERVER);
        assertThat(model.staleSince().get()).isEqualTo("As of 12:00:11");
        source.choose(Origin.HERE);
        assertThat(model.staleSince().get()).isEmpty();
        model.actions().stop();
        assertThat(here.calls).contains("stop 41");
    }

    @Test
    void aRemoteServerIsPutUnderLoadFromHereAfterAQuestionInNumbers() {
        dialog.opened();
        assertThat(dialog.choice()).isTrue();
        assertThat(dialog.from().get()).isEqualTo(Origin.HERE);
        dialog.kind().set(Kind.RATE);
        dialog.start();
        assertThat(here.calls).isEmpty();
        assertThat(dialog.question().get())
                .isEqualTo(
                        "3,000 requests to eu-prod in 30 s. That is 100 req/s. They come from this computer. Everybody"
                                + " who uses eu-prod shares it with them. Start?");
        dialog.rate().set("200");
        assertThat(dialog.question().get())
                .as("other numbers are another question")
                .isEmpty();
        dialog.start();
        dialog.start();
        assertThat(here.calls).containsExactly("start CONSTANT 200.0 null 30", "report 50");
        assertThat(remote.calls).isEmpty();
    }

    @Test
    void theServerItselfIsAskedWhenThatIsChosenAndItsRunsAreShownThen() {
        model.shown();
        dialog.opened();
        dialog.from().set(Origin.SERVER);
        dialog.start();
        assertThat(dialog.question().get()).contains("It sends them to itself.");
        dialog.start();
        assertThat(remote.calls).contains("start SMOKE null null null");
        assertThat(here.calls).noneMatch(call -> call.startsWith("start"));
        assertThat(source.origin().get()).isEqualTo(Origin.SERVER);
        assertThat(model.runs()).hasSize(1);
        dialog.opened();
        assertThat(dialog.from().get()).isEqualTo(Origin.HERE);
    }

    @Test
    void theRampOfTheCapacityPageIsMadeByTheServerItselfBecauseOnlySuchOnesCountThere() {
        dialog.openedForCapacity();
        assertThat(dialog.kind().get()).isEqualTo(Kind.RAMP);
        assertThat(dialog.from().get()).isEqualTo(Origin.SERVER);
        assertThat(dialog.reason().get()).endsWith("The page Capacity is made of such ramp runs.");
        dialog.start();
        dialog.start();
        assertThat(remote.calls).contains("start RAMP 100.0 null null");
        assertThat(here.calls).noneMatch(call -> call.startsWith("start"));

        dialog.opened();
        assertThat(dialog.from().get()).isEqualTo(Origin.HERE);
        assertThat(dialog.reason().get()).contains("The page Capacity does not count it");
        dialog.kind().set(Kind.SPIKE);
        assertThat(dialog.reason().get()).doesNotContain("Capacity");
        dialog.from().set(Origin.SERVER);
        assertThat(dialog.reason().get())
                .startsWith("The server sends the requests to itself")
                .doesNotContain("Capacity");
    }

    @Test
    void theCapacityOfThisComputerIsMeasuredByItself() {
        remoteShown.set(false);
        dialog.openedForCapacity();
        dialog.start();
        assertThat(here.calls).contains("start RAMP 100.0 null null");
    }

    @Test
    void thisComputerIsNotAskedTwice() {
        remoteShown.set(false);
        dialog.opened();
        dialog.start();
        assertThat(here.calls).contains("start SMOKE null null null");
    }

    @Test
    void withoutARunItIsSaidWhose() {
        List<String> said = new ArrayList<>();
        said.add(RunWords.none(source));
        source.choose(Origin.SERVER);
        said.add(RunWords.none(source));
        remoteShown.set(false);
        said.add(RunWords.none(source));
        assertThat(said.get(0)).startsWith("No load run from this computer yet.");
        assertThat(said.get(1)).startsWith("The server has made no load run of itself yet.");
        assertThat(said.get(2)).startsWith("No load run yet.");
    }

    private static void arrives(LiveModel live, LoadRun run, int second) {
        live.apply(new Batch(
                null,
                null,
                List.of(),
                List.of(),
                List.of(new LoadProgress(run, FakeLoadServer.point(second))),
                null,
                false));
    }

    private static LoadRun run(long id, LoadState state) {
        return FakeLoadServer.run(
                id, state, state == LoadState.DONE ? LoadVerdict.PASS : null, FakeLoadServer.figures(38.8, 0, 1));
    }

    private static LoadRun otherTarget(LoadRun run) {
        return new RunLike(run).target("http://127.0.0.1:9090").made();
    }
}
