package dev.opsdeck.console.capacity;

import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// The items as rows of fields: cost, effort, impact, priority, phase. FX thread.
final class ItemGrid extends GridPane {

    private final PlanViewModel model;

    ItemGrid(PlanViewModel model) {
        super(8, 8);
        this.model = model;
        getStyleClass().add("capacity-fields");
    }

    void fill() {
        getChildren().clear();
        Fields.head(this, "Item", "#Cost", "Effort", "Impact", "#Priority", "#Phase", "");
        for (int i = 0; i < model.items().size(); i++) {
            ItemDraft item = model.items().get(i);
            String place = "items[" + i + "].";
            String row = "Item " + (i + 1) + ", ";
            TextField name = Fields.text(place + "name", row + "name", item.name, 12);
            GridPane.setHgrow(name, Priority.ALWAYS);
            if (!item.note.get().isEmpty()) {
                name.setTooltip(new Tooltip(item.note.get()));
            }
            Button remove = new Button("✕");
            remove.setId(place + "remove");
            remove.setAccessibleText("Remove " + item.name.get());
            remove.setTooltip(new Tooltip("Remove this item"));
            remove.setMinWidth(Region.USE_PREF_SIZE);
            remove.setOnAction(click -> model.remove(item));
            addRow(
                    i + 1,
                    name,
                    Fields.number(place + "cost", row + "cost a month", item.cost, 4),
                    Fields.level(row + "effort", item.effort),
                    Fields.level(row + "impact", item.impact),
                    Fields.number(place + "priority", row + "priority", item.priority, 2),
                    Fields.number(place + "phase", row + "phase", item.phase, 2),
                    remove);
        }
    }
}
