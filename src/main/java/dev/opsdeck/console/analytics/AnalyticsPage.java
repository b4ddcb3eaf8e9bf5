package dev.opsdeck.console.analytics;

import dev.opsdeck.console.connection.ActiveServer;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.ui.Commands;
import dev.opsdeck.console.ui.FileDialogs;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.Notices;
import dev.opsdeck.console.ui.PageView;
import java.time.InstantSource;

/// Makes the Analytics page. JavaFX thread only.
public final class AnalyticsPage {

    /// The page's view.
    public static final String FXML = "/dev/opsdeck/console/analytics/analytics.fxml";

    private AnalyticsPage() {}

    /// The controller of [#FXML].
    public static PageView controller(
            ActiveServer active,
            LiveModel live,
            BackgroundTasks tasks,
            Commands commands,
            FileDialogs files,
            Notices notices,
            Formats formats,
            InstantSource clock) {
        AnalyticsViewModel model = new AnalyticsViewModel(
                () -> AnalyticsServer.of(active.get().api()),
                active.connection(),
                live,
                tasks,
                notices,
                clock,
                formats);
        return new AnalyticsController(model, commands, files);
    }
}
