package dev.opsdeck.console.connection;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Which server is shown. JavaFX thread only.
public final class ActiveServer {

    private final ReadOnlyObjectWrapper<Connection> connection;

    public ActiveServer(Connection first) {
        connection = new ReadOnlyObjectWrapper<>(this, "connection", first);
    }

    /// Changes when the user selects another server; pages then forget what they show and load anew.
    public ReadOnlyObjectProperty<Connection> connection() {
        return connection.getReadOnlyProperty();
    }

    /// The one shown now.
    public Connection get() {
        return connection.get();
    }

    /// Shows another.
    public void select(Connection server) {
        connection.set(server);
    }
}
