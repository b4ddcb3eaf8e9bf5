package dev.opsdeck.console.capacity;

import dev.opsdeck.api.InvalidField;
import dev.opsdeck.api.capacity.CapacityOutlook;
import dev.opsdeck.api.capacity.CapacityPlan;
import dev.opsdeck.api.capacity.PlanItem;
import dev.opsdeck.api.capacity.PlanPhase;
import dev.opsdeck.console.connection.CapacityApi.Plan;
import dev.opsdeck.console.connection.Failure;
import dev.opsdeck.console.live.Asking;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.task.Cancellable;
import dev.opsdeck.console.ui.Notices;
import dev.opsdeck.console.ui.State;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The plan in the editor, and what would come of it: asked a moment after the last change. It is replaced by the
/// version that was read: who was overtaken by somebody else is told so and has lost nothing that was typed. FX
/// thread.
final class PlanViewModel {

    private static final int OVERTAKEN = 412;
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final Asking<CapacityServer> asking;
    private final BackgroundTasks tasks;
    private final Notices notices;
    private final StringProperty growth = new SimpleStringProperty(this, "growth", "");
    private final StringProperty currency = new SimpleStringProperty(this, "currency", "");
    private final ObservableList<PhaseDraft> phases = FXCollections.observableArrayList();
    private final ObservableList<ItemDraft> items = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper faultField = new ReadOnlyStringWrapper(this, "faultField", "");
    private final ReadOnlyStringWrapper fault = new ReadOnlyStringWrapper(this, "fault", "");
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper(this, "said", "");
    private final ReadOnlyBooleanWrapper changed = new ReadOnlyBooleanWrapper(this, "changed");
    private final ReadOnlyBooleanWrapper there = new ReadOnlyBooleanWrapper(this, "there");
    private final ReadOnlyObjectWrapper<@Nullable CapacityOutlook> outlook =
            new ReadOnlyObjectWrapper<>(this, "outlook");
    private @Nullable Plan read;
    private Cancellable waiting = () -> {};
    private boolean filling;
    private long wanted;

    PlanViewModel(Asking<CapacityServer> asking, BackgroundTasks tasks, Notices notices) {
        this.asking = asking;
        this.tasks = tasks;
        this.notices = notices;
        growth.subscribe((before, now) -> typedSomething());
        currency.subscribe((before, now) -> typedSomething());
        asking.turns().subscribe((before, now) -> forget());
    }

    /// Percent a month.
    StringProperty growth() {
        return growth;
    }

    StringProperty currency() {
        return currency;
    }

    ObservableList<PhaseDraft> phases() {
        return phases;
    }

    ObservableList<ItemDraft> items() {
        return items;
    }

    /// Which field is at fault, such as `items[2].cost`; empty when none is.
    ReadOnlyStringProperty faultField() {
        return faultField.getReadOnlyProperty();
    }

    /// What is wrong with it, a sentence; empty when nothing is.
    ReadOnlyStringProperty fault() {
        return fault.getReadOnlyProperty();
    }

    /// What the server said to the last save; empty when it took it.
    ReadOnlyStringProperty said() {
        return said.getReadOnlyProperty();
    }

    /// Whether something was typed that is not saved.
    ReadOnlyBooleanProperty changed() {
        return changed.getReadOnlyProperty();
    }

    /// Whether a plan was read.
    ReadOnlyBooleanProperty there() {
        return there.getReadOnlyProperty();
    }

    /// What comes of the plan as it is typed; of an older one while it is at fault.
    ReadOnlyObjectProperty<@Nullable CapacityOutlook> outlook() {
        return outlook.getReadOnlyProperty();
    }

    /// Reads it, unless something is typed that would be lost.
    void read() {
        if (!changed.get()) {
            asking.read("Reading the capacity plan", CapacityServer::plan, this::show, () -> {});
        }
    }

    /// Throws away what was typed.
    void discard() {
        changed.set(false);
        said.set("");
        read();
    }

    void addItem() {
        ItemDraft item = new ItemDraft();
        item.name.set("New item");
        items.add(item);
        watch(item);
        typedSomething();
    }

    void remove(ItemDraft item) {
        items.remove(item);
        typedSomething();
    }

