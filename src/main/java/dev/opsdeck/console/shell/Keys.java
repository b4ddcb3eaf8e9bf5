package dev.opsdeck.console.shell;

import dev.opsdeck.console.ui.Overlay;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/// The keys of the window. They come before the controls', rest while a dialog is open, and leave what is typed into a
/// text field alone. JavaFX thread only.
final class Keys {

    private final Map<KeyCombination, Runnable> pressed = new LinkedHashMap<>();
    private final Map<String, Runnable> typed = new LinkedHashMap<>();
    private final Overlay overlay;
    private BooleanSupplier back = () -> false;

    Keys(Overlay overlay) {
        this.overlay = overlay;
    }

    /// A key that works everywhere, such as F5 or Ctrl+K.
    void press(KeyCode code, Runnable action, KeyCombination.Modifier... modifiers) {
        pressed.put(new KeyCodeCombination(code, modifiers), action);
    }

    /// A character that works where no text is entered. By character, so that every layout has it.
    void type(String character, Runnable action) {
        typed.put(character, action);
    }

    /// Esc, when no dialog is open; what it leaves alone goes on to the control that has the keyboard.
    void escape(BooleanSupplier goBack) {
        back = goBack;
    }

    void install(Scene scene) {
        scene.addEventFilter(KeyEvent.KEY_PRESSED, this::onPressed);
        scene.addEventFilter(KeyEvent.KEY_TYPED, key -> onTyped(key, scene));
    }

    private void onPressed(KeyEvent key) {
        if (overlay.showing()) {
            if (key.getCode() == KeyCode.ESCAPE) {
                key.consume();
                overlay.close();
            }
            return;
        }
        if (key.getCode() == KeyCode.ESCAPE) {
            if (back.getAsBoolean()) {
                key.consume();
            }
            return;
        }
        for (Map.Entry<KeyCombination, Runnable> known : pressed.entrySet()) {
            if (known.getKey().match(key)) {
                key.consume();
                known.getValue().run();
                return;
            }
        }
    }

    private void onTyped(KeyEvent key, Scene scene) {
        Runnable action = typed.get(key.getCharacter());
        if (action != null && !overlay.showing() && !(scene.getFocusOwner() instanceof TextInputControl)) {
            key.consume();
            action.run();
        }
    }
}
