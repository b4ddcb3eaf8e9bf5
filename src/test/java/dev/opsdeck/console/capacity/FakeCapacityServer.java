package dev.opsdeck.console.capacity;

import dev.opsdeck.api.Problem;
import dev.opsdeck.api.capacity.CapacityAdvice;
import dev.opsdeck.api.capacity.CapacityOutlook;
import dev.opsdeck.api.capacity.CapacityPeaks;
import dev.opsdeck.api.capacity.CapacityPeaks.Value;
import dev.opsdeck.api.capacity.CapacityPlan;
import dev.opsdeck.api.capacity.CapacityReport;
import dev.opsdeck.api.capacity.CapacityRun;
import dev.opsdeck.api.capacity.CapacityState;
import dev.opsdeck.api.capacity.FitQuality;
import dev.opsdeck.api.capacity.Headroom;
import dev.opsdeck.api.capacity.PlanItem;
import dev.opsdeck.api.capacity.PlanLevel;
import dev.opsdeck.api.capacity.PlanPhase;
import dev.opsdeck.api.capacity.ScalabilityFit;
import dev.opsdeck.api.capacity.ScalabilityFit.Curve;
import dev.opsdeck.api.capacity.ScalabilityFit.Peak;
import dev.opsdeck.api.capacity.ScalabilityFit.Point;
import dev.opsdeck.console.connection.ApiFailure;
import dev.opsdeck.console.connection.CapacityApi.Plan;
import dev.opsdeck.console.connection.Failure;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A server with known answers.
final class FakeCapacityServer implements CapacityServer {

    static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");

    final List<String> calls = new ArrayList<>();

    @Nullable
    Failure failure;

    CapacityReport report = measured();
    CapacityPlan plan = plan("USD", "10", "Redis cache");
    long version = 1;

    @Override
    public CapacityReport report(int runs) {
        called("report " + runs);
        return report;
    }

    @Override
    public Plan plan() {
        called("plan");
        return new Plan(plan, "\"" + version + "\"");
    }

    @Override
    public Plan save(Plan changed) {
        called("save " + changed.version());
        if (!("\"" + version + "\"").equals(changed.version())) {
            throw new ApiFailure(refused(412, null, "Somebody else has changed the plan meanwhile."));
        }
        plan = changed.plan();
        version++;
        return plan();
    }

    @Override
    public CapacityOutlook outlook(CapacityPlan of) {
        called("outlook " + of.growthPercent().toPlainString());
        return outlook(
                "Users, time to scale out: the limit is reached in March 2027: phase 2 covers it, One larger server"
                        + " (59 USD a month).");
    }

    static Failure.Rejected refused(int status, @Nullable String field, String sentence) {
        return new Failure.Rejected("one", status, new Problem("about:blank", "Refused", status, sentence, field));
    }

    private void called(String call) {
        calls.add(call);
        if (failure != null) {
            throw new ApiFailure(failure);
        }
    }

    static CapacityOutlook outlook(String headline) {
        return new CapacityOutlook(
                headline,
                List.of(
                        new CapacityOutlook.Limit(
                                "throughput",
                                "Throughput",
                                100.0,
                                400.0,
                                "1/s",
                                "2028-02",
                                3,
                                "Throughput: the limit is reached in February 2028: phase 3 covers it, Three servers"
                                        + " (179 USD a month)."),
                        new CapacityOutlook.Limit(
                                "memory",
                                "Memory that is always in use",
                                null,
                                1e9,
                                "bytes",
                                null,
                                null,
                                "Memory that is always in use: not known. Not measured yet in the time looked at.")),
                List.of(
                        new CapacityOutlook.Phase(1, "One server", new BigDecimal(29), new BigDecimal(29), false),
                        new CapacityOutlook.Phase(2, "Larger", new BigDecimal(59), new BigDecimal("71.50"), true),
                        new CapacityOutlook.Phase(3, "Three", new BigDecimal(179), new BigDecimal(159), false)),
                List.of("Counted from the peaks of one server now, growing by 10 % a month."));
    }

