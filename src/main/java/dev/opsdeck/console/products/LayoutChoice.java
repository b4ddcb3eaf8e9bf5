package dev.opsdeck.console.products;

import static dev.opsdeck.console.ui.Visibility.visible;

import dev.opsdeck.api.sync.FeedFormat;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.util.Subscription;

/// The choice of a feed's format: as it is recognised, a known one, or one of the feed's own with an editor for its
/// columns. FX thread.
final class LayoutChoice {

    private static final String RECOGNISED = "Recognised from the content";

    private LayoutChoice() {}

    /// Fills the box and the editor and ties them to the model, until the answer is unsubscribed.
    static Subscription bind(
            SyncFormModel model, ComboBox<Optional<FeedFormat>> box, GridPane columns, Node columnsBox) {
        box.getItems().add(Optional.empty());
        for (FeedFormat format : FeedFormat.values()) {
            box.getItems().add(Optional.of(format));
        }
        box.setConverter(Choices.named(format -> format.map(SyncWords::choice).orElse(RECOGNISED)));
        Subscription bound = model.layout().subscribe(format -> {
            box.setValue(Optional.ofNullable(format));
            visible(columnsBox, FeedForm.ownLayout(format));
        });
        box.setOnAction(chosen -> model.layout().set(box.getValue().orElse(null)));
        int row = 0;
        for (FeedForm.Target target : FeedForm.TARGETS) {
            Label caption = new Label(target.words() + (target.required() ? " *" : ""));
            TextField column = new TextField();
            column.setAccessibleText("Column of " + target.words());
            column.setPromptText(target.required() ? "Name of its column, element or path" : "not in the feed");
            var property = model.column(target.key());
            column.textProperty().bindBidirectional(property);
            bound = bound.and(() -> column.textProperty().unbindBidirectional(property));
            columns.addRow(row++, caption, column);
        }
        return bound;
    }
}
