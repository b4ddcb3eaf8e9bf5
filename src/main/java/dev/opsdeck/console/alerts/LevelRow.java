package dev.opsdeck.console.alerts;

import static dev.opsdeck.console.ui.Visibility.visible;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// One level of a rule in the editor: whether there is one, its threshold by slider and by number, how long it must
/// hold, and behind what it is over. FX thread.
public final class LevelRow extends VBox {

    private final CheckBox on = new CheckBox();
    private final Slider slider = new Slider();
    private final TextField threshold = new TextField();
    private final TextField hold = new TextField();
    private final TextField recovery = new TextField();
    private final Label fault = new Label();
    private boolean sliding;

    public LevelRow() {
        super(4);
        on.setMinWidth(96);
        slider.setMinWidth(60);
        slider.setPrefWidth(120);
        slider.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(slider, Priority.ALWAYS);
        threshold.setPrefColumnCount(6);
        hold.setPrefColumnCount(4);
        recovery.setPrefColumnCount(6);
        recovery.setPromptText("the same");
        for (TextField field : new TextField[] {threshold, hold, recovery}) {
            field.setMinWidth(Region.USE_PREF_SIZE);
        }
        fault.getStyleClass().add("od-fault");
        fault.setWrapText(true);
        visible(fault, false);
        HBox line = new HBox(8, on, slider, threshold, word("for"), hold, word("ends at"), recovery);
        line.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(line, fault);
    }

    private static Label word(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("od-muted");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    /// @param name `warning` or `critical`, for texts and ids
    void bind(String name, String title, LevelModel model) {
        on.setText(title);
        on.setId(name);
        slider.setId(name + "-slider");
        slider.setAccessibleText(title + " threshold");
        threshold.setId(name + "-threshold");
        threshold.setAccessibleText(title + " threshold");
        hold.setId(name + "-for");
        hold.setAccessibleText(title + ": how long it must hold");
        recovery.setId(name + "-recovery");
        recovery.setAccessibleText(title + ": where it ends");
        fault.setId(name + "-fault");
        on.selectedProperty().bindBidirectional(model.on());
        threshold.textProperty().bindBidirectional(model.threshold());
        hold.textProperty().bindBidirectional(model.hold());
        recovery.textProperty().bindBidirectional(model.recovery());
        model.on().subscribe(there -> {
            for (Node field : new Node[] {slider, threshold, hold, recovery}) {
                field.setDisable(!there);
            }
        });
        model.threshold().subscribe(text -> {
            Double value = RuleForm.number(text);
            if (value != null && !sliding) {
                sliding = true;
                if (value > slider.getMax()) {
                    slider.setMax(value * 2);
                }
                slider.setValue(value);
                sliding = false;
            }
        });
        slider.valueProperty().subscribe((before, now) -> {
            if (!sliding) {
                sliding = true;
                model.slideTo(now.doubleValue());
                sliding = false;
            }
        });
    }

    /// @param top the highest value that can be slid to
    void reach(double top) {
        sliding = true;
        slider.setMax(Math.max(top, slider.getValue()));
        slider.setBlockIncrement(slider.getMax() / 50);
        sliding = false;
    }

    /// Each empty when there is no fault.
    void faults(String ofThreshold, String ofRecovery, String ofHold) {
        wrong(threshold, !ofThreshold.isEmpty());
        wrong(recovery, !ofRecovery.isEmpty());
        wrong(hold, !ofHold.isEmpty());
        String first = !ofThreshold.isEmpty() ? ofThreshold : !ofHold.isEmpty() ? ofHold : ofRecovery;
        fault.setText(first);
        visible(fault, !first.isEmpty());
    }

    static void wrong(Node field, boolean wrong) {
        field.getStyleClass().remove("od-wrong");
        if (wrong) {
            field.getStyleClass().add("od-wrong");
        }
    }
}
