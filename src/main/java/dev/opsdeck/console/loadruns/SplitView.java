package dev.opsdeck.console.loadruns;

import static dev.opsdeck.console.ui.Visibility.visible;

import dev.opsdeck.api.loadruns.LoadServerSide;
import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The card that says where the time of a request went; not there when the server does not tell. Public for FXML; FX
/// thread.
public final class SplitView extends VBox {

    private final FigureTable table = new FigureTable();

    public SplitView() {
        super(4);
        getStyleClass().add("od-card");
        Label title = new Label("Where the time went (mean)");
        title.getStyleClass().add("od-title");
        title.setMinWidth(0);
        ColumnConstraints name = new ColumnConstraints();
        name.setHgrow(Priority.ALWAYS);
        name.setMinWidth(112);
        ColumnConstraints value = new ColumnConstraints();
        value.setHgrow(Priority.ALWAYS);
        value.setHalignment(HPos.RIGHT);
        table.getColumnConstraints().addAll(name, value);
        getChildren().addAll(title, table);
    }

    void show(@Nullable LoadServerSide side) {
        LoadServerSide.Split parts = side == null ? null : side.split();
        visible(this, parts != null);
        if (parts != null) {
            table.begin(List.of());
            table.rows(ComparisonWords.parts(parts));
        }
    }
}
