package dev.opsdeck.console.loadruns;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;

/// Rows of figures with a line between any two. Public for FXML; FX thread.
public final class FigureTable extends GridPane {

    private int next;

    public FigureTable() {
        getStyleClass().add("runs-figures");
    }

    /// Begins anew.
    ///
    /// @param head of the columns; empty for none
    void begin(List<String> head) {
        getChildren().clear();
        next = 0;
        for (int column = 0; column < head.size(); column++) {
            add(muted(head.get(column)), column, 0);
        }
        next = head.isEmpty() ? 0 : 1;
    }

    /// One row: its name, and what stands behind it.
    void row(String name, List<? extends Node> cells) {
        line();
        add(wrapped(name), 0, next);
        for (int i = 0; i < cells.size(); i++) {
            add(cells.get(i), i + 1, next);
        }
        next++;
    }

    /// A name as wide as the table, above the rows that it is of. A long one takes two lines.
    void group(String name) {
        line();
        Label label = wrapped(name);
        label.getStyleClass().add("runs-group");
        GridPane.setColumnSpan(label, GridPane.REMAINING);
        add(label, 0, next++);
    }

    /// The same of figures, their values strong.
    void rows(List<Figure> figures) {
        for (Figure figure : figures) {
            Label value = figure(figure.value());
            value.getStyleClass().add("od-strong");
            row(figure.name(), figure.service().isEmpty() ? List.of(value) : List.of(value, figure(figure.service())));
        }
    }

    /// A value that is never cut off.
    static Label figure(String text) {
        Label label = new Label(text);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private void line() {
        if (next > 0) {
            Region line = new Region();
            line.getStyleClass().add("runs-line");
            line.setMinHeight(1);
            line.setMaxHeight(1);
            GridPane.setColumnSpan(line, GridPane.REMAINING);
            add(line, 0, next++);
        }
    }

    private static Label wrapped(String text) {
        Label label = muted(text);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private static Label muted(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("od-muted");
        return label;
    }
}
