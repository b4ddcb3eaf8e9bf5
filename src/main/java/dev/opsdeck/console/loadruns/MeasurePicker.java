package dev.opsdeck.console.loadruns;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The figures of a run's seconds as buttons that tell each one's median: the one that is chosen is drawn below. The
/// choice outlasts a run that does not have it. FX thread.
final class MeasurePicker extends FlowPane {

    private final Runnable changed;
    private final List<Choice> choices = new ArrayList<>();
    private String chosen = "";

    /// @param changed told of every choice
    MeasurePicker(Runnable changed) {
        super(2, 4);
        this.changed = changed;
        getStyleClass().add("run-measures");
    }

    /// Shows these; the first stands for a choice that is not among them or has no value.
    Measure show(List<Measure> measures) {
        if (!choices.stream()
                .map(choice -> choice.name.getText())
                .toList()
                .equals(measures.stream().map(Measure::name).toList())) {
            choices.clear();
            measures.forEach(measure -> choices.add(new Choice(measure.name())));
            getChildren().setAll(choices);
        }
        Measure drawn = measures.stream()
                .filter(measure -> measure.name().equals(chosen) && measure.known())
                .findFirst()
                .orElse(measures.getFirst());
        for (int i = 0; i < measures.size(); i++) {
            choices.get(i).show(measures.get(i), measures.get(i).name().equals(drawn.name()));
        }
        return drawn;
    }

    private final class Choice extends ToggleButton {

        private final Label name;
        private final Label median = new Label();

        Choice(String text) {
            name = new Label(text);
            name.getStyleClass().add("run-measure-name");
            median.getStyleClass().add("od-strong");
            setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
            setGraphic(new VBox(name, median));
            setMinWidth(Region.USE_PREF_SIZE);
            getStyleClass().add("run-measure");
            setOnAction(click -> {
                chosen = text;
                changed.run();
            });
        }

        void show(Measure measure, boolean drawn) {
            median.setText(measure.median());
            setAccessibleText(measure.name() + ", median " + measure.median());
            setDisable(!measure.known());
            setSelected(drawn);
        }
    }
}
