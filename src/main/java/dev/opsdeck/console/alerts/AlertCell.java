package dev.opsdeck.console.alerts;

import static dev.opsdeck.console.ui.Visibility.visible;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.console.live.LiveAlerts;
import dev.opsdeck.console.ui.AlertWords;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.StateLabel;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// An alert that fires or is about to: how bad, what, where; the value against its threshold; since when, and who
/// takes care; the two things that can be done about it.
final class AlertCell extends ListCell<Alert> {

    private static final double SERVER = 240;

    private final FiringViewModel model;
    private final Formats formats;
    private final InstantSource clock;
    private final StateLabel state = new StateLabel();
    private final Label rule = new Label();
    private final Label server = new Label();
    private final Label figures = new Label();
    private final Label handled = new Label();
    private final Button acknowledge = new Button("Acknowledge");
    private final Button silence = new Button("Silence…");
    private final HBox line;

    AlertCell(FiringViewModel model, Consumer<Alert> onSilence, Formats formats, InstantSource clock) {
        this.model = model;
        this.formats = formats;
        this.clock = clock;
        state.setMinWidth(84);
        rule.getStyleClass().add("od-strong");
        rule.setMinWidth(0);
        server.getStyleClass().add("od-muted");
        server.setMinWidth(0);
        // Both shrink by as much: a long name of a server must leave that of the rule.
        server.setMaxWidth(SERVER);
        figures.getStyleClass().add("od-muted");
        figures.setMinWidth(0);
        handled.getStyleClass().addAll("od-muted", "od-small");
        handled.setMinWidth(0);
        key(acknowledge, "A");
        key(silence, "S");
        for (Button button : new Button[] {acknowledge, silence}) {
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setFocusTraversable(false);
        }
        acknowledge.setOnAction(click -> model.acknowledge(getItem()));
        silence.setOnAction(click -> onSilence.accept(getItem()));
        HBox first = new HBox(8, rule, server);
        first.setAlignment(Pos.BASELINE_LEFT);
        VBox lines = new VBox(2, first, figures, handled);
        lines.setMinWidth(0);
        HBox.setHgrow(lines, Priority.ALWAYS);
        line = new HBox(8, state, lines, acknowledge, silence);
        line.setAlignment(Pos.CENTER_LEFT);
        setPrefWidth(0);
    }

    /// The buttons of a list that changes by itself cannot be focused: each has a key.
    private static void key(Button button, String name) {
        Label key = new Label(name);
        key.getStyleClass().add("od-key");
        button.setGraphic(key);
        button.setContentDisplay(ContentDisplay.RIGHT);
    }

    @Override
    protected void updateItem(@Nullable Alert alert, boolean empty) {
        super.updateItem(alert, empty);
        if (empty || alert == null) {
            setGraphic(null);
            setTooltip(null);
            return;
        }
        Instant now = clock.instant();
        state.show(AlertWords.state(alert), AlertWords.word(alert));
        rule.setText(alert.rule());
        boolean outside = model.fromOutside(alert);
        boolean current = outside || model.list().get().current();
        line.getStyleClass().remove("od-dimmed");
        if (!current) {
            line.getStyleClass().add("od-dimmed");
        }
        server.setText((outside ? "seen from this computer, on " : "on ") + AlertWords.server(alert.server()));
        figures.setText(AlertWords.against(alert));
        String words = AlertWords.handled(alert, now, formats);
        // The time first: where there is little room the end is cut off.
        handled.setText(
                AlertWords.since(LiveAlerts.since(alert), now, formats) + (words.isEmpty() ? "" : " · " + words));
        boolean firing = current && alert.state() == AlertState.FIRING;
        visible(acknowledge, firing && alert.acknowledgedBy() == null);
        visible(silence, model.canSilence(alert));
        setTooltip(new Tooltip(alert.text()));
        setAccessibleText(AlertWords.word(alert) + ", " + alert.text() + ", on " + AlertWords.server(alert.server()));
        setGraphic(line);
    }
}
