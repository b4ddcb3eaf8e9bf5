package dev.opsdeck.console.products;

import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import org.jspecify.annotations.Nullable;

/// Names with what is known of each. Public for FXML; FX thread.
public final class FactGrid extends GridPane {

    private static final double NAME_WIDTH = 92;
    private static final double MOST_HEIGHT = 56;

    /// Without a fact.
    public FactGrid() {
        setHgap(8);
    }

    void clear() {
        getChildren().clear();
    }

    /// One more; left out when nothing is known. What is too long for three lines is in the tooltip.
    void add(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return;
        }
        Label caption = new Label(name);
        caption.getStyleClass().add("od-muted");
        caption.setMinWidth(NAME_WIDTH);
        Label text = new Label(value);
        text.setWrapText(true);
        text.setMaxHeight(MOST_HEIGHT);
        text.setTooltip(new Tooltip(value));
        setValignment(caption, VPos.TOP);
        addRow(getRowCount(), caption, text);
    }
}
