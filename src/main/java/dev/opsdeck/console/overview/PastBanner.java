package dev.opsdeck.console.overview;

import static dev.opsdeck.console.ui.Visibility.visible;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// Says over the upper edge of the page, however far it is scrolled, that what is shown is over; takes no room of its
/// own, so that nothing moves under the pointer, and is as high as the page's edge. FX thread.
public final class PastBanner extends HBox {

    private static final double HEIGHT = 24;

    private final Label title = new Label();
    private final Label remark = new Label();
    private final Tooltip whole = new Tooltip();
    private Runnable live = () -> {};

    /// Hidden until there is something to say.
    public PastBanner() {
        getStyleClass().add("overview-past");
        title.getStyleClass().add("od-strong");
        title.setMinWidth(Region.USE_PREF_SIZE);
        remark.setMinWidth(0);
        remark.setMaxWidth(Double.MAX_VALUE);
        remark.setTooltip(whole);
        HBox.setHgrow(remark, Priority.ALWAYS);
        Button button = new Button("Back to live");
        button.setId("backToLive");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setFocusTraversable(true);
        button.setOnAction(click -> live.run());
        setMinHeight(HEIGHT);
        setMaxHeight(HEIGHT);
        visible(this, false);
        StackPane.setAlignment(this, Pos.TOP_CENTER);
        getChildren().addAll(title, remark, button);
    }

    /// @param back what the button does
    void connect(Runnable back) {
        live = back;
    }

    /// Null while all is live.
    void show(@Nullable PastWords words) {
        visible(this, words != null);
        if (words != null) {
            title.setText(words.title());
            remark.setText(words.remark());
            whole.setText(words.remark());
        }
    }
}
