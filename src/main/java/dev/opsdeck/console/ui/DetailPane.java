package dev.opsdeck.console.ui;

import static dev.opsdeck.console.ui.Visibility.visible;

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

/// Shows a [Detail] below a table: its title in full, however long, its lines, and two buttons. FX thread.
public final class DetailPane extends VBox {

    private static final double TITLE_HEIGHT = 60;
    private static final double LEAST_LINES = 40;
    private static final double MOST_LINES = 132;

    private final Label title = new Label();
    private final ScrollPane titleBox = new ScrollPane(title);
    private final GridPane lines = new GridPane();
    private final ScrollPane linesBox = new ScrollPane(lines);
    private final Button copy = new Button();
    private final Button more = new Button();
    private final Button close = new Button("Close");

    /// Hidden until something is shown.
    public DetailPane() {
        getStyleClass().addAll("od-card", "od-detail");
        title.setId("detailTitle");
        title.setWrapText(true);
        title.getStyleClass().add("od-strong");
        for (ScrollPane box : List.of(titleBox, linesBox)) {
            box.setFitToWidth(true);
            box.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
            box.getStyleClass().add("od-detail-text");
        }
        titleBox.setMaxHeight(TITLE_HEIGHT);
        linesBox.setMinHeight(LEAST_LINES);
        linesBox.setMaxHeight(MOST_LINES);
        HBox.setHgrow(titleBox, Priority.ALWAYS);
        copy.setId("copy");
        copy.setMinWidth(Region.USE_PREF_SIZE);
        close.setId("closeDetail");
        close.setMinWidth(Region.USE_PREF_SIZE);
        more.setId("more");
        more.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(8, titleBox, more, copy, close);
        head.setAlignment(Pos.TOP_LEFT);
        lines.getStyleClass().add("od-detail-lines");
        getChildren().addAll(head, linesBox);
        hide();
    }

    /// Called when the first button is pressed.
    public void onCopy(Runnable action) {
        copy.setOnAction(click -> action.run());
    }

    /// Called when the pane is to be closed; whoever opened it hides it.
    public void onClose(Runnable action) {
        close.setOnAction(click -> action.run());
    }

    /// Shows it in place of what was there.
    ///
    /// @param copyWhat what the button says; empty for no button
    public void show(Detail detail, String copyWhat) {
        if (!detail.title().equals(title.getText())) {
            title.setText(detail.title());
            titleBox.setVvalue(0);
        }
        visible(more, false);
        copy.setText(copyWhat);
        visible(copy, !copyWhat.isEmpty());
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
        visible(this, true);
    }

    /// One more button for what is shown now.
    public void offer(String words, Runnable action) {
        more.setText(words);
        more.setOnAction(click -> action.run());
        visible(more, true);
    }

    /// Without the button that closes: it is as much a part of the page as the table.
    public void keepOpen() {
        visible(close, false);
    }

    /// The button says that it has been done.
    public void copied() {
        copy.setText("Copied");
    }

    /// Takes it off the page.
    public void hide() {
        visible(this, false);
    }
}
