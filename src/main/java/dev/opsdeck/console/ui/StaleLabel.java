package dev.opsdeck.console.ui;

import static dev.opsdeck.console.ui.Visibility.visible;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;

/// Says since when what is shown is not current, and dims it. Public for FXML; FX thread.
public final class StaleLabel extends Label {

    private static final String DIMMED = "od-dimmed";

    public StaleLabel() {
        getStyleClass().add("od-muted");
    }

    /// @param since `As of 18:02:11` while the connection is lost, else empty
    /// @param parts what is not current then
    public void follow(ObservableValue<String> since, Node... parts) {
        Node[] dimmed = parts.clone();
        since.subscribe(now -> {
            setText(now.isEmpty() ? "" : now + ": the connection is lost.");
            visible(this, !now.isEmpty());
            for (Node part : dimmed) {
                part.getStyleClass().remove(DIMMED);
                if (!now.isEmpty()) {
                    part.getStyleClass().add(DIMMED);
                }
            }
        });
    }
}
