package dev.opsdeck.console.ui;

import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// Dialogs inside the window: one card in the middle over a dimmed page. Esc and a click beside it close it; the
/// keyboard stays inside. What was focused before is focused again. FX thread only.
public final class Overlay {

    private final StackPane layer;
    private final Region shade = new Region();
    private final ChangeListener<@Nullable Node> keepFocus = (property, before, now) -> keepInside(now);
    private @Nullable Parent content;
    private @Nullable Runnable closed;
    private @Nullable Node focusedBefore;

    /// @param layer lies over everything else in the window
    public Overlay(StackPane layer) {
        this.layer = layer;
        shade.getStyleClass().add("od-shade");
        shade.setOnMouseClicked(click -> close());
        layer.setVisible(false);
        layer.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ESCAPE && content != null) {
                key.consume();
                close();
            }
        });
    }

    /// Shows a dialog in place of the one shown, if there is one. The card around it is ours.
    public void show(Parent dialog) {
        show(dialog, () -> {});
    }

    /// @param onClosed called once, however the dialog is closed
    public void show(Parent dialog, Runnable onClosed) {
        close();
        content = dialog;
        closed = onClosed;
        focusedBefore = layer.getScene().getFocusOwner();
        StackPane card = new StackPane(dialog);
        card.getStyleClass().addAll("od-card", "od-dialog");
        card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        StackPane.setAlignment(card, Pos.CENTER);
        layer.getChildren().setAll(shade, card);
        layer.setVisible(true);
        layer.getScene().focusOwnerProperty().addListener(keepFocus);
        focusFirst(dialog);
    }

    /// Closes what is shown.
    public void close() {
        Runnable told = closed;
        if (content == null || told == null) {
            return;
        }
        layer.getScene().focusOwnerProperty().removeListener(keepFocus);
        content = null;
        closed = null;
        layer.setVisible(false);
        layer.getChildren().clear();
        if (focusedBefore != null) {
            focusedBefore.requestFocus();
        }
        told.run();
    }

    /// Whether a dialog is shown.
    public boolean showing() {
        return content != null;
    }

    private void keepInside(@Nullable Node focused) {
        Parent dialog = content;
        if (dialog != null && focused != null && !inside(focused, dialog)) {
            focusFirst(dialog);
        }
    }

    private static boolean inside(Node node, Parent dialog) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at.equals(dialog)) {
                return true;
            }
        }
        return false;
    }

    private static boolean focusFirst(Parent parent) {
        for (Node child : parent.getChildrenUnmodifiable()) {
            if (child.isFocusTraversable() && child.isVisible() && !child.isDisabled()) {
                child.requestFocus();
                return true;
            }
            if (child instanceof Parent inner && focusFirst(inner)) {
                return true;
            }
        }
        return false;
    }
}
