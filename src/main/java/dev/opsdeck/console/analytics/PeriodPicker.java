package dev.opsdeck.console.analytics;

import dev.opsdeck.console.analytics.Wanted.Against;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Which days: the last 7, 30 or 90, or the operator's own. Public for FXML; FX thread.
public final class PeriodPicker extends VBox {

    /// The longest of the ready periods.
    static final int LONGEST = 90;

    private static final List<Integer> READY = List.of(7, 30, LONGEST);

    private final ToggleGroup group = new ToggleGroup();
    private final ToggleButton own = new ToggleButton("Own days");
    private final TextField from = field("First day", "ownFrom");
    private final TextField to = field("Last day", "ownTo");
    private final Label fault = new Label();
    private final HBox days = new HBox(8);

    /// Empty until [#show].
    public PeriodPicker() {
        super(8);
        HBox buttons = new HBox();
        buttons.getStyleClass().add("od-segmented");
        buttons.setMinWidth(USE_PREF_SIZE);
        buttons.setMaxWidth(USE_PREF_SIZE);
        for (int length : READY) {
            ToggleButton button = new ToggleButton(length + " days");
            button.setId("days" + length);
            button.setUserData(length);
            buttons.getChildren().add(button);
        }
        own.setId("ownDays");
        buttons.getChildren().add(own);
        buttons.getChildren().forEach(button -> ((ToggleButton) button).setToggleGroup(group));
        getChildren().setAll(buttons, days);
    }

    void show(AnalyticsViewModel model) {
        for (var toggle : group.getToggles()) {
            if (toggle.getUserData() instanceof Integer length) {
                ((ToggleButton) toggle).setOnAction(click -> {
                    Against against = model.wanted().get().against();
                    model.wanted().set(Wanted.last(length, against));
                    mark(model.wanted().get());
                });
            }
        }
        Button read = new Button("Show");
        read.setId("ownShow");
        read.setMinWidth(USE_PREF_SIZE);
        fault.getStyleClass().add("od-fault");
        fault.setId("ownFault");
        fault.setWrapText(true);
        fault.setMinHeight(USE_PREF_SIZE);
        Label until = new Label("to");
        until.getStyleClass().add("od-muted");
        days.setAlignment(Pos.CENTER_LEFT);
        days.getChildren().setAll(from, until, to, read, fault);
        visible(days, false);
        read.setOnAction(click -> choose(model));
        from.setOnAction(enter -> choose(model));
        to.setOnAction(enter -> choose(model));
        own.setOnAction(click -> open(model));
        model.wanted().subscribe(this::mark);
    }

    /// With the days that are shown.
    private void open(AnalyticsViewModel model) {
        group.selectToggle(own);
        Report shown = model.report().get();
        LocalDate last = shown == null ? model.today() : shown.to();
        LocalDate first = shown == null ? last.minusDays(model.wanted().get().days() - 1L) : shown.from();
        from.setText(first.toString());
        to.setText(last.toString());
        fault.setText("");
        visible(days, true);
        from.requestFocus();
    }

    private void choose(AnalyticsViewModel model) {
        LocalDate first = day(from);
        LocalDate last = day(to);
        fault.setText(
                first == null || last == null
                        ? "Write days such as 2026-11-23."
                        : model.choose(first, last));
    }

    private void mark(Wanted wanted) {
        boolean chosen = wanted.to() != null;
        visible(days, chosen);
        group.selectToggle(
                group.getToggles().stream()
                        .filter(toggle -> !chosen && Integer.valueOf(wanted.days()).equals(toggle.getUserData()))
                        .findFirst()
                        .orElse(own));
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

    private static void visible(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}
