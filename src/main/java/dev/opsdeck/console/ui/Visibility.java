package dev.opsdeck.console.ui;

import javafx.scene.Node;
import javafx.scene.control.Label;

/// How parts of a page come and go: what is not shown takes no room. FX thread.
public final class Visibility {

    private Visibility() {}

    /// Shows a part, or takes it off the page together with its room.
    public static void visible(Node part, boolean visible) {
        part.setVisible(visible);
        part.setManaged(visible);
    }

    /// Shows a text; without one the label is off the page.
    public static void text(Label label, String text) {
        label.setText(text);
        visible(label, !text.isEmpty());
    }
}
