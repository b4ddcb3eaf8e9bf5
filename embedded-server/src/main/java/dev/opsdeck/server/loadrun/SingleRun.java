package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadFindings;
import dev.opsdeck.api.loadruns.LoadPoint;
import dev.opsdeck.api.loadruns.LoadRecord;
import dev.opsdeck.api.loadruns.LoadReport;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadSecond;
import dev.opsdeck.api.loadruns.LoadServerSide;
import dev.opsdeck.api.loadruns.LoadState;
import dev.opsdeck.server.http.Json;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Phaser;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A run of the command line: without database, and without a server of our own. One thread, once.
final class SingleRun {

    /// Nobody believes it, but it tells a load run's requests in a log.
    static final String MARK = "command-line.unsigned";

    private static final String ID = "command-line";
    private static final String UNSIGNED = "unsigned";

    private final RunOrder order;
    private final String target;
    private final @Nullable String token;
    private final TargetClient client;
    private final Json json;
    private final InstantSource clock;
    private final Phaser together;
    private @Nullable Instant due;

    /// @param together passed when this run is ready to begin: those that share it begin together
    SingleRun(
            RunOrder order,
            String target,
            @Nullable String token,
            TargetClient client,
            Json json,
            InstantSource clock,
            Phaser together) {
        this.order = order;
        this.target = target;
        this.token = token;
        this.client = client;
        this.json = json;
        this.clock = clock;
        this.together = together;
    }

    /// Makes the run and blocks until it has ended.
    ///
    /// @throws IOException if it could not be made; its message is a sentence for the user
    LoadRecord make(Consumer<LoadPoint> seconds) throws IOException, InterruptedException {
        List<String> remarks = new ArrayList<>();
        List<Long> ids;
        ServerSides sides = new ServerSides(client, json, clock);
        try {
            ids = new TargetCatalogue(json).productIds(client);
            if (token != null) {
                sides.begin();
            }
        } finally {
            together.arriveAndAwaitAdvance();
        }
        if (ids.isEmpty()) {
            remarks.add("The target named no active products, so calls of a single product were left out.");
        }
        Instant started = clock.instant();
        RunCourse course = new RunCourse(order);
        List<LoadPoint> points = new ArrayList<>();
        try (EngineProcess engine = EngineProcess.start(order.plan(ID, UNSIGNED, target, token, ids), json)) {
            String failure = engine.follow(second -> take(second, course, points, engine, seconds));
            if (failure != null) {
                throw new IOException(failure);
            }
        }
        course.close();
        LoadServerSide side = sides.end(course.figures(), due == null ? started : due, points.size());
        if (!sides.refusal().isEmpty()) {
            remarks.add(sides.refusal());
        }
        LoadRun run = run(course, side, started, remarks);
        return new LoadRecord(new LoadReport(run, points, side), course.takeStretches());
    }

    private void take(
            LoadSecond second,
            RunCourse course,
            List<LoadPoint> points,
            EngineProcess engine,
            Consumer<LoadPoint> seconds) {
        if (points.isEmpty()) {
            due = clock.instant().minusSeconds(1);
        }
        LoadPoint point = course.add(second);
        points.add(point);
        seconds.accept(point);
        if (course.enough()) {
            engine.stop();
        }
    }

    private LoadRun run(RunCourse course, @Nullable LoadServerSide side, Instant started, List<String> remarks) {
        LoadFindings findings = ServerSides.completed(course.findings(), side, order);
        Judgement judgement =
                Judgement.of(order, course.figures(), findings, course.enough(), Targets.onThisMachine(target));
        if (order.rampUpSeconds() > 0) {
            remarks.add(course.figures().rampUp());
        }
        remarks.addAll(judgement.remarks());
        return new LoadRun(
                0,
                order.profile(),
                order.model(),
                target,
                order.ratePerSecond(),
                order.users(),
                order.durationSeconds(),
                LoadState.DONE,
                started,
                clock.instant(),
                course.figures().figures(),
                judgement.verdict(),
                remarks,
                null,
                order.rampUpSeconds(),
                order.scenario().name(),
                false,
                findings);
    }
}
