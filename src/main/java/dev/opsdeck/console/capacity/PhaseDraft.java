package dev.opsdeck.console.capacity;

import dev.opsdeck.api.capacity.PlanPhase;
import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// A phase as it is typed. FX thread.
final class PhaseDraft {

    final StringProperty name = new SimpleStringProperty(this, "name", "");
    final StringProperty price = new SimpleStringProperty(this, "price", "");
    final StringProperty users = new SimpleStringProperty(this, "users", "");
    final StringProperty servers = new SimpleStringProperty(this, "servers", "");
    final StringProperty pool = new SimpleStringProperty(this, "pool", "");

    static PhaseDraft of(PlanPhase phase) {
        PhaseDraft draft = new PhaseDraft();
        draft.name.set(phase.name());
        draft.price.set(phase.price().toPlainString());
        draft.users.set(Integer.toString(phase.users()));
        draft.servers.set(Integer.toString(phase.servers()));
        draft.pool.set(Integer.toString(phase.pool()));
        return draft;
    }

    List<StringProperty> fields() {
        return List.of(name, price, users, servers, pool);
    }

    /// @throws dev.opsdeck.api.InvalidField with the field and a sentence
    PlanPhase read() {
        return new PlanPhase(
                name.get(),
                Typed.amount("price", price.get()),
                Typed.whole("users", users.get()),
                Typed.whole("servers", servers.get()),
                Typed.whole("pool", pool.get()));
    }
}
