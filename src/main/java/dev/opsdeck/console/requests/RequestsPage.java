package dev.opsdeck.console.requests;

import dev.opsdeck.console.connection.ActiveServer;
import dev.opsdeck.console.live.Asking;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.ui.Commands;
import dev.opsdeck.console.ui.FileDialogs;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.PageView;
import java.time.InstantSource;
import java.util.function.Supplier;

/// The Requests page, and what the rest of the window may ask of it: what the shell makes of this package, once. FX
/// thread.
public final class RequestsPage {

    /// The page's view.
    public static final String FXML = "/dev/opsdeck/console/requests/requests.fxml";

    private final Parts parts;
    private final ProfilesViewModel profiles;

    /// What the page takes from the window.
    public record Parts(
            ActiveServer active,
            LiveModel live,
            BackgroundTasks tasks,
            Commands commands,
            FileDialogs files,
            Formats formats,
            InstantSource clock) {}

    public RequestsPage(Parts parts) {
        this.parts = parts;
        ActiveServer active = parts.active();
        profiles = new ProfilesViewModel(
                asking(() -> ProfileServer.of(active.get().api())), parts.tasks(), parts.formats(), parts.clock());
    }

    /// The controller of [#FXML].
    public PageView controller() {
        ActiveServer active = parts.active();
        BackgroundTasks tasks = parts.tasks();
        RequestsViewModel model = new RequestsViewModel(
                () -> RequestServer.of(active.get().api()),
                active.connection(),
                parts.live(),
                tasks,
                parts.clock(),
                parts.formats());
        TracesViewModel traces =
                new TracesViewModel(asking(() -> TraceServer.of(active.get().api())), tasks, model.filter());
        InsightsViewModel insights =
                new InsightsViewModel(asking(() -> active.get().api().requests()::insights), tasks);
        return new RequestsController(
                model, traces, insights, profiles, parts.commands(), parts.files(), parts.formats(), parts.clock());
    }

    private <S> Asking<S> asking(Supplier<S> server) {
        return new Asking<>(
                server, parts.active().connection(), parts.live(), parts.tasks(), parts.formats(), parts.clock());
    }

    /// Shows the page with a profile opened.
    public void openProfile(long id) {
        parts.commands().open("requests");
        profiles.want(id);
    }
}
