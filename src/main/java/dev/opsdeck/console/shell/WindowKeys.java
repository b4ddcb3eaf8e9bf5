package dev.opsdeck.console.shell;

import dev.opsdeck.console.connection.Connection;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;

/// Which key does what. JavaFX thread only.
final class WindowKeys {

    private static final KeyCode[] DIGITS = {
        KeyCode.DIGIT1,
        KeyCode.DIGIT2,
        KeyCode.DIGIT3,
        KeyCode.DIGIT4,
        KeyCode.DIGIT5,
        KeyCode.DIGIT6,
        KeyCode.DIGIT7,
        KeyCode.DIGIT8,
        KeyCode.DIGIT9
    };

    private WindowKeys() {}

    static void install(
            Scene scene,
            PageServices services,
            WindowCommands commands,
            PageHost pages,
            Supplier<List<Action>> actions) {
        Keys keys = new Keys(services.overlay());
        keys.press(KeyCode.F5, commands::sync);
        keys.press(KeyCode.F5, commands::flush, KeyCombination.SHIFT_DOWN);
        keys.press(KeyCode.L, commands::loadRun, KeyCombination.SHORTCUT_DOWN);
        keys.press(KeyCode.K, () -> Palette.open(services.overlay(), actions.get()), KeyCombination.SHORTCUT_DOWN);
        keys.press(KeyCode.TAB, () -> step(services, 1), KeyCombination.CONTROL_DOWN);
        keys.press(KeyCode.TAB, () -> step(services, -1), KeyCombination.CONTROL_DOWN, KeyCombination.SHIFT_DOWN);
        for (int i = 0; i < Math.min(DIGITS.length, pages.pages().size()); i++) {
            String id = pages.pages().get(i).id();
            keys.press(DIGITS[i], () -> pages.show(id), KeyCombination.SHORTCUT_DOWN);
        }
        keys.escape(pages::back);
        keys.type("/", pages::search);
        for (String letter : List.of("a", "A")) {
            keys.type(letter, () -> acknowledge(commands, pages));
        }
        for (String letter : List.of("y", "Y")) {
            keys.type(letter, pages::yesterday);
        }
        keys.type("?", () -> CheatSheet.open(services.overlay(), Actions.keyed(actions.get())));
        keys.install(scene);
    }

    /// Only where the alert that it means is seen.
    private static void acknowledge(WindowCommands commands, PageHost pages) {
        Page page = pages.current().get();
        if (page != null
                && !pages.looksBack()
                && (page.id().equals("alerts") || page.id().equals("overview"))) {
            commands.acknowledge();
        }
    }

    private static void step(PageServices services, int by) {
        List<Connection> servers = services.servers().list();
        int at = Math.max(0, servers.indexOf(services.active().get()));
        services.active().select(servers.get(Math.floorMod(at + by, servers.size())));
    }
}
