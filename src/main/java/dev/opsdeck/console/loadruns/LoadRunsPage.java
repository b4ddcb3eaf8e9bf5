package dev.opsdeck.console.loadruns;

import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.console.connection.ActiveServer;
import dev.opsdeck.console.connection.ApiClient;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.ui.Commands;
import dev.opsdeck.console.ui.FileDialogs;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.Notices;
import dev.opsdeck.console.ui.Overlay;
import dev.opsdeck.console.ui.PageView;
import dev.opsdeck.console.ui.ViewLoader;
import java.time.InstantSource;
import java.util.List;

/// The Load runs page and the dialog of a new run: what the shell makes of this package, once. FX thread.
public final class LoadRunsPage {

    /// The page's view.
    public static final String FXML = "/dev/opsdeck/console/loadruns/loadruns.fxml";

    private static final String NEW_RUN = "/dev/opsdeck/console/loadruns/new-run.fxml";

    private final ActiveServer active;
    private final Commands commands;
    private final Overlay overlay;
    private final Formats formats;
    private final FileDialogs files;
    private final Notices notices;
    private final ViewLoader views;
    private final LoadRunsViewModel runs;
    private final NewRunViewModel newRun;

    /// @param here         the backend of this computer
    /// @param live         of the server shown
    /// @param thisComputer of the backend of this computer
    /// @param views        loads FXML with the controller that is handed over
    public LoadRunsPage(
            ActiveServer active,
            ApiClient here,
            LiveModel live,
            LiveModel thisComputer,
            BackgroundTasks tasks,
            Commands commands,
            Overlay overlay,
            Formats formats,
            FileDialogs files,
            Notices notices,
            InstantSource clock,
            ViewLoader views) {
        this.active = active;
        this.commands = commands;
        this.overlay = overlay;
        this.formats = formats;
        this.files = files;
        this.notices = notices;
        this.views = views;
        RunSource source = RunSource.of(active, here, live, thisComputer);
        this.runs = new LoadRunsViewModel(source, List.of(live, thisComputer), tasks, clock, formats);
        this.newRun = new NewRunViewModel(source, () -> active.get().name(), live, tasks, this::started);
    }

    /// The controller of [#FXML].
    public PageView controller() {
        return new LoadRunsController(runs, commands, formats, files, notices);
    }

    /// Opens the dialog of a new run.
    public void openNewRun() {
        newRun.opened();
        showDialog();
    }

    /// Opens the dialog of a new run with a ramp chosen that the server makes of itself, the one that finds the
    /// capacity.
    public void openRampRun() {
        newRun.openedForCapacity();
        showDialog();
    }

    private void showDialog() {
        NewRunController controller = new NewRunController(newRun, active.get().name(), files, overlay::close);
        overlay.show(views.load(NEW_RUN, () -> controller).root(), controller::closed);
    }

    private void started(LoadRun run) {
        overlay.close();
        runs.started(run);
        commands.open("load-runs");
    }
}
