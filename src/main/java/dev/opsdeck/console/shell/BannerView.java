package dev.opsdeck.console.shell;

import dev.opsdeck.console.shell.ShellViewModel.Banner;
import dev.opsdeck.console.ui.StateLabel;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The sentence above the page while something is wrong with the connection. JavaFX thread only.
final class BannerView {

    private final VBox place;
    private final StateLabel title = new StateLabel();
    private final Label text = new Label();
    private final Button retry = new Button("Try now");
    private final HBox banner = new HBox(title, text, retry);

    BannerView(VBox place, Runnable retryNow) {
        this.place = place;
        title.setMinWidth(Region.USE_PREF_SIZE);
        title.getStyleClass().add("od-strong");
        text.setWrapText(true);
        text.setMaxWidth(Double.MAX_VALUE);
        text.setId("banner-text");
        HBox.setHgrow(text, Priority.ALWAYS);
        retry.setMinWidth(Region.USE_PREF_SIZE);
        retry.setOnAction(click -> retryNow.run());
        banner.getStyleClass().add("od-banner");
        VBox.setMargin(banner, new Insets(0, 0, 4, 0));
    }

    /// Shows it, changes it, or takes it away.
    void show(@Nullable Banner now) {
        if (now == null) {
            place.getChildren().clear();
            return;
        }
        title.show(now.state(), now.title());
        text.setText(now.text());
        retry.setVisible(now.retry());
        retry.setManaged(now.retry());
        banner.getStyleClass().setAll("od-banner", now.state().word());
        if (place.getChildren().isEmpty()) {
            place.getChildren().add(banner);
        }
    }
}