    static CapacityPlan plan(String currency, String growth, String item) {
        List<PlanItem> items = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            items.add(new PlanItem(
                    i == 1 ? item : "Item " + i,
                    new BigDecimal(15 * i),
                    PlanLevel.MEDIUM,
                    PlanLevel.HIGH,
                    i,
                    Math.min(3, i),
                    "Less load on the database."));
        }
        return new CapacityPlan(
                currency,
                new BigDecimal(growth),
                List.of(
                        new PlanPhase("One server", new BigDecimal(29), 150, 1, 20),
                        new PlanPhase("One larger server", new BigDecimal(59), 250, 1, 50),
                        new PlanPhase("Three servers", new BigDecimal(179), 750, 3, 30)),
                items);
    }

    static CapacityReport measured() {
        Curve law = new Curve(120, 0.04, 0.0012, 4.0, 0.006, 0.0002, 22, 0.994, 9.1, null);
        List<Point> points = new ArrayList<>();
        double[] loads = {0.5, 1.1, 2, 3.2, 4.8, 7, 9.5, 13, 17, 22};
        for (int i = 0; i < loads.length; i++) {
            double fitted = ScalabilityChart.at(law, loads[i]);
            double measured = fitted + (i % 3 - 1) * 9;
            points.add(new Point(
                    7, i + 1, (i + 1) * 80, loads[i], measured, loads[i] / measured * 1000, 20 + i * 15, fitted, null));
        }
        points.add(new Point(7, 11, 900, 31, 610, 52, 240, ScalabilityChart.at(law, 31), "it answered too few."));
        Curve curve = new Curve(
                law.lambda(),
                law.sigma(),
                law.kappa(),
                law.lambdaError(),
                law.sigmaError(),
                law.kappaError(),
                22,
                0.994,
                9.1,
                new Peak(28.3, ScalabilityChart.at(law, 28.3), false));
        return new CapacityReport(
                NOW,
                List.of(run()),
                new ScalabilityFit(
                        FitQuality.GOOD,
                        List.of("The peak lies beyond the 22 requests at once that were measured: it is a guess."),
                        points,
                        curve),
                peaks(),
                headroom("Load run #7 of 25 Nov 2026 kept the goals up to 400 requests a second."),
                advice("Scale out: more than 150 users at once were sustained for 25 minutes."));
    }

    static CapacityReport nothing() {
        List<Headroom> unknown = headroom("No ramp run that this server made of itself is known.").stream()
                .map(row -> new Headroom(
                        row.key(),
                        row.title(),
                        null,
                        row.limit(),
                        row.unit(),
                        null,
                        CapacityState.UNKNOWN,
                        "Not measured yet in the time looked at."))
                .toList();
        return new CapacityReport(
                NOW,
                List.of(),
                new ScalabilityFit(
                        FitQuality.NONE,
                        List.of("No ramp run that this server made of itself is known. Those of other machines do not"
                                + " count here."),
                        List.of(),
                        null),
                new CapacityPeaks(NOW.minus(Duration.ofDays(28)), NOW, 0, 0, null, null, null, null, null, null),
                unknown,
                List.of(new CapacityAdvice(
                        "ramp", CapacityState.UNKNOWN, "Measure the capacity", "Start a ramp run.", List.of())));
    }

    /// With a text in every place that has one.
    static CapacityReport saying(String text) {
        CapacityReport measured = measured();
        return new CapacityReport(
                NOW,
                measured.runs(),
                new ScalabilityFit(
                        FitQuality.POOR,
                        List.of(text),
                        measured.fit().points(),
                        measured.fit().curve()),
                measured.peaks(),
                headroom(text),
                advice(text));
    }

    private static CapacityRun run() {
        return new CapacityRun(
                7, Instant.parse("2026-11-25T15:00:00Z"), "http://127.0.0.1:8080", 400.0, "p95 was 210 ms", List.of());
    }

    private static CapacityPeaks peaks() {
        Value value = new Value(1, NOW, "local");
        return new CapacityPeaks(
                NOW.minus(Duration.ofDays(28)), NOW, 30_000, 12, value, value, value, value, value, null);
    }

    private static List<Headroom> headroom(String evidence) {
        return List.of(
                new Headroom("throughput", "Throughput", 100.0, 400.0, "1/s", 0.25, CapacityState.OK, evidence),
                new Headroom("users", "Users", 150.0, 200.0, "count", 0.75, CapacityState.WARNING, evidence),
                new Headroom("memory", "Memory", 9.8e8, 1e9, "bytes", 0.98, CapacityState.CRITICAL, evidence),
                new Headroom(
                        "p95",
                        "Response time p95 at the peak",
                        null,
                        200.0,
                        "ms",
                        null,
                        CapacityState.UNKNOWN,
                        evidence));
    }

    private static List<CapacityAdvice> advice(String text) {
        return List.of(
                new CapacityAdvice(
                        "users",
                        CapacityState.WARNING,
                        "More than 150 users at once",
                        text,
                        List.of("On local from 25 Nov 2026 12:00 UTC to 25 Nov 2026 12:25 UTC, 163 users on average.")),
                new CapacityAdvice(
                        "pool",
                        CapacityState.OK,
                        "Connection pool",
                        "The pool of 20 is enough: at its capacity this server needs 8.",
                        List.of("Load run #7: a request held a connection for 6 ms on average.", text)));
    }
}
