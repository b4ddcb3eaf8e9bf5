package dev.opsdeck.console;

import static org.awaitility.Awaitility.await;

import de.sandec.jmemorybuddy.JMemoryBuddy;
import dev.opsdeck.console.store.ConsoleSettings;
import dev.opsdeck.console.ui.FigureTile;
import dev.opsdeck.console.ui.Fx;
import dev.opsdeck.console.ui.Pictures;
import dev.opsdeck.console.ui.Theme;
import dev.opsdeck.console.ui.Tiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What was closed is forgotten: a console that is open all day keeps no dialog, and a closed window nothing at all.
class ForgottenTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    /// @param open opens it in the window of that scene
    record Dialog(String name, Consumer<Scene> open) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Dialog> dialogs() {
        return Stream.of(
                new Dialog("sync", scene -> press(scene, KeyCode.F5, false)),
                new Dialog("load run", scene -> press(scene, KeyCode.L, true)),
                new Dialog("palette", scene -> press(scene, KeyCode.K, true)),
                new Dialog("add a server", ForgottenTest::addServer),
                new Dialog(
                        "cheat sheet",
                        scene -> Event.fireEvent(
                                scene.getRoot(),
                                new KeyEvent(
                                        KeyEvent.KEY_TYPED, "?", "", KeyCode.UNDEFINED, false, false, false, false))));
    }

    @ParameterizedTest
    @MethodSource("dialogs")
    void aClosedDialog(Dialog dialog) throws Exception {
        try (Console console = live(Console.open(folder, ConsoleSettings.first(), 1000, 700))) {
            JMemoryBuddy.memoryTest(checker -> {
                Fx.on(() -> dialog.open().accept(console.scene()));
                await(dialog.name()).atMost(PATIENCE).until(() -> Fx.call(() -> opened(console.scene()) != null));
                checker.assertCollectable(Objects.requireNonNull(Fx.on(() -> opened(console.scene()))));
                Fx.on(() -> press(console.scene(), KeyCode.ESCAPE, false));
            });
        }
    }

    @Test
    void aClosedWindowWithAllItsPages() {
        JMemoryBuddy.memoryTest(checker -> {
            try (Console console = live(Console.open(folder, ConsoleSettings.first(), 1000, 700))) {
                for (Theme.Choice theme : List.of(Theme.Choice.LIGHT, Theme.Choice.DARK)) {
                    Fx.on(() -> console.theme().choose(theme));
                    for (String page : Fx.on(() -> console.shell().pageIds())) {
                        Fx.on(() -> console.shell().show(page));
                        Fx.on(() -> console.scene().snapshot(null));
                        checker.assertCollectable(Objects.requireNonNull(
                                Fx.on(() -> console.scene().lookup(".od-page"))));
                    }
                }
                checker.assertCollectable(console.scene());
                checker.assertCollectable(console.live());
                checker.assertCollectable(console.shell());
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    /// Of the test kit: hundreds of them are taken in one process.
    @Test
    void theWindowOfAPicture() {
        JMemoryBuddy.memoryTest(checker -> {
            FigureTile tile = Fx.on(() -> Tiles.figure("p95"));
            checker.assertCollectable(tile);
            StackPane page = Fx.on(() -> new StackPane(tile.node()));
            checker.assertCollectable(page);
            Fx.on(() -> Fx.picture(page, 200, 180, new Theme(Theme.Choice.LIGHT)));
            Fx.on(() -> Pictures.of(new StackPane(page), 200, 180, new Theme(Theme.Choice.DARK), () -> {}));
        });
    }

    private static Console live(Console console) {
        await().atMost(PATIENCE)
                .until(() -> Fx.call(() -> console.live().sample().get() != null));
        return console;
    }

    private static Node opened(Scene scene) {
        return scene.lookup(".od-dialog");
    }

    private static void addServer(Scene scene) {
        ((Button) scene.lookup("#addServer")).fire();
    }

    private static void press(Scene scene, KeyCode key, boolean shortcut) {
        Event.fireEvent(
                scene.getRoot(), new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, shortcut, false, false));
    }
}
