package dev.opsdeck.console.products;

import static dev.opsdeck.console.ui.Visibility.visible;

import dev.opsdeck.console.task.RunningTask;
import dev.opsdeck.console.ui.Outcome;
import dev.opsdeck.console.ui.State;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// The banner of an export: how far it is, and what came of it. Not there before one is begun. Public for FXML; FX
/// thread.
public final class ExportBar extends HBox {

    private static final double BAR_WIDTH = 120;

    private final Label words = new Label();
    private final ProgressBar bar = new ProgressBar();
    private final Button end = new Button();

    /// Empty until [#show].
    public ExportBar() {
        setAlignment(Pos.CENTER_LEFT);
        words.setId("exportText");
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        words.setMaxWidth(Double.MAX_VALUE);
        setHgrow(words, Priority.ALWAYS);
        bar.setId("exportBar");
        bar.setPrefWidth(BAR_WIDTH);
        bar.setMinWidth(BAR_WIDTH);
        end.setId("exportCancel");
        end.setMinWidth(USE_PREF_SIZE);
        getChildren().setAll(words, bar, end);
    }

    void show(CsvExport csv) {
        end.setOnAction(click -> {
            if (csv.running().get() == null) {
                csv.dismiss();
            } else {
                csv.cancel();
            }
        });
        csv.running().subscribe(task -> showState(csv));
        csv.result().subscribe(result -> showState(csv));
    }

    private void showState(CsvExport csv) {
        RunningTask task = csv.running().get();
        boolean running = task != null;
        Outcome outcome = csv.result().get();
        visible(this, running || !outcome.sentence().isEmpty());
        getStyleClass().setAll("od-banner", (running ? State.UNKNOWN : outcome.state()).word());
        words.setText(running ? "Exporting products…" : outcome.sentence());
        visible(bar, running);
        bar.progressProperty().unbind();
        if (task != null) {
            bar.progressProperty().bind(task.progress());
        }
        end.setText(running ? "Cancel" : "Close");
    }
}
