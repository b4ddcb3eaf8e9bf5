package dev.opsdeck.console.desktop;

import dev.opsdeck.console.connection.Connection;
import dev.opsdeck.console.connection.Servers;
import dev.opsdeck.console.live.Firing;
import dev.opsdeck.console.live.LinkState;
import dev.opsdeck.console.live.LiveRoads;
import dev.opsdeck.console.live.ServerState;
import dev.opsdeck.console.store.Settings;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.Notices;
import dev.opsdeck.console.ui.State;
import dev.opsdeck.console.ui.Tray;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import javafx.collections.ListChangeListener;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// What is seen of the console while its window is not: the tray icon with the worst state of all servers, and
/// messages about critical alerts, in the window's corner where the system has no tray. JavaFX thread; closed by
/// the application.
public final class Desktop implements AutoCloseable {

    private final Servers servers;
    private final LiveRoads roads;
    private final Notices notices;
    private Subscription links = Subscription.EMPTY;
    private Tray tray = Tray.NONE;
    private @Nullable ServerState shown;
    private boolean closed;

    public Desktop(
            Servers servers,
            LiveRoads roads,
            Settings settings,
            BackgroundTasks tasks,
            Notices notices,
            InstantSource clock,
            Formats formats) {
        this.servers = servers;
        this.roads = roads;
        this.notices = notices;
        DesktopNews news =
                new DesktopNews(tasks, () -> settings.get().messages(), clock, formats, this::listed, this::tell);
        roads.openAlerts().firing().subscribe(firing -> {
            news.firing(firing);
            refresh();
        });
        servers.list().addListener((ListChangeListener<Connection>) change -> follow());
        follow();
    }

    /// Opens the tray beside the FX thread, because that takes a while.
    ///
    /// @param opens blocks; [Tray#NONE] where there is none
    public void open(BackgroundTasks tasks, Callable<Tray> opens) {
        tasks.run("Opening the tray", opens, this::opened, failure -> {});
    }

    private void opened(Tray there) {
        if (closed) {
            there.close();
            return;
        }
        tray = there;
        shown = null;
        refresh();
    }

    private void follow() {
        links.unsubscribe();
        links = Subscription.EMPTY;
        for (Connection server : servers.list()) {
            links = links.and(roads.link(server).subscribe((before, now) -> {
                if (!(before.live() && now.live())) {
                    refresh();
                }
            }));
        }
        refresh();
    }

    private void refresh() {
        ServerState now = worst(servers.list(), roads.openAlerts().firing().get());
        if (!Objects.equals(now, shown)) {
            shown = now;
            tray.show(now.state(), now.words());
        }
    }

    private ServerState worst(List<Connection> all, List<Firing> firing) {
        ServerState worst =
                new ServerState(State.OK, all.size() == 1 ? "all is well" : all.size() + " servers, all well");
        for (Connection server : all) {
            LinkState link = roads.link(server).get();
            ServerState state = ServerState.of(link, about(server, firing));
            if (state.state().compareTo(worst.state()) > 0) {
                worst = new ServerState(
                        state.state(), state.state().word() + ", " + server.name() + ": " + state.words());
            }
        }
        return worst;
    }

    private static List<Firing> about(Connection server, List<Firing> firing) {
        return firing.stream()
                .filter(one -> one.about().id().equals(server.id()))
                .toList();
    }

    private boolean listed(String id) {
        return servers.list().stream().anyMatch(server -> server.id().equals(id));
    }

    private void tell(State state, String title, String text) {
        if (!tray.tell(state, title, text)) {
            notices.show(state, title, text);
        }
    }

    @Override
    public void close() {
        closed = true;
        links.unsubscribe();
        tray.close();
    }
}
