package dev.opsdeck.console.shell;

import static dev.opsdeck.console.ui.Visibility.visible;

import dev.opsdeck.console.shell.ShellViewModel.Banner;
import dev.opsdeck.console.ui.StateLabel;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A sentence above the page with a button or two, while it is true. JavaFX thread only.
final class BannerView {

    private final VBox place;
    private final StateLabel title = new StateLabel();
    private final Label text = new Label();
    private final Button button = new Button();
    private final Button edit = new Button("Edit server");
    private final HBox banner = new HBox(title, text, button);

    /// As the other, with a second button for a banner that asks to edit the server.
    BannerView(VBox place, String action, Runnable then, Runnable editServer) {
        this(place, action, then);
        edit.setOnAction(click -> editServer.run());
        edit.setMinWidth(Region.USE_PREF_SIZE);
        banner.getChildren().add(banner.getChildren().indexOf(button), edit);
    }

    /// @param action what its button says
    BannerView(VBox place, String action, Runnable then) {
        this.place = place;
        title.setMinWidth(Region.USE_PREF_SIZE);
        title.getStyleClass().add("od-strong");
        text.setWrapText(true);
        text.setMaxWidth(Double.MAX_VALUE);
        text.setMinHeight(Region.USE_PREF_SIZE);
        banner.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(text, Priority.ALWAYS);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setText(action);
        button.setOnAction(click -> then.run());
        banner.getStyleClass().add("od-banner");
    }

    /// Shows it, changes it, or takes it away.
    void show(@Nullable Banner now) {
        if (now == null) {
            place.getChildren().remove(banner);
            return;
        }
        title.show(now.state(), now.title());
        text.setText(now.text());
        visible(edit, now.edit());
        banner.getStyleClass().setAll("od-banner", now.state().word());
        if (!place.getChildren().contains(banner)) {
            place.getChildren().add(banner);
        }
    }
}
