package dev.opsdeck.console.loadruns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.loadruns.LoadFigures;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadServerSide;
import dev.opsdeck.api.loadruns.LoadState;
import dev.opsdeck.api.loadruns.LoadVerdict;
import dev.opsdeck.api.metrics.Latency;
import dev.opsdeck.console.Views;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import dev.opsdeck.console.live.Batch;
import dev.opsdeck.console.live.LinkState;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.loadruns.RunForm.Kind;
import dev.opsdeck.console.task.DirectTasks;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.Fx;
import dev.opsdeck.console.ui.Overlay;
import dev.opsdeck.console.ui.Pictures;
import dev.opsdeck.console.ui.ScriptedFileDialogs;
import dev.opsdeck.console.ui.SilentCommands;
import dev.opsdeck.console.ui.Theme;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Renders page and dialog to target/pictures in both themes and every state that an operator can meet, and
/// checks that something was drawn. The pictures are for people to look at.
class LoadRunsPicturesTest {

    private static final LinkState LOST =
            new LinkState.Lost(FakeLoadServer.NOON, new Offline(Reason.GONE, "eu-prod", "eu.example:8080"), null);

    enum Scene {
        PASS,
        CPU_CHOSEN,
        MISSED,
        NOT_VALID,
        RUNNING,
        RUNNING_TOLD,
        RUNNING_SILENT,
        JUST_STARTED,
        FAILED,
        STOPPED,
        COMPARED,
        RAMP,
        EMPTY,
        LOST_WITH_DATA,
        LOST_FROM_THE_START,
        LONG_TEXTS,
        NEW_SMOKE,
        NEW_RATE,
        NEW_USERS_FAULTS,
        NEW_SPIKE,
        REMOTE,
        REMOTE_EMPTY,
        NEW_REMOTE,
        NEW_REMOTE_ASKED,
        NEW_REMOTE_RAMP
    }

    private final FakeLoadServer server = new FakeLoadServer();
    private LiveModel live = new LiveModel();
    private final DirectTasks tasks = new DirectTasks();
    private final SilentCommands commands = new SilentCommands();
    private final Formats formats = new Formats(ZoneOffset.UTC);
    private final InstantSource clock = InstantSource.fixed(FakeLoadServer.NOON);

    @ParameterizedTest
    @EnumSource
    void everyStateIsDrawnInBothThemes(Scene scene) throws Exception {
        for (Theme.Choice choice : List.of(Theme.Choice.LIGHT, Theme.Choice.DARK)) {
            // The page beside the shell's list and bars: the window is 1000 x 700 and 1280 x 800.
            draw(scene, choice, 776, 612);
            draw(scene, choice, 1056, 712);
        }
        draw(scene, Theme.Choice.DARK, 676, 512);
        if (scene == Scene.RAMP || scene == Scene.COMPARED) {
            // All of it, down to the steps or the last call.
            draw(scene, Theme.Choice.LIGHT, 680, 1_400);
        }
    }

    @Test
    void theStepsOfARampAndWhatFailedStandOnThePageWhenThereWereAny() throws Exception {
        assertThat(said(Scene.RAMP, ".runs-steps .od-state"))
                .containsExactly("kept", "kept", "kept", "kept", "not valid", "kept", "goal missed");
        assertThat(said(Scene.RAMP, ".runs-steps > .label"))
                .contains("500", "21.0 ms", "2,500", "2,360", "3,500", "250 ms");
        assertThat(said(Scene.RAMP, "#latencyChart .run-text"))
                .contains("p95 in the server's handler, all requests", "shaded: generator late");
        assertThat(said(Scene.RAMP, "#errorChart .run-text")).contains("failed");

        assertThat(said(Scene.PASS, ".runs-steps .od-state")).isEmpty();
        assertThat(said(Scene.PASS, "#errorChart .run-text")).doesNotContain("failed");
        assertThat(said(Scene.PASS, "#latencyChart .run-line.server")).hasSize(1);
        assertThat(said(Scene.STOPPED, "#latencyChart .run-line.server")).isEmpty();
        assertThat(said(Scene.STOPPED, "#silence"))
                .containsExactly("The server told no figures of its own in this run.");
        assertThat(said(Scene.RUNNING, "#silence")).containsExactly("The server has told no figures of its own yet.");
    }

    @Test
    void theServersFiguresStandAsButtonsAndTheOneThatIsChosenIsDrawn() throws Exception {
        assertThat(said(Scene.PASS, ".run-measure-name"))
                .containsExactly("Requests", "Handler", "CPU", "Memory", "Connections", "Cache hits");
        assertThat(said(Scene.PASS, "#measureChart .run-text")).contains("req/s", "reached", "asked");
        assertThat(said(Scene.CPU_CHOSEN, "#measureChart .run-text"))
                .contains("%", "CPU, 100 % is all cores", "80.0", "median 61.4 %, highest 80.0 %");
        assertThat(said(Scene.CPU_CHOSEN, "#measureChart .run-line"))
                .as("one line, with a gap in it where the server told nothing")
                .hasSize(1);
        assertThat(said(Scene.CPU_CHOSEN, ".run-measure-name")).hasSize(6);
        assertThat(said(Scene.STOPPED, "#measureChart .run-text")).contains("reached");
        assertThat(said(Scene.RUNNING_TOLD, ".run-measure-name")).hasSize(6);
        assertThat(said(Scene.RUNNING_TOLD, "#latencyChart .run-line.server")).hasSize(1);
        assertThat(said(Scene.RUNNING_SILENT, "#silence").getFirst()).startsWith("The target does not tell");
    }

