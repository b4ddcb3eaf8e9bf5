package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadFindings;
import dev.opsdeck.api.loadruns.LoadPoint;
import dev.opsdeck.api.loadruns.LoadSecond;
import dev.opsdeck.api.loadruns.LoadStretch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything that is learned from the seconds of one run, whoever makes it. One thread.
final class RunCourse {

    private final RunFigures figures;
    private final Stretches stretches;
    private final ProfileWatch watch;

    RunCourse(RunOrder order) {
        this.figures = new RunFigures(order);
        this.stretches = new Stretches(order);
        this.watch = ProfileWatch.of(order);
    }

    /// Takes a second in and returns it as it is shown.
    LoadPoint add(LoadSecond second) {
        watch.add(second, Durations.decoded(second.response()));
        stretches.add(second);
        return figures.add(second);
    }

    RunFigures figures() {
        return figures;
    }

    /// Whether the run has shown what it was made for.
    boolean enough() {
        return watch.enough();
    }

    @Nullable
    LoadFindings findings() {
        return watch.findings();
    }

    /// The stretches that are over since the last call.
    List<LoadStretch> takeStretches() {
        return stretches.take();
    }

    /// No more seconds come.
    void close() {
        stretches.close();
    }
}
