package dev.opsdeck.console.requests;

import static dev.opsdeck.console.ui.Visibility.visible;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;

/// The parts that the Requests page is made of, one of which is seen; only that one asks the server, and none while
/// the page is not seen. FX thread.
final class Parts {

    /// One part.
    ///
    /// @param buttons it is seen while one of them is selected
    /// @param shown   told when it is seen
    /// @param hidden  told when it is not
    record Part(List<ToggleButton> buttons, Node node, Runnable shown, Runnable hidden) {

        Part {
            buttons = List.copyOf(buttons);
        }
    }

    private final ToggleGroup tabs;
    private final Runnable changed;
    private final List<Part> parts = new ArrayList<>();
    private boolean seen;

    /// @param changed told when another part, or a part, is seen
    Parts(ToggleGroup tabs, Runnable changed) {
        this.tabs = tabs;
        this.changed = changed;
        tabs.selectedToggleProperty().addListener((property, before, now) -> {
            if (now == null) {
                tabs.selectToggle(before);
            } else {
                show();
            }
        });
    }

    void add(Part part) {
        parts.add(part);
    }

    /// Whether the page is seen.
    void seen(boolean now) {
        seen = now;
        show();
    }

    boolean isShown(ToggleButton button) {
        return button.equals(tabs.getSelectedToggle());
    }

    private void show() {
        Toggle selected = tabs.getSelectedToggle();
        for (Part part : parts) {
            boolean chosen = part.buttons.stream().anyMatch(button -> button.equals(selected));
            visible(part.node, chosen);
            (seen && chosen ? part.shown : part.hidden).run();
        }
        changed.run();
    }
}