    @Test
    void howFarARunIsIsSeenOnAPageThatIsFull() throws Exception {
        double height = Fx.call(() -> {
            prepare(Scene.RUNNING);
            Parent page = page(Scene.RUNNING);
            double[] bar = new double[1];
            Pictures.of(page, 776, 612, new Theme(Theme.Choice.LIGHT), () -> {
                page.applyCss();
                page.layout();
                bar[0] = ((Region) page.lookup("#progress")).getHeight();
            });
            return bar[0];
        });
        assertThat(height).isGreaterThan(4);
    }

    @Test
    void onlyARunWhoseGeneratorKeptUpIsOfferedAsABaseline() throws Exception {
        assertThat(seen(Scene.PASS, "#baseline")).isTrue();
        assertThat(seen(Scene.MISSED, "#baseline")).isTrue();
        assertThat(seen(Scene.NOT_VALID, "#baseline")).isFalse();
        assertThat(seen(Scene.NOT_VALID, "#export")).isTrue();
    }

    private boolean seen(Scene scene, String selector) throws Exception {
        return Fx.call(() -> {
            prepare(scene);
            Parent page = page(scene);
            boolean[] there = new boolean[1];
            Pictures.of(page, 776, 612, new Theme(Theme.Choice.LIGHT), () -> {
                page.applyCss();
                there[0] = page.lookup(selector).isVisible();
            });
            return there[0];
        });
    }

    /// What those parts of the page say that can be seen, in their order.
    private List<String> said(Scene scene, String selector) throws Exception {
        return Fx.call(() -> {
            prepare(scene);
            Parent page = page(scene);
            List<String> said = new ArrayList<>();
            Pictures.of(page, 776, 612, new Theme(Theme.Choice.LIGHT), () -> {
                choose(scene, page);
                page.applyCss();
                page.layout();
                page.lookupAll(selector).forEach(node -> said.add(words(node)));
            });
            return said;
        });
    }

    private static String words(Node node) {
        return node instanceof Labeled labeled ? labeled.getText() : node instanceof Text text ? text.getText() : "";
    }

    private void draw(Scene scene, Theme.Choice choice, int width, int height) throws Exception {
        WritableImage picture = Fx.call(() -> {
            prepare(scene);
            StackPane layer = new StackPane();
            StackPane window = new StackPane(page(scene), layer);
            return Pictures.of(window, width, height, new Theme(choice), () -> {
                if (scene.name().startsWith("NEW")) {
                    dialog(scene, new Overlay(layer));
                }
                choose(scene, window);
            });
        });
        Pictures.save("loadruns-" + scene, choice, width, picture);
        assertThat(Pictures.colours(picture)).hasSizeGreaterThan(20);
    }

