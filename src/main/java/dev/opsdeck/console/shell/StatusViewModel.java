package dev.opsdeck.console.shell;

import dev.opsdeck.api.loadruns.LoadProgress;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadState;
import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.api.sync.SyncState;
import dev.opsdeck.console.connection.ActiveServer;
import dev.opsdeck.console.connection.ApiClient;
import dev.opsdeck.console.connection.Failure;
import dev.opsdeck.console.live.LiveModel;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.task.OwnCost;
import dev.opsdeck.console.task.RunningTask;
import dev.opsdeck.console.ui.Commands;
import dev.opsdeck.console.ui.Formats;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// What the status bar says: runs of the server shown, work of the console itself, and what the console costs. JavaFX
/// thread only.
final class StatusViewModel {

    private static final Duration SHOWN_AFTER = Duration.ofMillis(200);
    private static final Duration CANCEL_AFTER = Duration.ofSeconds(2);

    private final ActiveServer active;
    private final LiveModel live;
    private final BackgroundTasks tasks;
    private final OwnCost cost;
    private final Commands commands;
    private final Consumer<Failure> complain;
    private final InstantSource clock;
    private final LongSupplier nanoClock;

    /// @param commands arms a remote server before something on it is stopped
    /// @param complain told what went wrong with a cancel
    StatusViewModel(
            ActiveServer active,
            LiveModel live,
            BackgroundTasks tasks,
            OwnCost cost,
            Commands commands,
            Consumer<Failure> complain,
            InstantSource clock,
            LongSupplier nanoClock) {
        this.active = active;
        this.live = live;
        this.tasks = tasks;
        this.cost = cost;
        this.commands = commands;
        this.complain = complain;
        this.clock = clock;
        this.nanoClock = nanoClock;
    }

    /// Something under way.
    ///
    /// @param key      the same for the same thing
    /// @param progress 0 to 1; -1 when not known
    /// @param detail   figures, may be empty
    /// @param cancel   null when it cannot be cancelled or is over too soon
    record Item(
            String key,
            String title,
            double progress,
            String detail,
            @org.jspecify.annotations.Nullable Runnable cancel) {}

    /// All that is under way now, the server's runs first.
    List<Item> items() {
        List<Item> items = new ArrayList<>();
        live.loadRuns().values().stream()
                .filter(progress -> progress.run().state() == LoadState.RUNNING)
                .sorted(Comparator.comparingLong(progress -> progress.run().id()))
                .forEach(progress -> items.add(load(progress)));
        live.syncRuns().values().stream()
                .filter(run -> run.state() == SyncState.RUNNING)
                .sorted(Comparator.comparingLong(SyncRun::id))
                .forEach(run -> items.add(sync(run)));
        tasks.running().forEach(task -> {
            Duration age = Duration.ofNanos(nanoClock.getAsLong() - task.startedNanos());
            if (age.compareTo(SHOWN_AFTER) >= 0) {
                items.add(own(task, age));
            }
        });
        return items;
    }

    /// `Opsdeck itself: CPU 1.9 % · 212 MB`, or empty before it was measured.
    String ownCost() {
        OwnCost.Reading now = cost.reading().get();
        if (now.heapMaxBytes() == 0) {
            return "";
        }
        long bytes = now.residentBytes() >= 0 ? now.residentBytes() : now.heapUsedBytes();
        return "Opsdeck itself: CPU " + Formats.percent(now.cpuShare()).text() + " · "
                + Formats.bytes((double) bytes).text();
    }

    private Item sync(SyncRun run) {
        String rows = Formats.count(run.counts().read()) + " rows";
        Double share = run.progress();
        if (share == null) {
            return new Item("sync" + run.id(), "Sync " + run.source(), -1, rows, () -> cancelSync(run.id()));
        }
        String detail = Math.round(share * 100) + " % · " + rows + left(run.startedAt(), share);
        return new Item("sync" + run.id(), "Sync " + run.source(), share, detail, () -> cancelSync(run.id()));
    }

    private Item load(LoadProgress progress) {
        LoadRun run = progress.run();
        Duration elapsed = Duration.between(run.startedAt(), clock.instant());
        double share = Math.clamp((double) elapsed.toMillis() / (run.durationSeconds() * 1000.0), 0.0, 1.0);
        String detail =
                "p95 " + Formats.millis(run.figures().response().p95Millis()).text() + " · "
                        + Formats.rate(run.figures().reachedPerSecond()).text();
        return new Item("load" + run.id(), "Load run #" + run.id(), share, detail, () -> stopLoad(run.id()));
    }

    private static Item own(RunningTask task, Duration age) {
        double share = task.progress().get();
        Runnable cancel = age.compareTo(CANCEL_AFTER) >= 0 ? task::cancel : null;
        String key = "task" + task.startedNanos() + task.title();
        return new Item(key, task.title(), share, share < 0 ? "" : Math.round(share * 100) + " %", cancel);
    }

    private String left(Instant startedAt, double share) {
        Duration elapsed = Duration.between(startedAt, clock.instant());
        if (share < 0.02 || elapsed.toSeconds() < 2) {
            return "";
        }
        long seconds = Math.round((double) elapsed.toSeconds() * (1 - share) / share);
        return " · " + Formats.duration(Duration.ofSeconds(seconds)) + " left";
    }

    private void cancelSync(long id) {
        ApiClient api = active.get().api();
        commands.whenArmed(
                "Cancel the sync",
                () -> tasks.run("Cancel the sync", () -> api.syncs().cancel(id), run -> {}, complain));
    }

    private void stopLoad(long id) {
        ApiClient api = active.get().api();
        commands.whenArmed(
                "Stop the load run",
                () -> tasks.run("Stop the load run", () -> api.loads().stop(id), run -> {}, complain));
    }
}
