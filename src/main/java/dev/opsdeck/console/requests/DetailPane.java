package dev.opsdeck.console.requests;

import java.util.List;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Shows a [Detail] below the tables: its title in full, however long, its lines, and two buttons. FX thread.
public final class DetailPane extends VBox {

    private static final double TITLE_HEIGHT = 60;
    private static final double LEAST_LINES = 40;
    private static final double MOST_LINES = 132;

    private final Label title = new Label();
    private final ScrollPane titleBox = new ScrollPane(title);
    private final GridPane lines = new GridPane();
    private final ScrollPane linesBox = new ScrollPane(lines);
    private final Button copy = new Button();
    private final Button close = new Button("Close");

    /// Hidden until something is shown.
    public DetailPane() {
        getStyleClass().addAll("od-card", "requests-detail");
        title.setId("detailTitle");
        title.setWrapText(true);
        title.getStyleClass().add("od-strong");
        for (ScrollPane box : List.of(titleBox, linesBox)) {
            box.setFitToWidth(true);
            box.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
            box.getStyleClass().add("requests-text");
        }
        titleBox.setMaxHeight(TITLE_HEIGHT);
        linesBox.setMinHeight(LEAST_LINES);
        linesBox.setMaxHeight(MOST_LINES);
        HBox.setHgrow(titleBox, Priority.ALWAYS);
        copy.setId("copy");
        copy.setMinWidth(Region.USE_PREF_SIZE);
        close.setId("closeDetail");
        close.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(8, titleBox, copy, close);
        head.setAlignment(Pos.TOP_LEFT);
        lines.getStyleClass().add("requests-lines");
        getChildren().addAll(head, linesBox);
        hide();
    }

    void onCopy(Runnable action) {
        copy.setOnAction(click -> action.run());
    }

    void onClose(Runnable action) {
        close.setOnAction(click -> action.run());
    }

    /// @param copyWhat what the button says
    void show(Detail detail, String copyWhat) {
        if (!detail.title().equals(title.getText())) {
            title.setText(detail.title());
            titleBox.setVvalue(0);
        }
        copy.setText(copyWhat);
        lines.getChildren().clear();
        int at = 0;
        for (Detail.Line line : detail.lines()) {
            Label name = new Label(line.name());
            name.getStyleClass().add("od-muted");
            name.setMinWidth(USE_PREF_SIZE);
            GridPane.setValignment(name, VPos.TOP);
            Label value = new Label(line.value());
            value.setWrapText(true);
            lines.addRow(at++, name, value);
        }
        setVisible(true);
        setManaged(true);
    }

    void copied() {
        copy.setText("Copied");
    }

    void hide() {
        setVisible(false);
        setManaged(false);
    }
}
