package dev.opsdeck.console.analytics;

import static dev.opsdeck.console.ui.Visibility.visible;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/// The first and the last day as the operator writes them. Not there until it is opened. Public for FXML; FX thread.
public final class OwnDays extends HBox {

    private final TextField from = field("First day", "ownFrom");
    private final TextField to = field("Last day", "ownTo");
    private final Button read = new Button("Show");
    private final Label fault = new Label();
    private Runnable filled = () -> {};

    /// Empty until [#show].
    public OwnDays() {
        super(8);
        setAlignment(Pos.CENTER_LEFT);
        Label until = new Label("to");
        until.getStyleClass().add("od-muted");
        until.setMinWidth(USE_PREF_SIZE);
        read.setId("ownShow");
        read.setMinWidth(USE_PREF_SIZE);
        fault.setId("ownFault");
        fault.getStyleClass().add("od-fault");
        fault.setWrapText(true);
        fault.setMinHeight(USE_PREF_SIZE);
        setHgrow(fault, Priority.ALWAYS);
        getChildren().setAll(from, until, to, read, fault);
        close();
    }

    void show(AnalyticsViewModel model) {
        filled = () -> fill(model);
        read.setOnAction(click -> choose(model));
        from.setOnAction(enter -> choose(model));
        to.setOnAction(enter -> choose(model));
    }

    /// With the days that are shown.
    void open() {
        fault.setText("");
        visible(this, true);
        filled.run();
        from.requestFocus();
    }

    void close() {
        visible(this, false);
    }

    private void fill(AnalyticsViewModel model) {
        Report shown = model.report().get();
        LocalDate last = shown == null ? model.today() : shown.to();
        LocalDate first = shown == null ? last.minusDays(model.wanted().get().days() - 1L) : shown.from();
        from.setText(first.toString());
        to.setText(last.toString());
        day(from);
        day(to);
    }

    private void choose(AnalyticsViewModel model) {
        LocalDate first = day(from);
        LocalDate last = day(to);
        fault.setText(first == null || last == null ? "Write days such as 2026-11-23." : model.choose(first, last));
    }

    private static @Nullable LocalDate day(TextField field) {
        LocalDate day;
        try {
            day = LocalDate.parse(field.getText().strip());
        } catch (DateTimeParseException e) {
            day = null;
        }
        field.getStyleClass().remove("od-wrong");
        if (day == null) {
            field.getStyleClass().add("od-wrong");
        }
        return day;
    }

    private static TextField field(String meaning, String id) {
        TextField field = new TextField();
        field.setId(id);
        field.setAccessibleText(meaning + ", such as 2026-11-23");
        field.setPromptText("2026-11-23");
        field.setPrefColumnCount(8);
        field.setMinWidth(104);
        return field;
    }
}
