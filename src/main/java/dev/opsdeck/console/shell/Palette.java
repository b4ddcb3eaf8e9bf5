package dev.opsdeck.console.shell;

import dev.opsdeck.console.ui.Overlay;
import java.util.Comparator;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Ctrl+K: type a few letters of an action, page or server, Enter does it. JavaFX thread only.
final class Palette {

    private final Overlay overlay;
    private final List<Action> actions;
    private final ListView<Action> found = new ListView<>();

    private Palette(Overlay overlay, List<Action> actions) {
        this.overlay = overlay;
        this.actions = actions;
    }

    static void open(Overlay overlay, List<Action> actions) {
        new Palette(overlay, actions).show();
    }

    /// Those that fit, best first; all in their order when nothing is typed.
    static List<Action> matching(String typed, List<Action> actions) {
        if (typed.isBlank()) {
            return actions;
        }
        return actions.stream()
                .filter(action -> Fuzzy.score(typed, action.title()) != Fuzzy.NONE)
                .sorted(Comparator.comparingInt((Action action) -> Fuzzy.score(typed, action.title()))
                        .reversed())
                .toList();
    }

    private void show() {
        TextField query = new TextField();
        query.setId("palette-query");
        query.setPromptText("What do you want to do?");
        query.textProperty().subscribe(this::filter);
        query.addEventFilter(KeyEvent.KEY_PRESSED, this::steer);
        found.setId("palette-found");
        found.setFocusTraversable(false);
        found.setPlaceholder(new Label("Nothing of that name."));
        found.setCellFactory(list -> new Cell());
        found.setOnMouseClicked(click -> runSelected());
        VBox dialog = new VBox(query, found);
        dialog.getStyleClass().add("shell-palette");
        overlay.show(dialog);
        query.requestFocus();
    }

    private void filter(String typed) {
        found.getItems().setAll(matching(typed, actions));
        found.getSelectionModel().selectFirst();
        found.scrollTo(0);
    }

    private void steer(KeyEvent key) {
        KeyCode code = key.getCode();
        if (code == KeyCode.DOWN || code == KeyCode.UP) {
            int at = found.getSelectionModel().getSelectedIndex() + (code == KeyCode.DOWN ? 1 : -1);
            int within = Math.clamp(at, 0, Math.max(0, found.getItems().size() - 1));
            found.getSelectionModel().select(within);
            found.scrollTo(Math.max(0, within - 4));
            key.consume();
        } else if (code == KeyCode.ENTER) {
            key.consume();
            runSelected();
        }
    }

    private void runSelected() {
        Action chosen = found.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            overlay.close();
            chosen.run().run();
        }
    }

    private static final class Cell extends ListCell<Action> {
        @Override
        protected void updateItem(@Nullable Action action, boolean empty) {
            super.updateItem(action, empty);
            setText(null);
            if (empty || action == null) {
                setGraphic(null);
                return;
            }
            Label kind = new Label(action.kind());
            kind.getStyleClass().addAll("od-muted", "od-small");
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            HBox row = new HBox(12, new Label(action.title()), gap, kind);
            if (!action.keys().isEmpty()) {
                Label keys = new Label(action.keys());
                keys.getStyleClass().add("od-key");
                row.getChildren().add(keys);
            }
            row.setAlignment(Pos.CENTER_LEFT);
            setGraphic(row);
        }
    }
}
