package dev.opsdeck.console.shell;

import dev.opsdeck.console.connection.ActiveServer;
import dev.opsdeck.console.connection.Servers;
import dev.opsdeck.console.live.FirstTile;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.live.SelectedRange;
import dev.opsdeck.console.store.Folders;
import dev.opsdeck.console.store.Settings;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.task.OwnCost;
import dev.opsdeck.console.tokens.Tokens;
import dev.opsdeck.console.ui.Commands;
import dev.opsdeck.console.ui.FileDialogs;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.Notices;
import dev.opsdeck.console.ui.Overlay;
import dev.opsdeck.console.ui.Theme;
import dev.opsdeck.console.ui.ViewLoader;
import java.time.InstantSource;

/// What pages are made of; each takes from it what it needs, by constructor.
///
/// @param live         of the server shown
/// @param thisComputer of the embedded backend, whichever is shown
public record PageServices(
        ActiveServer active,
        LiveModel live,
        SelectedRange range,
        BackgroundTasks tasks,
        Commands commands,
        Overlay overlay,
        FileDialogs files,
        Notices notices,
        Formats formats,
        Theme theme,
        ViewLoader views,
        InstantSource clock,
        Servers servers,
        Settings settings,
        Folders folders,
        OwnCost cost,
        FirstTile firstTile,
        Tokens tokens,
        LiveModel thisComputer) {}
