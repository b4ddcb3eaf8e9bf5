package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadFindings;
import dev.opsdeck.api.loadruns.LoadPoint;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadSecond;
import dev.opsdeck.api.loadruns.LoadServerSide;
import dev.opsdeck.api.loadruns.LoadState;
import dev.opsdeck.api.loadruns.LoadStretch;
import dev.opsdeck.api.loadruns.LoadVerdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run that is under way. Its own thread adds seconds; other threads read what it shows and stop it.
final class ActiveRun {

    private final RunOrder order;
    private final RunCourse course;
    private final List<LoadPoint> points = Collections.synchronizedList(new ArrayList<>());
    private int saved;
    private @Nullable Instant firstDue;
    private volatile LoadRun shown;
    private volatile @Nullable String stopReason;
    private volatile @Nullable EngineProcess engine;
    private volatile @Nullable TargetClient asking;
    private final LiveSide live;
    private volatile @Nullable LoadServerSide side;
    private @Nullable RuleWatch rules;

    ActiveRun(long id, RunOrder order, String target, Instant startedAt) {
        this.order = order;
        this.course = new RunCourse(order);
        this.live = new LiveSide(order.durationSeconds(), Thread::startVirtualThread);
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
                course.figures().figures(),
                null,
                List.of(),
                null,
                order.rampUpSeconds(),
                order.scenario().name(),
                false,
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
        TargetClient client = asking;
        if (client != null) {
            client.close();
        }
        EngineProcess running = engine;
        if (running != null) {
            running.stop();
        }
    }

    /// The run's own thread only, as all below. Whatever it asks the target is given up when the run is stopped.
    void asking(TargetClient client) {
        asking = client;
        if (stopReason != null) {
            client.close();
        }
    }

    void attach(EngineProcess started) {
        engine = started;
        if (stopReason != null) {
            started.stop();
        }
    }

    /// The alert rules of the server that it puts load on are tried against it.
    void triedBy(RuleWatch watch) {
        rules = watch;
    }

    /// @param now when it came: the first does so a second after the first request was due
    LoadPoint add(LoadSecond second, Instant now) {
        Instant due = firstDue == null ? now.minusSeconds(1) : firstDue;
        firstDue = due;
        if (rules != null) {
            rules.add(second, due);
        }
        LoadPoint point = course.add(second);
        points.add(point);
        show(LoadState.RUNNING, null, null, List.of(), null, course.findings());
        EngineProcess running = engine;
        if (course.enough() && running != null) {
            running.stop();
        }
        return point;
    }

    /// What the server tells of itself meanwhile, from any thread.
    LiveSide live() {
        return live;
    }

    /// What the server said of itself at the end, or null.
    void told(@Nullable LoadServerSide ofServer) {
        side = ofServer;
    }

    /// What is known of that: of a run that was stopped or failed what the server told until then.
    @Nullable
    LoadServerSide side() {
        LoadServerSide told = side;
        return told == null ? live.soFar() : told;
    }

    LoadRun end(LoadState state, Instant now, boolean sameHost, List<String> remarks, @Nullable String reason) {
        course.close();
        LoadFindings findings = ServerSides.completed(course.findings(), side, order);
        boolean early = state != LoadState.DONE || course.enough();
        Judgement judgement = Judgement.of(order, course.figures(), findings, early, sameHost)
                .alerted(order, rules == null ? List.of() : rules.critical());
        List<String> all = new ArrayList<>(remarks);
        if (order.rampUpSeconds() > 0) {
            all.add(course.figures().rampUp());
        }
        all.addAll(judgement.remarks());
        return show(state, now, judgement.verdict(), all, reason, findings);
    }

    /// The seconds since the last call.
    List<LoadPoint> takeUnsaved() {
        List<LoadPoint> all = points();
        List<LoadPoint> taken = all.subList(saved, all.size());
        saved = all.size();
        return taken;
    }

    /// When the first request was due; the start when none was yet.
    Instant firstDue() {
        Instant due = firstDue;
        return due == null ? shown.startedAt() : due;
    }

    /// The stretches that are over since the last call.
    List<LoadStretch> takeStretches() {
        return course.takeStretches();
    }

    RunFigures figures() {
        return course.figures();
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
            @Nullable String reason,
            @Nullable LoadFindings findings) {
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
                course.figures().figures(),
                verdict,
                remarks,
                reason,
                before.rampUpSeconds(),
                before.scenario(),
                before.baseline(),
                findings);
        shown = now;
        return now;
    }
}
