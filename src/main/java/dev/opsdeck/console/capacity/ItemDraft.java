package dev.opsdeck.console.capacity;

import dev.opsdeck.api.capacity.PlanItem;
import dev.opsdeck.api.capacity.PlanLevel;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.Property;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// An item as it is typed. FX thread.
final class ItemDraft {

    final StringProperty name = new SimpleStringProperty(this, "name", "");
    final StringProperty cost = new SimpleStringProperty(this, "cost", "0");
    final ObjectProperty<PlanLevel> effort = new SimpleObjectProperty<>(this, "effort", PlanLevel.MEDIUM);
    final ObjectProperty<PlanLevel> impact = new SimpleObjectProperty<>(this, "impact", PlanLevel.MEDIUM);
    final StringProperty priority = new SimpleStringProperty(this, "priority", "9");
    final StringProperty phase = new SimpleStringProperty(this, "phase", "1");
    final StringProperty note = new SimpleStringProperty(this, "note", "");

    static ItemDraft of(PlanItem item) {
        ItemDraft draft = new ItemDraft();
        draft.name.set(item.name());
        draft.cost.set(item.cost().toPlainString());
        draft.effort.set(item.effort());
        draft.impact.set(item.impact());
        draft.priority.set(Integer.toString(item.priority()));
        draft.phase.set(Integer.toString(item.phase()));
        draft.note.set(item.note() == null ? "" : item.note());
        return draft;
    }

    List<Property<?>> fields() {
        return List.of(name, cost, effort, impact, priority, phase, note);
    }

    /// @throws dev.opsdeck.api.InvalidField with the field and a sentence
    PlanItem read() {
        return new PlanItem(
                name.get(),
                Typed.amount("cost", cost.get()),
                effort.get(),
                impact.get(),
                Typed.whole("priority", priority.get()),
                Typed.whole("phase", phase.get()),
                note.get().isBlank() ? null : note.get());
    }
}
