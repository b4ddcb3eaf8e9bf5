package dev.opsdeck.console.requests;

import static dev.opsdeck.console.ui.Visibility.visible;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// Says from which duration on requests are slow; a button turns the sentence into a field. FX thread.
public final class ThresholdForm extends HBox {

    /// Six digits.
    private static final double LEAST = 72;

    private final Label sentence = label("threshold", "od-muted");
    private final Button change = button("changeThreshold", "Change…");
    private final Label fault = label("thresholdFault", "od-fault");
    private final TextField millis = new TextField();
    private final Button save = button("saveThreshold", "Save");
    private final Button cancel = button("cancelThreshold", "Cancel");
    private final Label before = label("thresholdBefore", "od-muted");
    private final Label after = label("thresholdAfter", "od-muted");

    /// Empty until it is told what to show.
    public ThresholdForm() {
        super(8);
        setAlignment(Pos.CENTER_RIGHT);
        millis.setId("millis");
        millis.setPrefColumnCount(6);
        millis.setMinWidth(LEAST);
        millis.setAccessibleText("Milliseconds");
        save.getStyleClass().add("od-primary");
        before.setText("Slow from");
        after.setText("ms on");
        getChildren().addAll(fault, before, millis, after, sentence, change, save, cancel);
    }

    /// @param saves called to save what is typed
    void show(Threshold threshold, Runnable saves) {
        sentence.textProperty().bind(threshold.sentence());
        fault.textProperty().bind(threshold.fault());
        millis.textProperty().bindBidirectional(threshold.text());
        change.setOnAction(click -> threshold.edit());
        cancel.setOnAction(click -> threshold.cancel());
        Runnable checked = () -> {
            if (threshold.typed() != null) {
                saves.run();
            }
        };
        save.setOnAction(click -> checked.run());
        millis.setOnAction(enter -> checked.run());
        threshold.fault().subscribe(now -> arrange(threshold));
        threshold.sentence().subscribe(now -> arrange(threshold));
        threshold.editing().subscribe(editing -> {
            arrange(threshold);
            if (editing) {
                millis.requestFocus();
                millis.selectAll();
            }
        });
    }

    private void arrange(Threshold threshold) {
        boolean editing = threshold.editing().get();
        visible(sentence, !editing);
        visible(change, !editing && !threshold.sentence().get().isEmpty());
        for (Node part : new Node[] {millis, after, save, cancel}) {
            visible(part, editing);
        }
        boolean wrong = editing && !threshold.fault().get().isEmpty();
        visible(fault, wrong);
        // There is no room for both.
        visible(before, editing && !wrong);
    }

    private static Label label(String id, String style) {
        Label label = new Label();
        label.setId(id);
        label.getStyleClass().add(style);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private static Button button(String id, String text) {
        Button button = new Button(text);
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }
}
