package dev.opsdeck.console.ui;

import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.layout.Region;
import javafx.stage.PopupWindow;
import javafx.stage.Window;
import javafx.util.Duration;
import org.controlsfx.control.Notifications;
import org.jspecify.annotations.Nullable;

/// Notices by ControlsFX, in the lower right corner of the window; none while there is no window.
public final class WindowNotices implements Notices {

    private final Supplier<@Nullable Window> owner;

    public WindowNotices(Supplier<@Nullable Window> owner) {
        this.owner = owner;
    }

    @Override
    public void show(State state, String title, String text) {
        Window window = owner.get();
        if (window == null || !window.isShowing()) {
            return;
        }
        Region shape = new Region();
        shape.getStyleClass().addAll("od-shape", state.word());
        Notifications.create()
                .owner(window)
                .title(title)
                .text(text)
                .graphic(shape)
                .styleClass("od-notice")
                .position(Pos.BOTTOM_RIGHT)
                .hideAfter(Duration.seconds(state == State.OK ? 5 : 12))
                .show();
        leaveKeys(window);
    }

    /// Esc belongs to the page and its dialogs: a notice in the corner, which goes by itself, must not take it.
    private static void leaveKeys(Window window) {
        Window.getWindows().stream()
                .filter(PopupWindow.class::isInstance)
                .map(PopupWindow.class::cast)
                .filter(popup -> window.equals(popup.getOwnerWindow()))
                .filter(popup -> popup.getScene().lookup(".od-notice") != null)
                .forEach(popup -> popup.setHideOnEscape(false));
    }
}
