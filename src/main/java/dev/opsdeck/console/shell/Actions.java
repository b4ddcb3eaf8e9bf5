package dev.opsdeck.console.shell;

import dev.opsdeck.console.connection.Connection;
import dev.opsdeck.console.live.LiveRoads;
import dev.opsdeck.console.live.TimeRange;
import dev.opsdeck.console.ui.Theme;
import java.util.ArrayList;
import java.util.List;

/// Everything that the palette offers: actions, pages, servers. JavaFX thread only.
final class Actions {

    private static final String ACTION = "Action";

    private Actions() {}

    static List<Action> all(PageServices services, WindowCommands commands, PageHost pages, LiveRoads roads) {
        List<Action> all = new ArrayList<>();
        all.add(new Action("Sync", ACTION, "F5", commands::sync));
        all.add(new Action("Flush cache", ACTION, "Shift+F5", commands::flush));
        all.add(new Action("Load run", ACTION, "Ctrl+L", commands::loadRun));
        all.add(new Action("Ramp run: measure the capacity", ACTION, "", commands::rampRun));
        all.add(new Action("Acknowledge an alert", ACTION, "A", commands::acknowledge));
        all.add(new Action("Silence alerts", ACTION, "", commands::newSilence));
        all.add(new Action("New alert rule", ACTION, "", commands::newRule));
        all.add(new Action("Overlay the same time yesterday", ACTION, "Y", () -> {
            pages.show("overview");
            pages.yesterday();
        }));
        int place = 1;
        for (Page page : pages.pages()) {
            all.add(new Action(page.title(), "Page", "Ctrl+" + place, () -> pages.show(page.id())));
            place++;
        }
        for (Connection server : services.servers().list()) {
            all.add(new Action(
                    server.name(), "Server", "", () -> services.active().select(server)));
        }
        all.add(new Action("Add server", ACTION, "", commands::addServer));
        all.add(new Action("Try the connection again", ACTION, "", roads::retryNow));
        for (TimeRange range : TimeRange.values()) {
            all.add(new Action(
                    "Show the last " + range.label(),
                    ACTION,
                    "",
                    () -> services.range().range().set(range)));
        }
        all.add(new Action("Theme: light", ACTION, "", () -> theme(services, Theme.Choice.LIGHT)));
        all.add(new Action("Theme: dark", ACTION, "", () -> theme(services, Theme.Choice.DARK)));
        all.add(new Action("Theme: as the system", ACTION, "", () -> theme(services, Theme.Choice.SYSTEM)));
        return all;
    }

    /// All that has a key, for the cheat sheet.
    static List<Action> keyed(List<Action> actions) {
        List<Action> keyed = new ArrayList<>(
                actions.stream().filter(action -> !action.keys().isEmpty()).toList());
        keyed.add(new Action("Everything by name", ACTION, "Ctrl+K", () -> {}));
        keyed.add(new Action("Next server", ACTION, "Ctrl+Tab", () -> {}));
        keyed.add(new Action("Silence the selected alert", ACTION, "S", () -> {}));
        keyed.add(new Action("Search on the page", ACTION, "/", () -> {}));
        keyed.add(new Action("Look back: a step, ten steps", ACTION, "←  →  Shift", () -> {}));
        keyed.add(new Action("Look back: oldest, newest", ACTION, "Home  End", () -> {}));
        keyed.add(new Action("Back, back to live, close", ACTION, "Esc", () -> {}));
        keyed.add(new Action("This list", ACTION, "?", () -> {}));
        return keyed;
    }

    private static void theme(PageServices services, Theme.Choice choice) {
        services.theme().choose(choice);
        services.settings().update(settings -> settings.withTheme(choice.name()));
    }
}
