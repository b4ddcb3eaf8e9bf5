package dev.opsdeck.console.live;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.console.connection.Connection;
import dev.opsdeck.console.connection.Remote;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What fires on all servers of the list, for their dots, the tray and the desktop. JavaFX thread only; written by
/// [LiveRoads]. What was known of a server stays while its connection is lost.
public final class OpenAlerts {

    private final List<Connection> servers;
    private final Map<String, List<Alert>> bySource = new HashMap<>();
    private final ReadOnlyObjectWrapper<List<Firing>> firing = new ReadOnlyObjectWrapper<>(this, "firing", List.of());

    /// @param servers the list, as it is at any time
    public OpenAlerts(List<Connection> servers) {
        this.servers = servers;
    }

    /// Of all servers, in the order of the list, each server's worst first. Replaced when something changes.
    public ReadOnlyObjectProperty<List<Firing>> firing() {
        return firing.getReadOnlyProperty();
    }

    void put(Connection source, List<Alert> open) {
        if (!open.equals(bySource.put(source.id(), open))) {
            collect();
        }
    }

    void forget(Connection source) {
        bySource.remove(source.id());
        collect();
    }

    private void collect() {
        List<Firing> now = new ArrayList<>();
        for (Connection source : servers) {
            for (Alert alert : bySource.getOrDefault(source.id(), List.of())) {
                if (alert.state() == AlertState.FIRING && alert.silencedBy() == null && alert.inhibitedBy() == null) {
                    now.add(new Firing(about(alert, source), source, alert));
                }
            }
        }
        if (!now.equals(firing.get())) {
            firing.set(List.copyOf(now));
        }
    }

    /// This computer's backend names a remote server as the list does.
    private Connection about(Alert alert, Connection source) {
        return servers.stream()
                .filter(server -> !(source instanceof Remote) && server.name().equals(alert.server()))
                .findFirst()
                .orElse(source);
    }
}