    /// The plan as it is typed; that which was read while it is at fault; null when there is none.
    @Nullable
    CapacityPlan typed() {
        CapacityPlan typed = form();
        return typed == null && read != null ? read.plan() : typed;
    }

    void save() {
        Plan before = read;
        CapacityPlan plan = form();
        if (before == null || plan == null) {
            return;
        }
        asking.ask(
                "Saving the capacity plan",
                server -> server.save(new Plan(plan, before.version())),
                saved -> {
                    said.set("");
                    changed.set(false);
                    show(saved);
                    notices.show(State.OK, "Plan saved", "The capacity plan is kept by the server.");
                },
                this::refused);
    }

    private void refused(Failure failure) {
        if (!(failure instanceof Failure.Rejected rejected)) {
            said.set(failure.text());
            return;
        }
        if (rejected.status() == OVERTAKEN) {
            asking.read("Reading the capacity plan", CapacityServer::plan, theirs -> read = theirs, () -> {});
            said.set("Somebody else has changed the plan meanwhile. What you typed is still here: save again to replace"
                    + " theirs, or discard it to see theirs.");
            return;
        }
        String field = rejected.problem().field();
        if (field == null) {
            said.set(failure.text());
        } else {
            faultField.set(field);
            fault.set(failure.text());
        }
    }

    private void show(Plan plan) {
        boolean same =
                read != null && read.plan().equals(plan.plan()) && plan.plan().equals(form());
        read = plan;
        there.set(true);
        if (!same) {
            fill(plan.plan());
        }
        ask(plan.plan());
    }

    private void fill(CapacityPlan plan) {
        filling = true;
        growth.set(plan.growthPercent().stripTrailingZeros().toPlainString());
        currency.set(plan.currency());
        phases.setAll(plan.phases().stream().map(PhaseDraft::of).toList());
        items.setAll(plan.items().stream().map(ItemDraft::of).toList());
        phases.forEach(phase -> phase.fields().forEach(field -> field.subscribe((before, now) -> typedSomething())));
        items.forEach(this::watch);
        filling = false;
        form();
    }

    private void watch(ItemDraft item) {
        item.fields().forEach(field -> field.subscribe((before, now) -> typedSomething()));
    }

    private void typedSomething() {
        if (filling) {
            return;
        }
        changed.set(true);
        waiting.close();
        CapacityPlan plan = form();
        if (plan != null) {
            waiting = tasks.after(PAUSE, () -> ask(plan));
        }
    }

    private void ask(CapacityPlan plan) {
        long number = ++wanted;
        asking.ask(
                "Looking ahead",
                server -> server.outlook(plan),
                answer -> {
                    if (number == wanted) {
                        outlook.set(answer);
                    }
                },
                failure -> {
                    if (number == wanted) {
                        said.set(failure.text());
                    }
                });
    }

    /// Null when a field is at fault, which is then said.
    private @Nullable CapacityPlan form() {
        try {
            BigDecimal percent = Typed.amount("growthPercent", growth.get());
            List<PlanPhase> readPhases = new ArrayList<>();
            for (int i = 0; i < phases.size(); i++) {
                readPhases.add(at("phases[" + i + "]", phases.get(i)::read));
            }
            List<PlanItem> readItems = new ArrayList<>();
            for (int i = 0; i < items.size(); i++) {
                readItems.add(at("items[" + i + "]", items.get(i)::read));
            }
            CapacityPlan plan = new CapacityPlan(currency.get().strip(), percent, readPhases, readItems);
            faultField.set("");
            fault.set("");
            return plan;
        } catch (InvalidField e) {
            faultField.set(e.field());
            fault.set(CapacityWords.fault(e.field(), String.valueOf(e.getMessage())));
            return null;
        }
    }

    private static <T> T at(String place, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (InvalidField e) {
            throw new InvalidField(place + "." + e.field(), String.valueOf(e.getMessage()));
        }
    }

    private void forget() {
        waiting.close();
        wanted++;
        read = null;
        changed.set(false);
        there.set(false);
        said.set("");
        outlook.set(null);
        filling = true;
        phases.clear();
        items.clear();
        filling = false;
    }
}
