package dev.opsdeck.console.shell;

import dev.opsdeck.console.overview.OverviewController;
import java.util.List;

/// The pages that exist, in the order of the list. A page is added here by one line and nowhere else.
public final class Pages {

    private Pages() {}

    /// All pages; nothing is loaded yet.
    public static List<Page> all(PageServices services) {
        return List.of(new Page(
                "overview",
                "Overview",
                "fth-grid",
                "/dev/opsdeck/console/overview/overview.fxml",
                () -> OverviewController.of(
                        services.active(),
                        services.live(),
                        services.range(),
                        services.tasks(),
                        services.commands(),
                        services.formats())));
    }

    /// The dialogs behind the buttons of the top bar.
    static ActionDialogs dialogs(PageServices services) {
        return new ActionDialogs(
                () -> services.commands().open("products"),
                () -> services.commands().open("load-runs"));
    }
}
