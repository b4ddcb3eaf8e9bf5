package dev.opsdeck.console.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.console.Views;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import dev.opsdeck.console.live.Asking;
import dev.opsdeck.console.live.Batch;
import dev.opsdeck.console.live.LinkState;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.task.DirectTasks;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.Fx;
import dev.opsdeck.console.ui.Pictures;
import dev.opsdeck.console.ui.ScriptedFileDialogs;
import dev.opsdeck.console.ui.SilentCommands;
import dev.opsdeck.console.ui.Theme;
import java.time.InstantSource;
import java.time.ZoneOffset;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.image.WritableImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Renders the page to target/pictures in both themes and every state that an operator can meet, and checks that
/// something was drawn. The pictures are for people to look at.
class CapacityPicturesTest {

    private static final Offline GONE = new Offline(Reason.GONE, "eu-prod", "eu.example:8080");

    enum Scene {
        TOP,
        MIDDLE,
        PLAN,
        FAULT,
        LONG_TEXTS,
        NO_RUN,
        LOST_WITH_DATA,
        LOST_FROM_THE_START
    }

    private final FakeCapacityServer server = new FakeCapacityServer();
    private final SilentCommands commands = new SilentCommands();
    private LiveModel live = new LiveModel();
    private DirectTasks tasks = new DirectTasks();

    @ParameterizedTest
    @EnumSource
    void everyStateIsDrawnInBothThemes(Scene scene) throws Exception {
        // The page beside the shell's list and bars: the window is 1000 x 700.
        draw(scene, Theme.Choice.LIGHT, 776, 612);
        draw(scene, Theme.Choice.DARK, 676, 512);
    }

    @Test
    void whatIsPressedIsDone() throws Exception {
        String seen = Fx.call(() -> {
            prepare(Scene.TOP);
            Made made = make();
            StringBuilder states = new StringBuilder();
            Pictures.of(made.page, 776, 612, new Theme(Theme.Choice.LIGHT), () -> {
                made.model.shown();
                made.page.applyCss();
                made.page.layout();
                button(made.page, "#ramp").fire();
                button(made.page, "#add-item").fire();
                ((Slider) made.page.lookup("#growth-slider")).setValue(33);
                tasks.tick();
                button(made.page, "#save-plan").fire();
            });
            states.append(commands.asked).append(' ').append(server.plan.growthPercent());
            states.append(' ').append(server.plan.items().size());
            return states.toString();
        });
        assertThat(seen).isEqualTo("[ramp run, Save the capacity plan] 33 5");
        assertThat(server.calls).contains("outlook 33");
    }

    private static Button button(Parent page, String id) {
        return (Button) page.lookup(id);
    }

    private record Made(Parent page, CapacityViewModel model, PlanViewModel plan) {}

    private void draw(Scene scene, Theme.Choice choice, int width, int height) throws Exception {
        WritableImage picture = Fx.call(() -> {
            prepare(scene);
            Made made = make();
            return Pictures.of(made.page, width, height, new Theme(choice), () -> act(scene, made));
        });
        Pictures.save("capacity-" + scene, choice, width, picture);
        assertThat(Pictures.colours(picture)).hasSizeGreaterThan(20);
    }

    private Made make() {
        tasks = new DirectTasks();
        Formats formats = new Formats(ZoneOffset.UTC);
        Asking<CapacityServer> asking =
                new Asking<>(() -> server, new SimpleObjectProperty<>("one"), live, tasks, formats);
        PlanViewModel plan = new PlanViewModel(asking, tasks, (state, title, text) -> {});
        CapacityViewModel model = new CapacityViewModel(
                asking,
                plan,
                tasks,
                (state, title, text) -> {},
                new CapacityWords(formats, InstantSource.fixed(FakeCapacityServer.NOW)));
        Parent page = new Views()
                .load(CapacityPage.FXML, () -> new CapacityController(model, plan, commands, new ScriptedFileDialogs()))
                .root();
        return new Made(page, model, plan);
    }

    private void act(Scene scene, Made made) {
        made.model.shown();
        made.page.applyCss();
        made.page.layout();
        ScrollPane scroll = (ScrollPane) made.page.lookup("#scroll");
        switch (scene) {
            case MIDDLE, LONG_TEXTS -> scroll.setVvalue(0.45);
            case PLAN -> scroll.setVvalue(1);
            case FAULT -> {
                made.plan.items().get(1).cost.set("much");
                scroll.setVvalue(1);
            }
            case LOST_WITH_DATA -> {
                server.failure = GONE;
                live.apply(Batch.of(new LinkState.Lost(FakeCapacityServer.NOW, GONE, null)));
                made.model.read();
            }
            default -> scroll.setVvalue(0);
        }
        made.page.applyCss();
        made.page.layout();
    }

    private void prepare(Scene scene) {
        server.failure = null;
        live = new LiveModel();
        live.apply(Batch.of(new LinkState.Live(FakeCapacityServer.NOW)));
        String longText = "aVeryLongWord".repeat(30) + " and many words after it. ".repeat(8);
        server.report = switch (scene) {
            case NO_RUN -> FakeCapacityServer.nothing();
            case LONG_TEXTS -> FakeCapacityServer.saying(longText);
            default -> FakeCapacityServer.measured();
        };
        if (scene == Scene.LOST_FROM_THE_START) {
            server.failure = GONE;
            live.apply(Batch.of(new LinkState.Lost(FakeCapacityServer.NOW, GONE, null)));
        }
    }
}
