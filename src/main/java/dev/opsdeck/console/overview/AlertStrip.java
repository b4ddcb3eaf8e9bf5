package dev.opsdeck.console.overview;

import static dev.opsdeck.console.ui.Visibility.visible;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.console.live.LiveAlerts;
import dev.opsdeck.console.ui.AlertWords;
import dev.opsdeck.console.ui.Commands;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.StateLabel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What fires, in a few lines above the tiles; nothing when nothing does. It says nothing that changes by itself,
/// so it is made anew only when an alert changes. FX thread.
public final class AlertStrip extends VBox {

    private static final double NAME = 260;
    private static final double SINCE = 128;
    private static final int LINES = 3;

    private Runnable opens = () -> {};

    /// Empty until it is told what fires.
    public AlertStrip() {
        getStyleClass().addAll("od-card", "overview-alerts");
        setOnMouseClicked(click -> {
            if (click.getButton() == MouseButton.PRIMARY) {
                opens.run();
            }
        });
        hideOrShow();
    }

    /// @param shown what is not over, the worst first, or what was not over then: nothing can be done about that
    void show(ShownAlerts shown, Commands commands, Formats formats, Instant now) {
        opens = () -> commands.open("alerts");
        List<Alert> firing = shown.open().stream()
                .filter(alert -> alert.state() == AlertState.FIRING)
                .toList();
        getChildren().clear();
        boolean keyed = false;
        for (Alert alert : firing.subList(0, Math.min(LINES, firing.size()))) {
            boolean first = !keyed && !shown.past() && AlertWords.unattended(alert);
            HBox line = line(alert, formats, now);
            if (!shown.past()) {
                line.getChildren().addAll(buttons(alert, first, commands));
            }
            getChildren().add(line);
            keyed |= first;
        }
        if (shown.past() && firing.isEmpty()) {
            // A line in any case: what is below does not jump with every alert that the pointer passes.
            Label none = new Label("Nothing fired then.");
            none.getStyleClass().addAll("od-muted", "overview-alert");
            getChildren().add(none);
        }
        if (firing.size() > LINES) {
            Button more = new Button("and " + (firing.size() - LINES) + " more");
            more.getStyleClass().add("od-link");
            more.setOnAction(click -> opens.run());
            getChildren().add(more);
        }
        hideOrShow();
    }

    private static HBox line(Alert alert, Formats formats, Instant now) {
        StateLabel state = new StateLabel();
        state.show(AlertWords.state(alert), AlertWords.word(alert));
        state.setMinWidth(72);
        Label what = new Label(alert.rule());
        what.getStyleClass().add("od-strong");
        what.setMinWidth(0);
        // Since when is worth more than the end of a long name; the tooltip has both.
        what.setMaxWidth(NAME);
        Label more = new Label(more(alert, formats, now));
        more.getStyleClass().add("od-muted");
        // It has room for its beginning, and else what the name leaves.
        more.setMinWidth(SINCE);
        more.setPrefWidth(SINCE);
        more.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(more, Priority.ALWAYS);
        HBox line = new HBox(state, what, more);
        line.getStyleClass().add("overview-alert");
        Tooltip.install(line, new Tooltip(alert.rule() + "\n" + more.getText()));
        return line;
    }

    /// @param keyed whether the key A means this one
    private static List<Node> buttons(Alert alert, boolean keyed, Commands commands) {
        List<Node> buttons = new ArrayList<>();
        if (alert.acknowledgedBy() == null) {
            Button acknowledge = button("Acknowledge", () -> commands.acknowledge(alert));
            if (keyed) {
                Label key = new Label("A");
                key.getStyleClass().add("od-key");
                acknowledge.setGraphic(key);
                acknowledge.setContentDisplay(ContentDisplay.RIGHT);
            }
            buttons.add(acknowledge);
        }
        if (alert.silencedBy() == null) {
            buttons.add(button("Silence…", () -> commands.silence(alert)));
        }
        return buttons;
    }

    private static String more(Alert alert, Formats formats, Instant now) {
        String since =
                "since " + formats.moment(LiveAlerts.since(alert), now) + " on " + AlertWords.server(alert.server());
        return Stream.of(since, AlertWords.threshold(alert), AlertWords.handled(alert, now, formats))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    private static Button button(String text, Runnable action) {
        Button button = new Button(text);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.getStyleClass().add("overview-alert-button");
        button.setOnAction(click -> action.run());
        return button;
    }

    private void hideOrShow() {
        boolean any = !getChildren().isEmpty();
        visible(this, any);
    }
}
