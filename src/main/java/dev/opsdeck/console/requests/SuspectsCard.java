package dev.opsdeck.console.requests;

import static dev.opsdeck.console.ui.Visibility.visible;

import dev.opsdeck.api.requests.QuerySuspect;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The card of the statements that a request repeats, as high as its rows; a sentence when there are none. Public for
/// FXML; FX thread.
public final class SuspectsCard extends VBox {

    private final TableView<QuerySuspect> table = new TableView<>();
    private final Label none = new Label("No request has executed a statement five times or more for over 50 ms.");

    /// Empty until [#show].
    public SuspectsCard() {
        getStyleClass().addAll("od-card", "od-frame");
        Label title = new Label("Repeated in one request (N+1)");
        title.getStyleClass().addAll("od-title", "requests-title");
        none.setId("noSuspects");
        none.getStyleClass().add("requests-none");
        none.setWrapText(true);
        none.setMinHeight(Region.USE_PREF_SIZE);
        table.setId("suspects");
        table.setAccessibleText("Repeated statements");
        getChildren().addAll(title, none, table);
    }

    void show(ObservableList<QuerySuspect> suspects) {
        Tables.suspects(table, suspects);
        table.setMinHeight(Tables.heightOf(1));
        suspects.addListener((ListChangeListener<QuerySuspect>) change -> fit(suspects.size()));
        fit(suspects.size());
    }

    TableView<QuerySuspect> table() {
        return table;
    }

    private void fit(int rows) {
        visible(table, rows > 0);
        visible(none, rows == 0);
        table.setPrefHeight(Tables.heightOf(rows));
    }
}
