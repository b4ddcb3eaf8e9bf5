package dev.opsdeck.console.capacity;

import dev.opsdeck.api.capacity.PlanLevel;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.HPos;
import javafx.geometry.Insets;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// The fields of the plan. An id is the name of the field in the contract, so that a refusal finds it. FX thread.
final class Fields {

    private static final StringConverter<PlanLevel> LEVELS = new StringConverter<>() {
        @Override
        public String toString(@Nullable PlanLevel level) {
            return level == null ? "" : CapacityWords.level(level);
        }

        @Override
        public PlanLevel fromString(String text) {
            throw new UnsupportedOperationException("a level is chosen, not typed");
        }
    };

    /// A title stands above the words in its fields, not above their edge.
    static final Insets AS_IN_FIELDS = new Insets(0, 0, 0, 8);

    private static final Insets AS_IN_NUMBERS = new Insets(0, 8, 0, 0);

    private Fields() {}

    /// @param spoken what a screen reader calls it
    static TextField text(String id, String spoken, StringProperty property, int columns) {
        TextField field = new TextField();
        field.setId(id);
        field.setAccessibleText(spoken);
        field.setPrefColumnCount(columns);
        field.textProperty().bindBidirectional(property);
        return field;
    }

    static TextField number(String id, String spoken, StringProperty property, int columns) {
        TextField field = text(id, spoken, property, columns);
        field.getStyleClass().add("capacity-number");
        field.setMinWidth(Region.USE_PREF_SIZE);
        return field;
    }

    static ChoiceBox<PlanLevel> level(String spoken, ObjectProperty<PlanLevel> property) {
        ChoiceBox<PlanLevel> box = new ChoiceBox<>();
        box.getItems().setAll(PlanLevel.values());
        box.setConverter(LEVELS);
        box.setAccessibleText(spoken);
        box.valueProperty().bindBidirectional(property);
        box.setMinWidth(90);
        box.setPrefWidth(90);
        return box;
    }

    static Label word(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("od-muted");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    /// The first row of a grid. A word that begins with `#` stands above numbers, at the right.
    static void head(GridPane grid, String... columns) {
        for (int i = 0; i < columns.length; i++) {
            boolean number = columns[i].startsWith("#");
            Label label = word(number ? columns[i].substring(1) : columns[i]);
            label.getStyleClass().add("od-small");
            GridPane.setHalignment(label, number ? HPos.RIGHT : HPos.LEFT);
            GridPane.setMargin(label, number ? AS_IN_NUMBERS : AS_IN_FIELDS);
            grid.add(label, i, 0);
        }
    }
}
