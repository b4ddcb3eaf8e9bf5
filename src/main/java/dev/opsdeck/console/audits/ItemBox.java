package dev.opsdeck.console.audits;

import dev.opsdeck.api.audits.AuditItem;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A point that a human must tick, and who did when. FX thread.
final class ItemBox extends VBox {

    /// @param signed nothing can be ticked any more
    /// @param moment when something was, in words
    /// @param ticks  told of a click: the point, and whether it is to be done
    ItemBox(AuditItem item, boolean signed, Function<Instant, String> moment, BiConsumer<AuditItem, Boolean> ticks) {
        super(2);
        CheckBox box = new CheckBox(item.text());
        box.setId("item-" + item.key());
        box.setWrapText(true);
        box.setMinHeight(Region.USE_PREF_SIZE);
        box.setSelected(item.doneBy() != null);
        box.setDisable(signed);
        box.setOnAction(click -> {
            boolean done = box.isSelected();
            // Until the server has it, the box stays as it was.
            box.setSelected(!done);
            ticks.accept(item, done);
        });
        getChildren().add(box);
        if (item.doneBy() != null && item.doneAt() != null) {
            Label by = new Label("Done " + moment.apply(item.doneAt()) + ", " + item.doneBy());
            by.getStyleClass().addAll("od-muted", "od-small", "audits-by");
            getChildren().add(by);
        }
    }
}
