package dev.opsdeck.console.live;

import dev.opsdeck.console.connection.ActiveServer;
import dev.opsdeck.console.connection.Connection;
import dev.opsdeck.console.connection.EventStreamClient;
import dev.opsdeck.console.connection.Streams;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;

/// Holds one stream for each server of the list and leads what they bring into the [LiveModel] of the one shown.
/// Closed by the application; JavaFX thread only.
public final class LiveRoads implements AutoCloseable {

    private final Streams streams;
    private final InstantSource clock;
    private final ActiveServer active;
    private final LiveModel shown;
    private final Map<String, ServerLive> roads = new HashMap<>();
    private final Map<String, ReadOnlyObjectWrapper<LinkState>> links = new HashMap<>();
    private final OpenAlerts openAlerts;

    /// @param shown the model of the pages
    public LiveRoads(
            Streams streams,
            InstantSource clock,
            ObservableList<Connection> servers,
            ActiveServer active,
            LiveModel shown) {
        this.streams = streams;
        this.clock = clock;
        this.active = active;
        this.shown = shown;
        this.openAlerts = new OpenAlerts(servers);
        servers.forEach(this::open);
        servers.addListener(this::changed);
        active.connection().addListener(change -> showActive());
    }

    /// How the connection to a server of the list is.
    public ReadOnlyObjectProperty<LinkState> link(Connection server) {
        return linkOf(server).getReadOnlyProperty();
    }

    /// What fires on all servers of the list.
    public OpenAlerts openAlerts() {
        return openAlerts;
    }

    /// What is known of a server that is never taken off the list.
    ///
    /// @throws IllegalArgumentException if it is not there
    public LiveModel of(Connection server) {
        ServerLive road = roads.get(server.id());
        if (road == null) {
            throw new IllegalArgumentException(server.name() + " is not in the list.");
        }
        return road.known();
    }

    /// Hands over every server with what is known of it.
    public void each(BiConsumer<Connection, LiveModel> taker) {
        roads.values().forEach(road -> taker.accept(road.server(), road.known()));
    }

    /// Tries the server shown again at once.
    public void retryNow() {
        ServerLive road = roads.get(active.get().id());
        if (road != null) {
            road.retryNow();
        }
    }

    /// Tries every server again at once that has no connection.
    public void retryAll() {
        roads.values().forEach(ServerLive::retryNow);
    }

    private void changed(ListChangeListener.Change<? extends Connection> change) {
        while (change.next()) {
            change.getRemoved().forEach(this::closeRoad);
            change.getAddedSubList().forEach(this::open);
        }
        showActive();
    }

    private void open(Connection server) {
        // The pulse needs the road, the inbox the pulse, and the road the inbox.
        FxPulse[] pulse = new FxPulse[1];
        SnapshotInbox inbox = new SnapshotInbox(clock, () -> pulse[0].request());
        EventStreamClient stream = streams.open(server, inbox);
        ServerLive road = new ServerLive(server, inbox, stream);
        pulse[0] = FxPulse.of(() -> drain(road));
        linkOf(server).set(new LinkState.Connecting());
        roads.put(server.id(), road);
        stream.start();
    }

    private void drain(ServerLive road) {
        if (!road.equals(roads.get(road.server().id()))) {
            return;
        }
        Batch batch = road.inbox().drain();
        road.known().apply(batch);
        linkOf(road.server()).set(road.known().link().get());
        openAlerts.put(road.server(), road.known().alerts().open().get());
        if (road.server().id().equals(active.get().id())) {
            shown.apply(batch);
        }
    }

    private void showActive() {
        ServerLive road = roads.get(active.get().id());
        if (road != null) {
            shown.show(road.known());
        }
    }

    private ReadOnlyObjectWrapper<LinkState> linkOf(Connection server) {
        return links.computeIfAbsent(
                server.id(), id -> new ReadOnlyObjectWrapper<>(this, id, new LinkState.Connecting()));
    }

    private void closeRoad(Connection server) {
        ServerLive road = roads.remove(server.id());
        if (road != null) {
            road.close();
            openAlerts.forget(server);
        }
    }

    @Override
    public void close() {
        List.copyOf(roads.values()).forEach(ServerLive::close);
        roads.clear();
    }
}