    private void prepare(Scene scene) {
        server.runs.clear();
        server.failure = null;
        server.side = null;
        live = new LiveModel();
        live.apply(Batch.of(new LinkState.Live(FakeLoadServer.NOON)));
        if (scene == Scene.LOST_FROM_THE_START) {
            server.failure = new Offline(Reason.GONE, "eu-prod", "eu.example:8080");
            live.apply(Batch.of(LOST));
            return;
        }
        if (scene == Scene.EMPTY || scene == Scene.REMOTE_EMPTY) {
            return;
        }
        server.add(run(36, LoadState.DONE, LoadVerdict.NOT_VALID, 31), 10);
        server.add(run(37, LoadState.STOPPED, null, 24), 40);
        server.add(run(38, LoadState.DONE, LoadVerdict.PASS, 30.2), 10);
        server.add(run(39, LoadState.FAILED, null, 0), 0);
        server.add(run(40, LoadState.DONE, LoadVerdict.FAIL, 412), 10);
        switch (scene) {
            case MISSED -> {
                server.add(
                        FakeLoadServer.run(41, LoadState.DONE, LoadVerdict.FAIL, FakeLoadServer.figures(412, 1_507, 3)),
                        300);
                SampleRuns.fail(server, 41, 180, 260);
                server.side = SampleRuns.side(300);
            }
            case NOT_VALID ->
                server.add(
                        FakeLoadServer.run(
                                41, LoadState.DONE, LoadVerdict.NOT_VALID, FakeLoadServer.figures(38, 0, 1_312)),
                        300);
            case RUNNING -> {
                server.add(run(41, LoadState.RUNNING, null, 38.8), 127);
                SampleRuns.fail(server, 41, 90, 93);
            }
            case RUNNING_TOLD -> {
                server.add(run(41, LoadState.RUNNING, null, 38.8), 127);
                server.side = SampleRuns.side(125);
            }
            case RUNNING_SILENT -> {
                server.add(run(41, LoadState.RUNNING, null, 38.8), 127);
                server.side = new LoadServerSide(
                        List.of(),
                        null,
                        "The target does not tell its own figures (HTTP 401): give the run a token of it to see where"
                                + " the time goes.");
            }
            case PASS, CPU_CHOSEN -> {
                server.add(run(41, LoadState.DONE, LoadVerdict.PASS, 38.8), 300);
                server.side = SampleRuns.side(300);
            }
            case JUST_STARTED ->
                server.add(
                        FakeLoadServer.run(
                                41,
                                LoadState.RUNNING,
                                null,
                                new LoadFigures(0, 0, 0, 0, Map.of(), 0, 0, Latency.NONE, Latency.NONE, 0, 0)),
                        0);
            case FAILED -> server.add(run(41, LoadState.FAILED, null, 12), 3);
            case COMPARED -> {
                server.add(FakeLoadServer.marked(run(35, LoadState.DONE, LoadVerdict.PASS, 38.8), true), 280);
                server.side = SampleRuns.side(300);
                server.add(run(41, LoadState.DONE, LoadVerdict.PASS, 44.1), 300);
            }
            case RAMP -> {
                SampleRuns.ramp(server, run(41, LoadState.DONE, LoadVerdict.PASS, 38.8));
                server.side = SampleRuns.side(70);
            }
            case STOPPED -> server.add(run(41, LoadState.STOPPED, null, 38.8), 61);
            case LONG_TEXTS ->
                server.add(
                        FakeLoadServer.run(
                                1_234_567,
                                LoadState.DONE,
                                LoadVerdict.FAIL,
                                new LoadFigures(
                                        12_345_678_901L,
                                        12_345_678_901L,
                                        12_345_678_901L,
                                        9_876_543_210L,
                                        Map.of(
                                                "connect", 5L,
                                                "timeout", 123_456_789L,
                                                "status 503", 9_000_000_000L,
                                                "an input or output error of a kind with a long name", 7L),
                                        19_999.9,
                                        0.0001,
                                        new Latency(1, 12_345, 59_999, 60_000, 61_000),
                                        new Latency(1, 0.012, 0.5, 999.4, 61_000),
                                        45_678,
                                        1_234)),
                        300);
            default -> server.add(run(41, LoadState.DONE, LoadVerdict.PASS, 38.8), 300);
        }
    }

    private static LoadRun run(long id, LoadState state, @Nullable LoadVerdict verdict, double p95) {
        return FakeLoadServer.run(id, state, verdict, FakeLoadServer.figures(p95, 0, 1.2));
    }

    private RunSource source(Scene scene) {
        RunSource.Place place = new RunSource.Place(server, live, null);
        return new RunSource(
                new SimpleObjectProperty<>("one"),
                () -> place,
                () -> scene.name().contains("REMOTE") ? Optional.of(place) : Optional.empty());
    }

    private static String name(Scene scene) {
        return scene.name().contains("REMOTE") ? "eu-prod" : "This computer";
    }

    private Parent page(Scene scene) {
        LoadRunsViewModel model = new LoadRunsViewModel(source(scene), List.of(live), tasks, clock, formats);
        Parent page = new Views()
                .load(
                        LoadRunsPage.FXML,
                        () -> new LoadRunsController(
                                model, commands, formats, new ScriptedFileDialogs(), (state, title, text) -> {}))
                .root();
        model.shown();
        if (scene == Scene.LOST_WITH_DATA) {
            live.apply(Batch.of(LOST));
        }
        return page;
    }

    private static void choose(Scene scene, Parent page) {
        if (scene == Scene.CPU_CHOSEN) {
            page.applyCss();
            page.layout();
            ((ToggleButton) page.lookupAll(".run-measure").toArray()[2]).fire();
        }
    }

    private void dialog(Scene scene, Overlay overlay) {
        NewRunViewModel model = new NewRunViewModel(source(scene), () -> name(scene), live, tasks, run -> {});
        switch (scene) {
            case NEW_SPIKE -> model.kind().set(Kind.SPIKE);
            case NEW_RATE -> model.kind().set(Kind.RATE);
            case NEW_REMOTE -> model.opened();
            case NEW_REMOTE_RAMP -> model.openedForCapacity();
            case NEW_REMOTE_ASKED -> {
                model.opened();
                model.kind().set(Kind.RAMP);
                model.start();
            }
            case NEW_USERS_FAULTS -> {
                model.kind().set(Kind.USERS);
                model.users().set("5000");
                model.seconds().set("1.5");
                model.think().set("-1");
            }
            default -> {}
        }
        overlay.show(new Views()
                .load(
                        "/dev/opsdeck/console/loadruns/new-run.fxml",
                        () -> new NewRunController(model, name(scene), new ScriptedFileDialogs(), overlay::close))
                .root());
    }
}
