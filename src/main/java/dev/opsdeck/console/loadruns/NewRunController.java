package dev.opsdeck.console.loadruns;

import static dev.opsdeck.console.ui.Visibility.text;
import static dev.opsdeck.console.ui.Visibility.visible;

import dev.opsdeck.console.loadruns.RunForm.Field;
import dev.opsdeck.console.loadruns.RunForm.Kind;
import dev.opsdeck.console.ui.FileDialogs;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javafx.collections.MapChangeListener;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/// The dialog of a new load run. One controller for each time it is opened; [#closed()] takes it off its view-model.
final class NewRunController {

    private final NewRunViewModel model;
    private final String serverName;
    private final FileDialogs files;
    private final Runnable closeDialog;
    private Subscription bound = Subscription.EMPTY;

    @FXML
    private Label target;

    @FXML
    private Button standardScenario;

    @FXML
    private ToggleGroup kinds;

    @FXML
    private ToggleButton smoke;

    @FXML
    private ToggleButton baseline;

    @FXML
    private ToggleButton rateKind;

    @FXML
    private ToggleButton usersKind;

    @FXML
    private ToggleButton spike;

    @FXML
    private ToggleButton ramp;

    @FXML
    private ToggleButton soak;

    @FXML
    private ToggleButton goal;

    @FXML
    private Label about;

    @FXML
    private HBox numbers;

    @FXML
    private VBox rateBox;

    @FXML
    private TextField rate;

    @FXML
    private Label rateFault;

    @FXML
    private VBox usersBox;

    @FXML
    private TextField users;

    @FXML
    private Label usersFault;

    @FXML
    private VBox secondsBox;

    @FXML
    private TextField seconds;

    @FXML
    private Label secondsFault;

    @FXML
    private VBox thinkBox;

    @FXML
    private TextField think;

    @FXML
    private Label thinkFault;

    @FXML
    private VBox hoursBox;

    @FXML
    private TextField hours;

    @FXML
    private Label hoursFault;

    @FXML
    private VBox rampUpBox;

    @FXML
    private TextField rampUp;

    @FXML
    private Label rampUpFault;

    @FXML
    private Label rateName;

    @FXML
    private VBox fromBox;

    @FXML
    private OriginPicker origin;

    @FXML
    private Label reason;

    @FXML
    private Label question;

    @FXML
    private Label plan;

    @FXML
    private Label notice;

    @FXML
    private Button start;

    // The fields are set by the loader before initialize.
    @SuppressWarnings("NullAway.Init")
    NewRunController(NewRunViewModel model, String serverName, FileDialogs files, Runnable closeDialog) {
        this.model = model;
        this.serverName = serverName;
        this.files = files;
        this.closeDialog = closeDialog;
    }

    @FXML
    void initialize() {
        also(model.scenarioName().subscribe(this::showScenario));
        Map<Kind, ToggleButton> buttons = new EnumMap<>(
                Map.of(Kind.SMOKE, smoke, Kind.BASELINE, baseline, Kind.RATE, rateKind, Kind.USERS, usersKind));
        buttons.putAll(Map.of(Kind.SPIKE, spike, Kind.RAMP, ramp, Kind.SOAK, soak, Kind.GOAL, goal));
        buttons.forEach(
                (kind, button) -> button.setOnAction(click -> model.kind().set(kind)));
        kinds.selectedToggleProperty().addListener((property, before, now) -> {
            if (now == null) {
                kinds.selectToggle(before);
            }
        });
        also(model.kind().subscribe(kind -> {
            kinds.selectToggle(Objects.requireNonNull(buttons.get(kind)));
            showKind(kind);
        }));
        visible(fromBox, model.choice());
        origin.onChoose(model.from()::set);
        also(model.from().subscribe(origin::show));
        also(model.reason().subscribe(reason::setText));
        both(rate, model.rate());
        both(users, model.users());
        both(seconds, model.seconds());
        both(think, model.think());
        both(hours, model.hours());
        both(rampUp, model.rampUp());
        MapChangeListener<Field, String> faults = change -> showFaults();
        model.faults().addListener(faults);
        also(() -> model.faults().removeListener(faults));
        showFaults();
        also(model.plan().subscribe(text -> text(plan, text)));
        also(model.notice().subscribe(text -> text(notice, text)));
        also(model.question().subscribe(text -> {
            text(question, text);
            // It says the same.
            visible(plan, text.isEmpty() && !plan.getText().isEmpty());
            start.setText(text.isEmpty() ? "Start load run" : "Start now");
        }));
        also(model.busy().subscribe(busy -> showFaults()));
    }

