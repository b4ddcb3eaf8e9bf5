package dev.opsdeck.console.capacity;

import dev.opsdeck.api.capacity.CapacityOutlook;
import dev.opsdeck.console.ui.State;
import dev.opsdeck.console.ui.StateLabel;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/// The phases as rows of fields, and what the items of each cost. FX thread.
final class PhaseGrid extends GridPane {

    private final PlanViewModel model;
    private final List<StateLabel> budgets = new ArrayList<>();

    PhaseGrid(PlanViewModel model) {
        super(8, 8);
        this.model = model;
        getStyleClass().add("capacity-fields");
    }

    void fill() {
        getChildren().clear();
        budgets.clear();
        Fields.head(this, "", "Phase", "#Price", "#Users", "#Servers", "#Connections", "Items cost");
        for (int i = 0; i < model.phases().size(); i++) {
            PhaseDraft phase = model.phases().get(i);
            String place = "phases[" + i + "].";
            String row = "Phase " + (i + 1) + ", ";
            StateLabel budget = new StateLabel();
            budget.setMinWidth(110);
            GridPane.setMargin(budget, Fields.AS_IN_FIELDS);
            budgets.add(budget);
            TextField name = Fields.text(place + "name", row + "name", phase.name, 10);
            GridPane.setHgrow(name, Priority.ALWAYS);
            addRow(
                    i + 1,
                    Fields.word(Integer.toString(i + 1)),
                    name,
                    Fields.number(place + "price", row + "price a month", phase.price, 5),
                    Fields.number(place + "users", row + "users", phase.users, 4),
                    Fields.number(place + "servers", row + "servers", phase.servers, 3),
                    Fields.number(place + "pool", row + "connections of a server", phase.pool, 3),
                    budget);
        }
        CapacityOutlook outlook = model.outlook().get();
        if (outlook != null) {
            show(outlook);
        }
    }

    /// What the items cost beside the price.
    void show(CapacityOutlook outlook) {
        String currency = model.currency().get();
        for (int i = 0; i < Math.min(budgets.size(), outlook.phases().size()); i++) {
            CapacityOutlook.Phase phase = outlook.phases().get(i);
            budgets.get(i)
                    .show(
                            phase.over() ? State.WARNING : State.OK,
                            CapacityWords.money(phase.items(), currency) + (phase.over() ? ", over" : ""));
        }
    }
}
