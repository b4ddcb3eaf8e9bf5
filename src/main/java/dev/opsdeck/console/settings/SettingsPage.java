package dev.opsdeck.console.settings;

import dev.opsdeck.console.connection.Servers;
import dev.opsdeck.console.live.FirstTile;
import dev.opsdeck.console.store.Folders;
import dev.opsdeck.console.store.Settings;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.task.OwnCost;
import dev.opsdeck.console.tokens.Tokens;
import dev.opsdeck.console.ui.Theme;
import dev.opsdeck.console.ui.ViewLoader;
import javafx.scene.Parent;

/// Makes the page's controller. JavaFX thread only.
public final class SettingsPage {

    private SettingsPage() {}

    /// The controller, ready for the FXML loader.
    public static SettingsController controller(
            Servers servers,
            Settings settings,
            Folders folders,
            OwnCost cost,
            FirstTile firstTile,
            Theme theme,
            ServerDialog dialog,
            Parent tokens) {
        SettingsViewModel model = new SettingsViewModel(servers, settings, folders, cost, firstTile, theme::choose);
        return new SettingsController(model, () -> dialog.add(added -> {}), dialog::edit, dialog::remove, tokens);
    }

    /// The card about tokens.
    ///
    /// @param unlocked called when tokens can be read that could not before
    public static Parent tokens(
            Tokens tokens,
            Servers servers,
            Settings settings,
            BackgroundTasks tasks,
            ViewLoader views,
            Runnable unlocked) {
        TokensViewModel model = new TokensViewModel(tokens, servers, settings, tasks, unlocked);
        return views.load("/dev/opsdeck/console/settings/tokens.fxml", () -> new TokensController(model))
                .root();
    }
}
