package dev.opsdeck.console.ui;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Asks before something is done: a title, one or two sentences, and two buttons. JavaFX thread only.
public final class Question {

    private Question() {}

    /// @param yes what the button that does it says
    public static void ask(Overlay overlay, String title, String text, String yes, Runnable then) {
        Label heading = new Label(title);
        heading.getStyleClass().add("od-heading");
        heading.setWrapText(true);
        Label sentence = new Label(text);
        sentence.setWrapText(true);
        Button no = new Button("Cancel");
        no.setCancelButton(true);
        no.setOnAction(click -> overlay.close());
        Button go = new Button(yes);
        go.setId("answer-yes");
        go.setDefaultButton(true);
        go.getStyleClass().add("od-primary");
        go.setOnAction(click -> {
            overlay.close();
            then.run();
        });
        HBox buttons = new HBox(no, go);
        buttons.getStyleClass().add("od-buttons");
        VBox dialog = new VBox(heading, sentence, buttons);
        dialog.getStyleClass().add("od-question");
        overlay.show(dialog);
        go.requestFocus();
    }
}
