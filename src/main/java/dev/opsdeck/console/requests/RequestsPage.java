package dev.opsdeck.console.requests;

import dev.opsdeck.console.connection.ActiveServer;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.ui.Commands;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.PageView;
import java.time.InstantSource;

/// Makes the Requests page. JavaFX thread only.
public final class RequestsPage {

    /// The page's view.
    public static final String FXML = "/dev/opsdeck/console/requests/requests.fxml";

    private RequestsPage() {}

    /// The controller of [#FXML].
    public static PageView controller(
            ActiveServer active,
            LiveModel live,
            BackgroundTasks tasks,
            Commands commands,
            Formats formats,
            InstantSource clock) {
        RequestsViewModel model = new RequestsViewModel(
                () -> RequestServer.of(active.get().api()), active.connection(), live, tasks, clock, formats);
        TracesViewModel traces = new TracesViewModel(
                () -> TraceServer.of(active.get().api()), active.connection(), tasks, model.filter());
        InsightsViewModel insights =
                new InsightsViewModel(() -> active.get().api()::insights, active.connection(), tasks);
        return new RequestsController(model, traces, insights, commands, formats, clock);
    }
}
