package dev.opsdeck.console.alerts;

import static dev.opsdeck.console.ui.Visibility.visible;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.VBox;

/// What stands where nothing does: a sentence and the button that helps, or that something is being read. FX thread.
public final class Standing extends VBox {

    private final Label sentence = new Label();
    private final Button button = new Button();
    private final ProgressIndicator reading = new ProgressIndicator();

    public Standing() {
        getStyleClass().addAll("od-card", "od-empty");
        sentence.setId("emptyText");
        sentence.setWrapText(true);
        button.setId("emptyAction");
        button.getStyleClass().add("od-primary");
        reading.setMaxSize(32, 32);
        getChildren().addAll(reading, sentence, button);
    }

    /// Shows the rows, or itself in their place.
    ///
    /// @param none   the sentence when there is nothing
    /// @param action what the button says then; empty for none
    void show(Content content, Node rows, String none, String action, Runnable act, Runnable readAgain) {
        boolean there = content == Content.ROWS;
        visible(rows, there);
        visible(this, !there);
        visible(reading, content == Content.LOADING);
        visible(sentence, content != Content.LOADING);
        boolean failed = content == Content.FAILED;
        sentence.setText(failed ? "This could not be read." : none);
        button.setText(failed ? "Try again" : action);
        button.setOnAction(click -> (failed ? readAgain : act).run());
        visible(button, content != Content.LOADING && !button.getText().isEmpty());
    }
}
