package dev.opsdeck.console.loadruns;

import dev.opsdeck.api.loadruns.LoadComparison;
import dev.opsdeck.api.loadruns.LoadReport;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadState;
import dev.opsdeck.console.connection.Failure;
import dev.opsdeck.console.task.BackgroundTasks;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Which run the open one is compared with, and what came of it. A run that has a baseline is compared with that at
/// once. FX thread only.
final class RunComparison {

    /// What came of it, and the run that it was compared with.
    record Result(LoadComparison comparison, Baseline baseline) {}

    private final Supplier<LoadServer> server;
    private final BackgroundTasks tasks;
    private final ObservableList<LoadRun> runs;
    private final Consumer<Failure> failed;

    private final ObservableList<LoadRun> candidates = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable LoadRun> baseline = new ReadOnlyObjectWrapper<>(this, "baseline");
    private final ReadOnlyObjectWrapper<@Nullable Result> result = new ReadOnlyObjectWrapper<>(this, "result");
    private @Nullable LoadRun subject;
    private long asked;

    /// @param runs all that are known, newest first
    RunComparison(
            Supplier<LoadServer> server,
            BackgroundTasks tasks,
            ObservableList<LoadRun> runs,
            Consumer<Failure> failed) {
        this.server = server;
        this.tasks = tasks;
        this.runs = runs;
        this.failed = failed;
    }

    /// The runs that the open one can be compared with: ended, of the same target and load.
    ObservableList<LoadRun> candidates() {
        return candidates;
    }

    /// The one it is compared with, or null.
    ReadOnlyObjectProperty<@Nullable LoadRun> baseline() {
        return baseline.getReadOnlyProperty();
    }

    /// Null while there is none.
    ReadOnlyObjectProperty<@Nullable Result> result() {
        return result.getReadOnlyProperty();
    }

    /// Another run is open, or the open one has changed.
    void opened(@Nullable LoadRun run) {
        LoadRun before = subject;
        boolean other = before == null || run == null || before.id() != run.id() || before.state() != run.state();
        subject = run;
        List<LoadRun> fitting = run == null || !ended(run)
                ? List.of()
                : runs.stream().filter(candidate -> comparable(candidate, run)).toList();
        if (!candidates.equals(fitting)) {
            candidates.setAll(fitting);
        }
        if (other) {
            compareWith(fitting.stream().filter(LoadRun::baseline).findFirst().orElse(null));
        }
    }

    /// Compares the open run with that one; with none when it is null.
    void compareWith(@Nullable LoadRun with) {
        LoadRun run = subject;
        long number = ++asked;
        result.set(null);
        baseline.set(with);
        if (with == null || run == null) {
            return;
        }
        LoadServer from = server.get();
        tasks.run(
                "Comparing load runs #" + with.id() + " and #" + run.id(),
                () -> {
                    LoadComparison comparison = from.compare(with.id(), run.id());
                    LoadReport report = from.report(with.id());
                    return new Result(comparison, new Baseline("#" + with.id(), report.seconds(), report.server()));
                },
                compared -> {
                    if (number == asked) {
                        result.set(compared);
                    }
                },
                failure -> {
                    if (number == asked) {
                        baseline.set(null);
                        failed.accept(failure);
                    }
                });
    }

    private static boolean ended(LoadRun run) {
        return run.state() != LoadState.RUNNING && run.figures().completed() > 0;
    }

    private static boolean comparable(LoadRun candidate, LoadRun run) {
        return candidate.id() != run.id()
                && ended(candidate)
                && candidate.target().equals(run.target())
                && candidate.profile() == run.profile()
                && candidate.model() == run.model()
                && candidate.ratePerSecond() == run.ratePerSecond()
                && candidate.users() == run.users()
                && Objects.equals(candidate.scenario(), run.scenario());
    }
}
