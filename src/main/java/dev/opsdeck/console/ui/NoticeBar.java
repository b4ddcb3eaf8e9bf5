package dev.opsdeck.console.ui;

import static dev.opsdeck.console.ui.Visibility.visible;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// The sentence across a page that says what could not be read or done; without one it is off the page. Public for
/// FXML; FX thread.
public final class NoticeBar extends HBox {

    private final Label sentence = new Label();

    public NoticeBar() {
        getStyleClass().addAll("od-banner", "warning");
        setMinHeight(USE_PREF_SIZE);
        sentence.setWrapText(true);
        sentence.setMinHeight(USE_PREF_SIZE);
        sentence.setMaxWidth(Double.MAX_VALUE);
        setHgrow(sentence, Priority.ALWAYS);
        getChildren().setAll(sentence);
        visible(this, false);
    }

    /// @param notice empty while there is nothing to say
    public void follow(ObservableValue<String> notice) {
        notice.subscribe(now -> {
            sentence.setText(now);
            visible(this, !now.isEmpty());
        });
    }

    /// Says what came of what was done on the page, in the colour of it.
    public void tell(ObservableValue<Outcome> outcome) {
        outcome.subscribe(now -> {
            getStyleClass().setAll("od-banner", now.state().word());
            sentence.setText(now.sentence());
            visible(this, !now.sentence().isEmpty());
        });
    }

    /// With a button that reads the page again.
    public void follow(ObservableValue<String> notice, Runnable read) {
        button(read);
        follow(notice);
    }

    /// With a button that reads the page again, while the page itself has none.
    ///
    /// @param elsewhere whether it has one
    public void follow(ObservableValue<String> notice, Runnable read, ObservableValue<Boolean> elsewhere) {
        Button again = button(read);
        again.visibleProperty().bind(elsewhere.map(there -> !there));
        again.managedProperty().bind(again.visibleProperty());
        follow(notice);
    }

    private Button button(Runnable read) {
        Button again = new Button("Read again");
        again.setMinWidth(USE_PREF_SIZE);
        again.setOnAction(click -> read.run());
        getChildren().setAll(sentence, again);
        return again;
    }
}
