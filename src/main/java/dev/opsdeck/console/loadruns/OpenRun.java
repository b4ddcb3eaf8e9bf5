package dev.opsdeck.console.loadruns;

import dev.opsdeck.api.loadruns.LoadPoint;
import dev.opsdeck.api.loadruns.LoadProgress;
import dev.opsdeck.api.loadruns.LoadReport;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadServerSide;
import dev.opsdeck.api.loadruns.LoadState;
import dev.opsdeck.console.connection.Failure;
import dev.opsdeck.console.task.BackgroundTasks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The run that is shown in detail, with its seconds: read once and then added one by one; a second that is missing,
/// because events are conflated, makes them be read again. FX thread only.
final class OpenRun {

    private static final LoadServerSide TOLD_NOTHING = new LoadServerSide(List.of(), null);

    private final Supplier<LoadServer> server;
    private final BackgroundTasks tasks;
    private final Consumer<LoadRun> learned;
    private final Consumer<Failure> failed;

    private final ReadOnlyObjectWrapper<@Nullable LoadRun> run = new ReadOnlyObjectWrapper<>(this, "run");
    private final ReadOnlyObjectWrapper<@Nullable LoadServerSide> side = new ReadOnlyObjectWrapper<>(this, "side");
    private final ObservableList<LoadPoint> seconds = FXCollections.observableArrayList();
    private boolean reading;
    private long forgotten;

    /// @param learned told of the run as the server has it now
    OpenRun(Supplier<LoadServer> server, BackgroundTasks tasks, Consumer<LoadRun> learned, Consumer<Failure> failed) {
        this.server = server;
        this.tasks = tasks;
        this.learned = learned;
        this.failed = failed;
    }

    /// Null when none is open.
    ReadOnlyObjectProperty<@Nullable LoadRun> run() {
        return run.getReadOnlyProperty();
    }

    /// What the server said of itself meanwhile, so far: without points and parts when it said nothing, null
    /// while that is not known.
    ReadOnlyObjectProperty<@Nullable LoadServerSide> side() {
        return side.getReadOnlyProperty();
    }

    /// In order.
    ObservableList<LoadPoint> seconds() {
        return seconds;
    }

    void open(LoadRun opened) {
        if (shows(opened)) {
            return;
        }
        seconds.clear();
        side.set(null);
        run.set(opened);
        read();
    }

    /// The same run, read again.
    void again(LoadRun same) {
        run.set(same);
        read();
    }

    /// Takes in a newer state of a run, if it is this one.
    void update(LoadRun newer) {
        if (shows(newer)) {
            run.set(newer);
        }
    }

    void arrived(LoadProgress progress) {
        if (!shows(progress.run())) {
            return;
        }
        LoadPoint latest = progress.latest();
        int next = seconds.isEmpty() ? 0 : seconds.getLast().second() + 1;
        if (latest != null && latest.second() == next) {
            seconds.add(latest);
        } else if ((latest != null && latest.second() > next) || progress.run().state() != LoadState.RUNNING) {
            read();
        }
        LoadServerSide news = progress.server();
        if (news != null && progress.run().state() == LoadState.RUNNING && !ended()) {
            side.set(RunLines.together(side.get(), news));
        }
    }

    /// Another server is shown.
    void forget() {
        forgotten++;
        reading = false;
        seconds.clear();
        side.set(null);
        run.set(null);
    }

    /// How many seconds of a run have passed.
    int secondsDone(LoadRun of, Instant now) {
        if (shows(of) && !seconds.isEmpty()) {
            return seconds.getLast().second() + 1;
        }
        Instant end = of.finishedAt() == null ? now : of.finishedAt();
        return Math.clamp(Duration.between(of.startedAt(), end).toSeconds(), 0, of.durationSeconds());
    }

    private boolean ended() {
        LoadRun now = run.get();
        return now != null && now.state() != LoadState.RUNNING;
    }

    private boolean shows(LoadRun other) {
        LoadRun now = run.get();
        return now != null && now.id() == other.id();
    }

    private void read() {
        LoadRun now = run.get();
        if (now == null || reading) {
            return;
        }
        reading = true;
        long number = forgotten;
        LoadServer from = server.get();
        tasks.run(
                "Reading load run #" + now.id(),
                () -> from.report(now.id()),
                report -> {
                    if (number == forgotten) {
                        reading = false;
                        show(report);
                    }
                },
                failure -> {
                    if (number == forgotten) {
                        reading = false;
                        failed.accept(failure);
                    }
                });
    }

    private void show(LoadReport report) {
        if (run.get() == null) {
            return;
        }
        if (!shows(report.run())) {
            // Another one was opened meanwhile.
            read();
            return;
        }
        List<LoadPoint> read = report.seconds();
        if (read.size() >= seconds.size()) {
            seconds.setAll(read);
        }
        LoadServerSide told = report.server();
        if (report.run().state() != LoadState.RUNNING) {
            side.set(told == null ? TOLD_NOTHING : told);
        } else if (told != null) {
            // News may have come while it was read.
            side.set(RunLines.together(side.get(), told));
        }
        learned.accept(report.run());
    }
}
