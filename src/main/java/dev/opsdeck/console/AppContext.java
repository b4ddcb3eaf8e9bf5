package dev.opsdeck.console;

import dev.opsdeck.console.connection.ActiveServer;
import dev.opsdeck.console.connection.Arming;
import dev.opsdeck.console.connection.Embedded;
import dev.opsdeck.console.connection.EmbeddedBackend;
import dev.opsdeck.console.connection.HttpClients;
import dev.opsdeck.console.connection.Remote;
import dev.opsdeck.console.connection.ServerDraft;
import dev.opsdeck.console.connection.Servers;
import dev.opsdeck.console.connection.Streams;
import dev.opsdeck.console.desktop.Desktop;
import dev.opsdeck.console.live.FirstTile;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.live.LiveRoads;
import dev.opsdeck.console.live.OutsideWatch;
import dev.opsdeck.console.live.SelectedRange;
import dev.opsdeck.console.live.TimeRange;
import dev.opsdeck.console.shell.PageServices;
import dev.opsdeck.console.shell.ShellController;
import dev.opsdeck.console.shell.WindowCommands;
import dev.opsdeck.console.store.ConsoleSettings;
import dev.opsdeck.console.store.ConsoleSettings.ServerEntry;
import dev.opsdeck.console.store.Folders;
import dev.opsdeck.console.store.Settings;
import dev.opsdeck.console.store.SettingsFile;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.task.FxTasks;
import dev.opsdeck.console.task.OwnCost;
import dev.opsdeck.console.task.SystemMeter;
import dev.opsdeck.console.tokens.Tokens;
import dev.opsdeck.console.ui.FileDialogs;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.Notices;
import dev.opsdeck.console.ui.Overlay;
import dev.opsdeck.console.ui.State;
import dev.opsdeck.console.ui.Theme;
import dev.opsdeck.console.ui.Tray;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import javafx.scene.layout.StackPane;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All wiring of the console, in the order of the two roads. Nothing here decides anything. Made and closed on the
/// JavaFX thread, by the application or by a test.
public final class AppContext implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AppContext.class);

    private final FxTasks tasks = new FxTasks(System::nanoTime);
    private final HttpClients http = new HttpClients();
    private final Settings settings;
    private final Servers servers;
    private final ActiveServer active;
    private final LiveModel live = new LiveModel();
    private final LiveRoads roads;
    private final OutsideWatch outsideWatch;
    private final OwnCost cost;
    private final Theme theme;
    private final Desktop desktop;
    private final ShellController shell;
    private final Views views = new Views();

    /// What comes from outside.
    ///
    /// @param backend  of this computer; started and closed by the caller
    /// @param loaded   the settings as they were read
    /// @param visible  whether anybody can see the window now
    /// @param jvmStart when the process started
    /// @param tray     opens the tray; blocks
    public record Outside(
            EmbeddedBackend backend,
            Folders folders,
            SettingsFile.Loaded loaded,
            Tokens tokens,
            Notices notices,
            FileDialogs files,
            InstantSource clock,
            ZoneId zone,
            Instant jvmStart,
            BooleanSupplier visible,
            Callable<Tray> tray) {}

    public AppContext(Outside outside) {
        InstantSource clock = outside.clock();
        ConsoleSettings before = outside.loaded().settings();
        settings = new Settings(
                new SettingsFile(outside.folders().settings(), clock),
                before,
                tasks,
                sentence -> outside.notices().show(State.CRITICAL, "Settings not saved", sentence));
        servers = new Servers(
                http,
                outside.backend(),
                outside.tokens(),
                drafts(before.remotes()),
                () -> UUID.randomUUID().toString(),
                remotes -> settings.update(now -> now.withServers(entries(remotes))));
        active = new ActiveServer(servers.byId(before.server()));
        FirstTile firstTile = new FirstTile(live, outside.jvmStart(), clock);
        Streams streams = new Streams(http, clock, System::nanoTime, RandomGenerator.getDefault());
        roads = new LiveRoads(streams, clock, servers.list(), active, live);
        outsideWatch =
                new OutsideWatch(tasks, roads::each, servers.byId(Embedded.ID).api()::observe, clock);
        cost = new OwnCost(tasks, new SystemMeter(), System::nanoTime);
        theme = new Theme(Theme.Choice.named(before.theme()));
        SelectedRange range = new SelectedRange();
        range.range().set(TimeRange.named(before.range()));
        Formats formats = new Formats(outside.zone());
        desktop = new Desktop(servers, roads, settings, tasks, outside.notices(), clock, formats);
        // Not before the window shows something: AWT takes its time.
        firstTile.taken().subscribe(taken -> {
            if (taken != null) {
                desktop.open(tasks, outside.tray());
            }
        });
        StackPane overlayLayer = new StackPane();
        Overlay overlay = new Overlay(overlayLayer);
        Arming arming = new Arming(clock);
        WindowCommands commands = new WindowCommands(active, arming, tasks, outside.notices(), overlay);
        PageServices services = new PageServices(
                active,
                live,
                range,
                tasks,
                commands,
                overlay,
                outside.files(),
                outside.notices(),
                formats,
                theme,
                views,
                clock,
                servers,
                settings,
                outside.folders(),
                cost,
                firstTile,
                outside.tokens(),
                roads.of(servers.byId(Embedded.ID)));
        shell = new ShellController(
                services, roads, arming, commands, overlayLayer, System::nanoTime, outside.visible());
    }

    ShellController shell() {
        return shell;
    }

    Views views() {
        return views;
    }

    Theme theme() {
        return theme;
    }

    BackgroundTasks tasks() {
        return tasks;
    }

    Settings settings() {
        return settings;
    }

    LiveModel live() {
        return live;
    }

    ActiveServer active() {
        return active;
    }

    /// A server that somebody has written into the file by hand, and wrong, is left out rather than keeping the
    /// window closed.
    private static List<ServerDraft> drafts(List<ServerEntry> entries) {
        List<ServerDraft> drafts = new ArrayList<>();
        for (ServerEntry entry : entries) {
            try {
                drafts.add(new ServerDraft(entry.id(), entry.name(), entry.address(), "", entry.certificate()));
            } catch (IllegalArgumentException | NullPointerException e) {
                LOG.warn("A server of the settings is left out: {}", e.getMessage());
            }
        }
        return drafts;
    }

    private static List<ServerEntry> entries(List<Remote> remotes) {
        return remotes.stream()
                .map(remote -> new ServerEntry(remote.id(), remote.name(), remote.address(), remote.certificate()))
                .toList();
    }

    /// Ends all that runs; blocks for as long as it takes to write the settings.
    @Override
    public void close() throws IOException {
        shell.close();
        desktop.close();
        theme.close();
        cost.close();
        outsideWatch.close();
        roads.close();
        http.close();
        tasks.close();
        settings.close();
    }
}
