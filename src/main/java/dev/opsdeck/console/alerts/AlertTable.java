package dev.opsdeck.console.alerts;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.console.live.LiveAlerts;
import dev.opsdeck.console.ui.AlertWords;
import dev.opsdeck.console.ui.Formats;
import java.time.InstantSource;
import java.util.List;
import javafx.collections.ObservableList;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/// The table of the history. FX thread.
final class AlertTable {

    private AlertTable() {}

    static void fill(TableView<Alert> table, ObservableList<Alert> rows, Formats formats, InstantSource clock) {
        table.setItems(rows);
        TableColumn<Alert, Alert> what = Columns.text("Rule", 160, Alert::rule, Alert::text);
        Columns.put(
                table,
                List.of(
                        Columns.state(
                                "Severity",
                                88,
                                alert -> AlertWords.state(alert.severity()),
                                alert -> AlertWords.state(alert.severity()).word()),
                        what,
                        Columns.text("Server", 108, alert -> AlertWords.server(alert.server())),
                        Columns.text(
                                "Began",
                                116,
                                alert -> formats.moment(LiveAlerts.since(alert), clock.instant()),
                                alert -> formats.full(LiveAlerts.since(alert))),
                        Columns.text("Lasted", 128, alert -> lasted(alert, clock), AlertTable::end),
                        Columns.number("Sent", 54, alert -> Formats.count(alert.notifications()))),
                what,
                110);
    }

    private static String lasted(Alert alert, InstantSource clock) {
        String lasted = AlertWords.lasted(alert, clock.instant());
        return switch (alert.state()) {
            case PENDING -> "pending";
            case FIRING -> lasted + " so far";
            case RESOLVED -> lasted;
        };
    }

    private static String end(Alert alert) {
        return alert.state() == AlertState.RESOLVED ? "It is over." : "It still goes on.";
    }
}
