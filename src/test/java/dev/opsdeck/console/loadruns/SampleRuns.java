package dev.opsdeck.console.loadruns;

import dev.opsdeck.api.loadruns.LoadFindings;
import dev.opsdeck.api.loadruns.LoadFindings.Step;
import dev.opsdeck.api.loadruns.LoadModel;
import dev.opsdeck.api.loadruns.LoadPoint;
import dev.opsdeck.api.loadruns.LoadProfile;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadServerSide;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Runs in which more happened than nothing.
final class SampleRuns {

    private SampleRuns() {}

    /// What a server tells of itself: nothing in the second fifth, when it did not answer.
    static LoadServerSide side(int seconds) {
        List<LoadServerSide.Point> told = new ArrayList<>();
        for (int i = 0; i < seconds; i++) {
            if (i < seconds / 5 || i >= seconds * 2 / 5) {
                double p95 = FakeLoadServer.point(i).p95Millis() * 0.55;
                double wave = Math.sin(i / 11.0);
                told.add(new LoadServerSide.Point(
                        i,
                        p95 / 4,
                        p95,
                        0.6 + wave * 0.2,
                        1.6e8 + i % 40 * 2e6,
                        (double) Math.round(8 + wave * 3),
                        0.94 - wave * wave / 20));
            }
        }
        return new LoadServerSide(told, new LoadServerSide.Split(0.4, 1.62, 2.9, 3.3));
    }

    /// Lets requests of a run fail in those seconds.
    static void fail(FakeLoadServer server, long id, int from, int to) {
        server.seconds.compute(
                id,
                (same, all) -> Objects.requireNonNull(all).stream()
                        .map(point -> point.second() < from || point.second() >= to
                                ? point
                                : new LoadPoint(
                                        point.second(),
                                        point.asked(),
                                        point.completed(),
                                        1 + point.second() % 31,
                                        point.p50Millis(),
                                        point.p95Millis(),
                                        point.maxMillis()))
                        .toList());
    }

    /// That run as a ramp of seven steps: in the fifth the generator was late, the last broke a goal.
    static void ramp(FakeLoadServer server, LoadRun run) {
        List<Step> steps = new ArrayList<>();
        List<LoadPoint> seconds = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            double asked = 500.0 * (i + 1);
            steps.add(new Step(
                    asked,
                    asked - i * i * 9,
                    9 + i * i * 2.2,
                    i == 6 ? 250 : 21 + i * i * 4,
                    i == 6 ? 12 : 0,
                    i == 4 ? "the generator started 31 of 2500 requests more than 50 ms late" : null));
            for (int second = 10 * i; second < 10 * i + 10; second++) {
                double p95 = steps.getLast().p95Millis() + second % 4;
                seconds.add(new LoadPoint(
                        second, 500L * (i + 1), 500L * (i + 1) - 9L * i * i, i == 6 ? 2 : 0, p95 / 3, p95, p95 * 2));
            }
        }
        server.add(
                new LoadRun(
                        run.id(),
                        LoadProfile.RAMP,
                        LoadModel.OPEN,
                        run.target(),
                        500,
                        0,
                        300,
                        run.state(),
                        run.startedAt(),
                        run.finishedAt(),
                        run.figures(),
                        run.verdict(),
                        List.of("The goals held up to 3000 requests a second; in the step of 3500 p95 was 250 ms."),
                        null,
                        0,
                        null,
                        false,
                        LoadFindings.of(new LoadFindings.Ramp(3_000.0, "p95 was 250 ms", steps))),
                0);
        server.seconds.put(run.id(), seconds);
    }
}
