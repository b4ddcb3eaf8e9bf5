package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadPoint;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadSecond;
import dev.opsdeck.api.loadruns.LoadState;
import dev.opsdeck.api.loadruns.LoadVerdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run that is under way. Its own thread adds seconds; other threads read what it shows and stop it.
final class ActiveRun {

    private final RunOrder order;
    private final RunFigures figures;
    private final List<LoadPoint> points = Collections.synchronizedList(new ArrayList<>());
    private int saved;
    private volatile LoadRun shown;
    private volatile @Nullable String stopReason;
    private volatile @Nullable EngineProcess engine;

    ActiveRun(long id, RunOrder order, String target, Instant startedAt) {
        this.order = order;
        this.figures = new RunFigures(order.durationSeconds());
        this.shown = new LoadRun(
                id,
                order.profile(),
                order.model(),
                target,
                order.ratePerSecond(),
                order.users(),
                order.durationSeconds(),
                LoadState.RUNNING,
                startedAt,
                null,
                figures.figures(),
                null,
                List.of(),
                null);
    }

    LoadRun shown() {
        return shown;
    }

    RunOrder order() {
        return order;
    }

    /// All seconds so far, from any thread.
    List<LoadPoint> points() {
        return List.copyOf(points);
    }

    /// Why it was stopped, or null.
    @Nullable
    String stopReason() {
        return stopReason;
    }

    void stop(String reason) {
        stopReason = reason;
        EngineProcess running = engine;
        if (running != null) {
            running.stop();
        }
    }

    /// The run's own thread only, as all below.
    void attach(EngineProcess started) {
        engine = started;
        if (stopReason != null) {
            started.stop();
        }
    }

    LoadPoint add(LoadSecond second) {
        LoadPoint point = figures.add(second);
        points.add(point);
        show(LoadState.RUNNING, null, null, List.of(), null);
        return point;
    }

    LoadRun end(LoadState state, Instant now, boolean sameHost, List<String> remarks, @Nullable String reason) {
        Judgement judgement = Judgement.of(order, figures.figures(), figures.late(), state != LoadState.DONE, sameHost);
        List<String> all = new ArrayList<>(remarks);
        all.addAll(judgement.remarks());
        return show(state, now, judgement.verdict(), all, reason);
    }

    /// The seconds since the last call.
    List<LoadPoint> takeUnsaved() {
        List<LoadPoint> all = points();
        List<LoadPoint> taken = all.subList(saved, all.size());
        saved = all.size();
        return taken;
    }

    byte[] response() {
        return figures.response();
    }

    byte[] service() {
        return figures.service();
    }

    /// Ends the engine's process if it has not ended.
    void kill() {
        EngineProcess running = engine;
        if (running != null) {
            running.close();
        }
    }

    private LoadRun show(
            LoadState state,
            @Nullable Instant finishedAt,
            @Nullable LoadVerdict verdict,
            List<String> remarks,
            @Nullable String reason) {
        LoadRun before = shown;
        LoadRun now = new LoadRun(
                before.id(),
                before.profile(),
                before.model(),
                before.target(),
                before.ratePerSecond(),
                before.users(),
                before.durationSeconds(),
                state,
                before.startedAt(),
                finishedAt,
                figures.figures(),
                verdict,
                remarks,
                reason);
        shown = now;
        return now;
    }
}
