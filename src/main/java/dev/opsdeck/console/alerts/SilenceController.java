package dev.opsdeck.console.alerts;

import static dev.opsdeck.console.ui.Visibility.text;
import static dev.opsdeck.console.ui.Visibility.visible;

import dev.opsdeck.api.alerts.Recurrence;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.console.alerts.SilenceForm.Field;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.StringProperty;
import javafx.collections.MapChangeListener;
import javafx.fxml.FXML;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The dialog of a new silence. One controller for each time it is opened; [#closed()] takes it off its view-model.
final class SilenceController {

    private final SilenceViewModel model;
    private final Runnable closeDialog;
    private Subscription bound = Subscription.EMPTY;

    @FXML
    private ComboBox<String> rule;

    @FXML
    private TextField server;

    @FXML
    private ToggleGroup severities;

    @FXML
    private ToggleButton anySeverity;

    @FXML
    private ToggleButton onlyCritical;

    @FXML
    private ToggleButton onlyWarnings;

    @FXML
    private HBox lengths;

    @FXML
    private TextField length;

    @FXML
    private ToggleGroup hoursKinds;

    @FXML
    private ToggleButton always;

    @FXML
    private ToggleButton weekly;

    @FXML
    private VBox hoursBox;

    @FXML
    private HBox days;

    @FXML
    private TextField start;

    @FXML
    private TextField end;

    @FXML
    private Label zone;

    @FXML
    private TextField reason;

    @FXML
    private Label scope;

    @FXML
    private Label lengthFault;

    @FXML
    private Label hoursFault;

    @FXML
    private Label reasonFault;

    @FXML
    private Label notice;

    // The fields are set by the loader before initialize.
    @SuppressWarnings("NullAway.Init")
    SilenceController(SilenceViewModel model, Runnable closeDialog) {
        this.model = model;
        this.closeDialog = closeDialog;
    }

    @FXML
    void initialize() {
        Choices.of(rule, model.rules(), "Any rule");
        rule.valueProperty().bindBidirectional(model.rule());
        also(() -> rule.valueProperty().unbindBidirectional(model.rule()));
        both(server, model.server());
        both(length, model.length());
        both(start, model.start());
        both(end, model.end());
        both(reason, model.reason());
        severity(anySeverity, null);
        severity(onlyCritical, Severity.CRITICAL);
        severity(onlyWarnings, Severity.WARNING);
        also(model.severity().subscribe(now -> {
            severities.selectToggle(now == null ? anySeverity : now == Severity.CRITICAL ? onlyCritical : onlyWarnings);
            showScope();
        }));
        also(model.rule().subscribe(now -> showScope()));
        also(model.server().subscribe(now -> showScope()));
        for (String offered : List.of("30m", "1h", "4h", "1d", "7d")) {
            javafx.scene.control.Button button = new javafx.scene.control.Button(offered);
            button.getStyleClass().add("alerts-small-button");
            button.setOnAction(click -> model.length().set(offered));
            lengths.getChildren().add(button);
        }
        always.setOnAction(click -> model.weekly().set(false));
        weekly.setOnAction(click -> model.weekly().set(true));
        also(model.weekly().subscribe(now -> {
            hoursKinds.selectToggle(now ? weekly : always);
            visible(hoursBox, now);
        }));
        for (Recurrence.Day day : Recurrence.Day.values()) {
            ToggleButton button = new ToggleButton(SilenceWords.day(day));
            button.setSelected(model.days().contains(day));
            button.setOnAction(click -> {
                if (button.isSelected()) {
                    model.days().add(day);
                } else {
                    model.days().remove(day);
                }
            });
            days.getChildren().add(button);
        }
        zone.setText("on the clocks of " + model.zone());
        MapChangeListener<Field, String> faults = change -> showFaults();
        model.faults().addListener(faults);
        also(() -> model.faults().removeListener(faults));
        showFaults();
        also(model.notice().subscribe(text -> text(notice, text)));
    }

    private void severity(ToggleButton button, @Nullable Severity severity) {
        button.setOnAction(click -> {
            button.setSelected(true);
            model.severity().set(severity);
        });
    }

    private void both(TextField field, StringProperty property) {
        field.textProperty().bindBidirectional(property);
        also(() -> field.textProperty().unbindBidirectional(property));
    }

    private void also(Subscription subscription) {
        bound = bound.and(subscription);
    }

    private void showScope() {
        String of = model.rule().get();
        String on = model.server().get();
        scope.setText(SilenceWords.scope(
                        of == null || of.isEmpty() ? null : of,
                        on == null || on.isBlank() ? null : on.strip(),
                        model.severity().get())
                + " will be shown, but nobody is told.");
    }

    private void showFaults() {
        Map<Field, String> now = new EnumMap<>(Field.class);
        now.putAll(model.faults());
        text(lengthFault, now.getOrDefault(Field.LENGTH, ""));
        text(hoursFault, now.getOrDefault(Field.DAYS, now.getOrDefault(Field.START, now.getOrDefault(Field.END, ""))));
        text(reasonFault, now.getOrDefault(Field.REASON, ""));
        wrong(length, now.containsKey(Field.LENGTH));
        wrong(start, now.containsKey(Field.START));
        wrong(end, now.containsKey(Field.END));
        wrong(reason, now.containsKey(Field.REASON));
    }

    private static void wrong(TextField field, boolean wrong) {
        field.getStyleClass().remove("od-wrong");
        if (wrong) {
            field.getStyleClass().add("od-wrong");
        }
    }

    @FXML
    void save() {
        model.save();
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
