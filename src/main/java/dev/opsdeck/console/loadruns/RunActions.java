package dev.opsdeck.console.loadruns;

import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadState;
import dev.opsdeck.console.connection.Failure;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.ui.ExportFile;
import dev.opsdeck.console.ui.Outcome;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What can be done with the run that is open. FX thread only; nothing happens when none is.
final class RunActions {

    private final Supplier<LoadServer> server;
    private final BackgroundTasks tasks;
    private final OpenRun open;
    private final RunComparison comparison;
    private final Consumer<LoadRun> changed;
    private final Consumer<Failure> failed;

    /// @param changed told of the run as it is now
    RunActions(
            Supplier<LoadServer> server,
            BackgroundTasks tasks,
            OpenRun open,
            RunComparison comparison,
            Consumer<LoadRun> changed,
            Consumer<Failure> failed) {
        this.server = server;
        this.tasks = tasks;
        this.open = open;
        this.comparison = comparison;
        this.changed = changed;
        this.failed = failed;
    }

    void stop() {
        LoadRun run = open.run().get();
        if (run == null || run.state() != LoadState.RUNNING) {
            return;
        }
        LoadServer at = server.get();
        tasks.run("Stopping load run #" + run.id(), () -> at.stop(run.id()), changed, failed);
    }

    /// Marks it as baseline, or takes its mark off.
    void toggleBaseline() {
        LoadRun run = open.run().get();
        if (run == null) {
            return;
        }
        LoadServer at = server.get();
        tasks.run(
                run.baseline() ? "Taking the mark off load run #" + run.id() : "Marking load run #" + run.id(),
                () -> at.baseline(run.id(), !run.baseline()),
                changed,
                failed);
    }

    /// Writes a report of it, compared as it is shown, to a file.
    ///
    /// @param said told how that went
    void export(Path file, Consumer<Outcome> said) {
        LoadRun run = open.run().get();
        if (run == null) {
            return;
        }
        LoadRun baseline = comparison.baseline().get();
        LoadServer from = server.get();
        tasks.run(
                "Writing the report of load run #" + run.id(),
                () -> ExportFile.write(file, from.page(run.id(), baseline == null ? null : baseline.id())),
                said,
                failed);
    }
}
