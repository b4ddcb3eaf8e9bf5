package dev.opsdeck.console.alerts;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.console.connection.Connection;
import dev.opsdeck.console.connection.Remote;
import dev.opsdeck.console.live.Asking;
import dev.opsdeck.console.live.LiveModel;
import java.util.List;
import javafx.beans.value.ObservableValue;

/// What the backend of this computer, which watches every remote server from outside, knows about the one that is
/// shown. FX thread.
///
/// @param server       the one shown
/// @param thisComputer what that backend says
/// @param asking       asks it
record Outside(ObservableValue<Connection> server, LiveModel thisComputer, Asking<AlertServer> asking) {

    /// Whether the server shown is watched now; this computer does not watch itself.
    boolean watches() {
        return server.getValue() instanceof Remote && thisComputer.link().get().live();
    }

    /// The alerts about the server shown, which the backend names as the list does.
    List<Alert> open() {
        return watches()
                ? thisComputer.alerts().open().get().stream()
                        .filter(alert -> alert.server().equals(server.getValue().name()))
                        .toList()
                : List.of();
    }
}
