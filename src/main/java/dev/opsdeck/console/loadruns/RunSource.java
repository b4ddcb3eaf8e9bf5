package dev.opsdeck.console.loadruns;

import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.console.connection.ActiveServer;
import dev.opsdeck.console.connection.ApiClient;
import dev.opsdeck.console.connection.Remote;
import dev.opsdeck.console.live.LiveModel;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// Where the runs of the server shown are made and kept: by that server itself, or, for a remote one, by this
/// computer, so that generator and server do not share cores. FX thread.
final class RunSource {

    /// Who makes the runs.
    enum Origin {
        /// The backend of this computer.
        HERE,
        /// The server shown.
        SERVER
    }

    /// One who makes runs.
    ///
    /// @param live   brings the seconds of its runs
    /// @param target only runs of it matter; null: all
    record Place(
            LoadServer server, LiveModel live, @Nullable String target) {

        boolean has(LoadRun run) {
            return target == null || target.equals(run.target());
        }
    }

    private final Supplier<Place> server;
    private final Supplier<Optional<Place>> here;
    private final ReadOnlyObjectWrapper<Origin> origin = new ReadOnlyObjectWrapper<>(this, "origin", Origin.SERVER);
    private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper(this, "changes");

    /// @param selected changes with the server shown
    /// @param server   that one
    /// @param here     this computer; empty when it is the server shown
    RunSource(ObservableValue<?> selected, Supplier<Place> server, Supplier<Optional<Place>> here) {
        this.server = server;
        this.here = here;
        begin();
        selected.subscribe((before, now) -> begin());
    }

    /// @param here         the backend of this computer
    /// @param shown        brings what the server shown tells
    /// @param thisComputer brings what this computer tells
    static RunSource of(ActiveServer active, ApiClient here, LiveModel shown, LiveModel thisComputer) {
        return new RunSource(
                active.connection(),
                () -> new Place(LoadServer.of(active.get().api()), shown, null),
                () -> active.get() instanceof Remote remote
                        ? Optional.of(new Place(LoadServer.of(here, remote), thisComputer, remote.runTarget()))
                        : Optional.empty());
    }

    /// Whether there is a choice: the server shown is a remote one.
    boolean choice() {
        return here.get().isPresent();
    }

    /// Whose runs are looked at.
    ReadOnlyObjectProperty<Origin> origin() {
        return origin.getReadOnlyProperty();
    }

    /// Rises when the runs that are looked at are others.
    ReadOnlyLongProperty changes() {
        return changes.getReadOnlyProperty();
    }

    /// Looks at the runs of another.
    void choose(Origin chosen) {
        if (chosen != origin.get()) {
            origin.set(chosen);
            changes.set(changes.get() + 1);
        }
    }

    /// The one whose runs are looked at.
    Place place() {
        return place(origin.get());
    }

    Place place(Origin of) {
        return of == Origin.HERE ? here.get().orElseGet(server) : server.get();
    }

    private void begin() {
        origin.set(choice() ? Origin.HERE : Origin.SERVER);
        changes.set(changes.get() + 1);
    }
}
