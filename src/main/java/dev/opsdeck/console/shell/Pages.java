package dev.opsdeck.console.shell;

import dev.opsdeck.console.overview.OverviewController;
import dev.opsdeck.console.settings.ServerDialog;
import dev.opsdeck.console.settings.SettingsPage;
import dev.opsdeck.console.ui.State;
import java.util.List;

/// The pages that exist, in the order of the list. A page is added here by one line and nowhere else.
public final class Pages {

    private static final String VIEWS = "/dev/opsdeck/console/";

    private Pages() {}

    /// All pages; nothing is loaded yet.
    public static List<Page> all(PageServices s) {
        return List.of(
                new Page("overview", "Overview", "fth-grid", VIEWS + "overview/overview.fxml", () -> overview(s)),
                new Page("settings", "Settings", "fth-settings", VIEWS + "settings/settings.fxml", () -> settings(s)));
    }

    private static Object overview(PageServices s) {
        return OverviewController.of(s.active(), s.live(), s.range(), s.tasks(), s.commands(), s.formats());
    }

    private static Object settings(PageServices s) {
        return SettingsPage.controller(
                s.servers(), s.settings(), s.folders(), s.cost(), s.firstTile(), s.theme(), serverDialog(s));
    }

    static ServerDialog serverDialog(PageServices s) {
        return new ServerDialog(
                s.servers(),
                s.tasks(),
                s.overlay(),
                s.views(),
                failure -> s.notices().show(State.CRITICAL, failure.title(), failure.text()));
    }

    /// The dialogs behind the buttons of the top bar.
    static ActionDialogs dialogs(PageServices s) {
        return new ActionDialogs(
                () -> s.commands().open("products"), () -> s.commands().open("load-runs"));
    }
}
