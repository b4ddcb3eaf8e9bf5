package dev.opsdeck.server.capacity;

import dev.opsdeck.api.loadruns.LoadFigures;
import dev.opsdeck.api.loadruns.LoadFindings;
import dev.opsdeck.api.loadruns.LoadModel;
import dev.opsdeck.api.loadruns.LoadProfile;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadState;
import dev.opsdeck.api.loadruns.LoadVerdict;
import dev.opsdeck.api.metrics.Latency;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Load runs with known figures.
final class SampleRuns {

    private static final Instant BEGAN = Instant.parse("2026-11-25T15:00:00Z");

    private SampleRuns() {}

    /// Ten steps of 50 a second each; p95 in milliseconds is a fifth of the rate.
    ///
    /// @param capacity null: the first step broke a goal
    static LoadRun ramp(long id, @Nullable Double capacity, LoadVerdict verdict) {
        List<LoadFindings.Step> steps = new ArrayList<>();
        for (int step = 1; step <= 10; step++) {
            double rate = step * 50;
            steps.add(new LoadFindings.Step(rate, rate, 20 + step * 5, rate / 5, 0, null));
        }
        return ramp(id, capacity, verdict, steps);
    }

    static LoadRun ramp(long id, @Nullable Double capacity, LoadVerdict verdict, List<LoadFindings.Step> steps) {
        LoadFindings.Ramp ramp = new LoadFindings.Ramp(capacity, "p95 was 210 ms", steps);
        return run(id, LoadProfile.RAMP, 0, 275, 100, 0, verdict, LoadFindings.of(ramp));
    }

    static LoadRun users(long id, int users, double p95Millis, long errors) {
        return run(id, LoadProfile.BASELINE, users, 400, p95Millis, errors, LoadVerdict.PASS, null);
    }

    private static LoadRun run(
            long id,
            LoadProfile profile,
            int users,
            double perSecond,
            double p95Millis,
            long errors,
            LoadVerdict verdict,
            @Nullable LoadFindings findings) {
        Latency latency = new Latency(10_000, p95Millis / 2, p95Millis, p95Millis * 2, p95Millis * 3);
        LoadFigures figures =
                new LoadFigures(10_000, 10_000, 10_000, errors, Map.of(), perSecond, perSecond, latency, latency, 1, 0);
        return new LoadRun(
                id,
                profile,
                users > 0 ? LoadModel.CLOSED : LoadModel.OPEN,
                "http://127.0.0.1:8080",
                50,
                users,
                100,
                LoadState.DONE,
                BEGAN,
                BEGAN.plusSeconds(100),
                figures,
                verdict,
                List.of(),
                null,
                0,
                null,
                false,
                findings);
    }
}
