package dev.opsdeck.console.loadruns;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.loadruns.LoadComparison;
import dev.opsdeck.api.loadruns.LoadFigures;
import dev.opsdeck.api.loadruns.LoadModel;
import dev.opsdeck.api.loadruns.LoadOutcome;
import dev.opsdeck.api.loadruns.LoadPoint;
import dev.opsdeck.api.loadruns.LoadProfile;
import dev.opsdeck.api.loadruns.LoadReport;
import dev.opsdeck.api.loadruns.LoadRequest;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadServerSide;
import dev.opsdeck.api.loadruns.LoadState;
import dev.opsdeck.api.loadruns.LoadVerdict;
import dev.opsdeck.api.metrics.Latency;
import dev.opsdeck.console.connection.ApiFailure;
import dev.opsdeck.console.connection.Failure;
import dev.opsdeck.console.live.LiveModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// A server in memory: the runs it is given, and the calls it got.
final class FakeLoadServer implements LoadServer {

    static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    final Map<Long, LoadRun> runs = new TreeMap<>();
    final Map<Long, List<LoadPoint>> seconds = new TreeMap<>();
    final List<String> calls = new ArrayList<>();

    @Nullable
    Failure failure;

    @Nullable
    LoadServerSide side;

    /// Runs of one server, which makes them itself.
    static RunSource source(ObservableValue<?> selected, LoadServer server, LiveModel live) {
        return new RunSource(selected, () -> new RunSource.Place(server, live, null), Optional::empty);
    }

    static LoadRun run(long id, LoadState state, @Nullable LoadVerdict verdict, LoadFigures figures) {
        boolean users = id % 2 == 1;
        return new LoadRun(
                id,
                users ? LoadProfile.BASELINE : LoadProfile.SMOKE,
                users ? LoadModel.CLOSED : LoadModel.OPEN,
                "http://127.0.0.1:8080",
                users ? 0 : 50,
                users ? 200 : 0,
                users ? 300 : 10,
                state,
                NOON.minusSeconds(3600 * (50 - id)),
                state == LoadState.RUNNING ? null : NOON.minusSeconds(3600 * (50 - id) - 300),
                figures,
                verdict,
                List.of("The generator shared its cores with the server: both were slower than apart."),
                state == LoadState.FAILED ? "The server could not be reached at its own address." : null,
                0,
                null,
                false,
                null);
    }

    static LoadFigures figures(double p95, long errors, double lateness) {
        return new LoadFigures(
                125_000,
                125_000,
                125_000,
                errors,
                errors == 0 ? Map.of() : Map.of("timeout", errors / 3, "status 503", errors - errors / 3),
                416.7,
                415.2,
                new Latency(125_000, p95 / 5, p95, p95 * 1.9, p95 * 10),
                new Latency(125_000, p95 / 6, p95 * 0.9, p95 * 1.7, p95 * 9),
                lateness,
                0);
    }

    static LoadPoint point(int second) {
        double wave = Math.sin(second / 7.0) * 4 + Math.cos(second / 3.0) * 3;
        return new LoadPoint(second, 417, 410 + second % 9, 0, 8 + wave / 2, 38 + wave * 2, 80);
    }

    void add(LoadRun run, int points) {
        runs.put(run.id(), run);
        List<LoadPoint> all = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            LoadPoint point = point(run.baseline() ? i + 11 : i);
            all.add(new LoadPoint(
                    i,
                    point.asked(),
                    point.completed(),
                    point.errors(),
                    point.p50Millis(),
                    point.p95Millis(),
                    point.maxMillis()));
        }
        seconds.put(run.id(), all);
    }

    @Override
    public Page<LoadRun> runs(int limit) {
        fail();
        return Page.whole(List.copyOf(runs.values()).reversed());
    }

    @Override
    public LoadReport report(long id) {
        calls.add("report " + id);
        fail();
        return new LoadReport(
                java.util.Objects.requireNonNull(runs.get(id)), seconds.getOrDefault(id, List.of()), side);
    }

    @Override
    public LoadRun start(LoadRequest request) {
        calls.add("start " + request.profile() + " " + request.ratePerSecond() + " " + request.users() + " "
                + request.durationSeconds()
                + (request.scenario() == null ? "" : " " + request.scenario().strip()));
        fail();
        LoadRun run = run(50, LoadState.RUNNING, null, figures(0, 0, 0));
        add(run, 0);
        return run;
    }

    @Override
    public LoadRun stop(long id) {
        calls.add("stop " + id);
        fail();
        LoadRun run = run(id, LoadState.STOPPED, null, figures(31, 0, 2));
        runs.put(id, run);
        return run;
    }

    @Override
    public LoadComparison compare(long baseline, long run) {
        calls.add("compare " + baseline + " " + run);
        fail();
        return comparison(
                java.util.Objects.requireNonNull(runs.get(baseline)), java.util.Objects.requireNonNull(runs.get(run)));
    }

    @Override
    public LoadRun baseline(long id, boolean marked) {
        calls.add((marked ? "mark " : "unmark ") + id);
        fail();
        runs.replaceAll((key, run) -> marked(run, key == id && marked));
        return java.util.Objects.requireNonNull(runs.get(id));
    }

    @Override
    public byte[] page(long id, @Nullable Long baseline) {
        calls.add("page " + id + " " + baseline);
        fail();
        return "<html></html>".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    static LoadRun marked(LoadRun run, boolean baseline) {
        return new RunLike(run).baseline(baseline).made();
    }

    static LoadComparison comparison(LoadRun a, LoadRun b) {
        return new LoadComparison(
                a,
                b,
                LoadOutcome.WORSE,
                List.of(
                        new LoadComparison.Row(null, "p50", 7.76, 7.81, 0.98, 1.03, LoadOutcome.SAME),
                        new LoadComparison.Row(null, "p95", 38.8, 44.1, 1.06, 1.21, LoadOutcome.WORSE),
                        new LoadComparison.Row(null, "p99", 73.7, 70.2, 0.81, 1.12, LoadOutcome.INCONCLUSIVE),
                        new LoadComparison.Row(null, "errors", 0, 0.0001, -0.0001, 0.0003, LoadOutcome.SAME),
                        new LoadComparison.Row("top products", "p50", 5.21, 4.4, 0.79, 0.9, LoadOutcome.BETTER),
                        new LoadComparison.Row(
                                "GET /analytics/products/{id}?period=30d",
                                "p95",
                                21,
                                24.5,
                                1.1,
                                1.22,
                                LoadOutcome.WORSE),
                        new LoadComparison.Row(
                                "revenue by day, platform and network of the last quarter, as the report of the"
                                        + " quarter asks for it: /analytics/revenue?period=90d&by=day,platform,network",
                                "p95",
                                99,
                                101,
                                null,
                                null,
                                LoadOutcome.INCONCLUSIVE)),
                List.of("The runs were of different servers: one and another."));
    }

    private void fail() {
        if (failure != null) {
            throw new ApiFailure(failure);
        }
    }
}
