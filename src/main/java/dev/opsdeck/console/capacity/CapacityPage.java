package dev.opsdeck.console.capacity;

import dev.opsdeck.console.connection.ActiveServer;
import dev.opsdeck.console.live.Asking;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.ui.Commands;
import dev.opsdeck.console.ui.FileDialogs;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.Notices;
import dev.opsdeck.console.ui.PageView;
import java.time.InstantSource;

/// Makes the Capacity page. JavaFX thread only.
public final class CapacityPage {

    /// The page's view.
    public static final String FXML = "/dev/opsdeck/console/capacity/capacity.fxml";

    private CapacityPage() {}

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
        Asking<CapacityServer> asking = new Asking<>(
                () -> CapacityServer.of(active.get().api().capacity()), active.connection(), live, tasks, formats);
        PlanViewModel plan = new PlanViewModel(asking, tasks, notices);
        CapacityViewModel model =
                new CapacityViewModel(asking, plan, tasks, notices, new CapacityWords(formats, clock));
        return new CapacityController(model, plan, commands, files);
    }
}
