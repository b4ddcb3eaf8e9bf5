package dev.opsdeck.console.shell;

import dev.opsdeck.console.ui.Overlay;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// `?`: every key and what it does, in two columns. JavaFX thread only.
final class CheatSheet {

    private CheatSheet() {}

    static void open(Overlay overlay, List<Action> actions) {
        Label heading = new Label("Keys");
        heading.getStyleClass().add("od-heading");
        GridPane grid = new GridPane();
        grid.getStyleClass().add("shell-keys");
        List<Action> keyed =
                actions.stream().filter(action -> !action.keys().isEmpty()).toList();
        int rows = (keyed.size() + 1) / 2;
        for (int i = 0; i < keyed.size(); i++) {
            Label keys = new Label(keyed.get(i).keys());
            keys.getStyleClass().add("od-key");
            int column = i / rows * 2;
            grid.add(keys, column, i % rows);
            grid.add(new Label(keyed.get(i).title()), column + 1, i % rows);
        }
        Button close = new Button("Close");
        close.setCancelButton(true);
        close.setDefaultButton(true);
        close.setOnAction(click -> overlay.close());
        HBox buttons = new HBox(close);
        buttons.getStyleClass().add("od-buttons");
        VBox dialog = new VBox(16, heading, grid, buttons);
        dialog.setId("cheat-sheet");
        overlay.show(dialog);
    }
}