    private void also(Subscription subscription) {
        bound = bound.and(subscription);
    }

    private void both(TextField field, javafx.beans.property.StringProperty property) {
        field.textProperty().bindBidirectional(property);
        also(() -> field.textProperty().unbindBidirectional(property));
    }

    private void showKind(Kind kind) {
        about.setText(
                switch (kind) {
                    case SMOKE -> "Does it work at all: 50 requests a second for 10 s.";
                    case BASELINE -> "The goal: 200 users at once for 5 min.";
                    case RATE ->
                        "Requests start on a schedule, whatever the server does. A stall shows in the figures.";
                    case SPIKE -> "How soon is it itself again after ten times its load.";
                    case RAMP -> "How much can it bear.";
                    case SOAK -> "Does it stay as fast, and its memory as small, for hours.";
                    case GOAL -> "The goal of 125,000 requests without an error.";
                    case USERS -> "Each user sends a request, waits for the answer, pauses, and sends the next.";
                });
        visible(numbers, kind != Kind.SMOKE);
        rateName.setText(
                switch (kind) {
                    case SPIKE -> "Requests a second around the spike";
                    case RAMP -> "Requests a second more in each step";
                    default -> "Requests a second";
                });
        visible(rateBox, RunForm.uses(kind, Field.RATE));
        visible(usersBox, RunForm.uses(kind, Field.USERS));
        visible(secondsBox, RunForm.uses(kind, Field.SECONDS));
        visible(thinkBox, RunForm.uses(kind, Field.THINK));
        visible(hoursBox, RunForm.uses(kind, Field.HOURS));
        visible(rampUpBox, RunForm.uses(kind, Field.RAMP_UP));
    }

    private void showFaults() {
        text(rateFault, model.faults().getOrDefault(Field.RATE, ""));
        text(usersFault, model.faults().getOrDefault(Field.USERS, ""));
        text(secondsFault, model.faults().getOrDefault(Field.SECONDS, ""));
        text(thinkFault, model.faults().getOrDefault(Field.THINK, ""));
        text(hoursFault, model.faults().getOrDefault(Field.HOURS, ""));
        text(rampUpFault, model.faults().getOrDefault(Field.RAMP_UP, ""));
        start.setDisable(!model.faults().isEmpty() || model.busy().get());
    }

    private void showScenario(String file) {
        String calls = file.isEmpty()
                ? "40 % product list, 20 % top list, 20 % single products, 15 % overview, 5 % revenue"
                : "the calls of " + file;
        target.setText("The requests go to " + serverName + ": " + calls + ". "
                + (model.choice()
                        ? "They are marked: with an operator token the server keeps them apart from users' requests."
                        : "They are marked, and do not count as users' requests."));
        visible(standardScenario, !file.isEmpty());
    }

    @FXML
    void openScenario() {
        files.open("Own calls", new FileDialogs.Kind("Scenario", "*.yaml", "*.yml"))
                .ifPresent(model::scenario);
    }

    @FXML
    void standardScenario() {
        model.standardScenario();
    }

    @FXML
    void start() {
        model.start();
    }

    @FXML
    void close() {
        closeDialog.run();
    }

    /// The dialog is gone.
    void closed() {
        bound.unsubscribe();
        bound = Subscription.EMPTY;
    }
}
