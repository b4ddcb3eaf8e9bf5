package dev.opsdeck.console.settings;

import dev.opsdeck.console.connection.Servers;
import dev.opsdeck.console.live.FirstTile;
import dev.opsdeck.console.store.Folders;
import dev.opsdeck.console.store.Settings;
import dev.opsdeck.console.task.OwnCost;
import dev.opsdeck.console.ui.Theme;

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
            ServerDialog dialog) {
        SettingsViewModel model = new SettingsViewModel(servers, settings, folders, cost, firstTile, theme::choose);
        return new SettingsController(model, () -> dialog.add(added -> {}), dialog::edit, dialog::remove);
    }
}
