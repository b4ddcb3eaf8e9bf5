package dev.opsdeck.console.capacity;

import static dev.opsdeck.console.ui.Visibility.text;

import dev.opsdeck.api.capacity.CapacityOutlook;
import dev.opsdeck.console.ui.Commands;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The plan as fields: growth, phases, items, and what comes of them. FX thread.
final class PlanPane extends VBox {

    private static final double MOST_GROWTH = 50;

    private final PlanViewModel model;
    private final Label headline = AdviceRow.wrapped("");
    private final VBox limits = new VBox(4);
    private final PhaseGrid phases;
    private final ItemGrid items;
    private final Label fault = AdviceRow.wrapped("");
    private final Label said = AdviceRow.wrapped("");
    private final Button save = new Button("Save the plan");
    private final Button discard = new Button("Discard changes");
    private final Button add = new Button("Add an item");
    private boolean connected = true;
    private boolean sliding;

    PlanPane(PlanViewModel model, Commands commands) {
        super(12);
        this.model = model;
        this.phases = new PhaseGrid(model);
        this.items = new ItemGrid(model);
        getStyleClass().add("od-card");
        headline.getStyleClass().add("od-strong");
        headline.setId("outlook");
        fault.getStyleClass().add("od-fault");
        fault.setId("plan-fault");
        said.getStyleClass().add("od-fault");
        said.setId("plan-said");
        save.setId("save-plan");
        save.getStyleClass().add("od-primary");
        save.setOnAction(click -> commands.whenArmed("Save the capacity plan", model::save));
        discard.setId("discard-plan");
        discard.setOnAction(click -> model.discard());
        add.setId("add-item");
        add.setOnAction(click -> model.addItem());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox buttons = new HBox(8, add, space, discard, save);
        getChildren()
                .addAll(
                        heading("Plan and budget"),
                        growth(),
                        headline,
                        limits,
                        title("Phases, their prices a month"),
                        phases,
                        title("What is bought or built, and costs a month"),
                        items,
                        fault,
                        said,
                        buttons);
        model.phases().addListener((ListChangeListener<PhaseDraft>) change -> {
            phases.fill();
            mark(model.faultField().get());
        });
        model.items().addListener((ListChangeListener<ItemDraft>) change -> {
            items.fill();
            mark(model.faultField().get());
        });
        model.outlook().subscribe(this::show);
        model.fault().subscribe(text -> text(fault, text));
        model.said().subscribe(text -> text(said, text));
        model.faultField().subscribe(this::mark);
        model.changed().subscribe(this::enable);
        model.fault().subscribe(this::enable);
    }

    /// Without a connection nothing can be saved; what is typed stays.
    void connected(boolean now) {
        connected = now;
        enable();
    }

    private void enable() {
        boolean changed = model.changed().get();
        save.setDisable(!connected || !changed || !model.fault().get().isEmpty());
        discard.setDisable(!changed);
    }

    private Node growth() {
        Slider slider = new Slider(0, MOST_GROWTH, 0);
        slider.setId("growth-slider");
        slider.setAccessibleText("Growth in percent a month");
        slider.setBlockIncrement(1);
        HBox.setHgrow(slider, Priority.ALWAYS);
        slider.setMaxWidth(Double.MAX_VALUE);
        TextField field = Fields.text("growthPercent", "Growth in percent a month", model.growth(), 5);
        TextField currency = Fields.text("currency", "Currency", model.currency(), 4);
        model.growth().subscribe(typed -> {
            if (!sliding) {
                sliding = true;
                try {
                    slider.setValue(Double.parseDouble(typed.strip().replace(',', '.')));
                } catch (NumberFormatException e) {
                    // What is no number is said below; the slider stays where it is.
                    slider.setValue(slider.getValue());
                }
                sliding = false;
            }
        });
        slider.valueProperty().subscribe((before, now) -> {
            if (!sliding) {
                sliding = true;
                model.growth().set(Long.toString(Math.round(now.doubleValue())));
                sliding = false;
            }
        });
        HBox line = new HBox(
                8, Fields.word("Growth"), slider, field, Fields.word("% a month"), Fields.word("Currency"), currency);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("capacity-fields");
        return line;
    }

    private void show(@Nullable CapacityOutlook outlook) {
        headline.setText(outlook == null ? "" : outlook.headline());
        limits.getChildren().clear();
        if (outlook == null) {
            return;
        }
        for (CapacityOutlook.Limit limit : outlook.limits()) {
            if (!limit.sentence().equals(outlook.headline())) {
                limits.getChildren().add(AdviceRow.wrapped(limit.sentence()));
            }
        }
        for (String remark : outlook.remarks()) {
            Label small = AdviceRow.wrapped(remark);
            small.getStyleClass().addAll("od-muted", "od-small");
            limits.getChildren().add(small);
        }
        phases.show(outlook);
    }

    /// The field at fault gets a red line.
    private void mark(String field) {
        for (Node node : lookupAll(".text-field")) {
            node.getStyleClass().remove("od-wrong");
            if (field.equals(node.getId())) {
                node.getStyleClass().add("od-wrong");
            }
        }
    }

    private static Label heading(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("od-heading");
        return label;
    }

    private static Label title(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("od-title");
        return label;
    }
}
