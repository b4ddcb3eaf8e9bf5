package dev.opsdeck.server.audits;

import dev.opsdeck.api.audits.AuditAlerts;
import dev.opsdeck.api.audits.AuditCapacity;
import dev.opsdeck.api.audits.AuditFault;
import dev.opsdeck.api.audits.AuditKind;
import dev.opsdeck.api.audits.AuditRequests;
import dev.opsdeck.api.audits.AuditSlow;
import dev.opsdeck.api.audits.Measured;
import dev.opsdeck.api.audits.MeasuredPeriod;
import dev.opsdeck.api.audits.Spread;
import dev.opsdeck.api.caches.CacheFigures;
import dev.opsdeck.api.capacity.CapacityAdvice;
import dev.opsdeck.api.capacity.CapacityOutlook;
import dev.opsdeck.api.capacity.CapacityPeaks;
import dev.opsdeck.api.capacity.CapacityPeaks.Value;
import dev.opsdeck.api.capacity.CapacityPlan;
import dev.opsdeck.api.capacity.CapacityReport;
import dev.opsdeck.api.capacity.CapacityRun;
import dev.opsdeck.api.capacity.CapacityStanding;
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
import dev.opsdeck.api.loadruns.LoadComparison;
import dev.opsdeck.api.loadruns.LoadFigures;
import dev.opsdeck.api.loadruns.LoadModel;
import dev.opsdeck.api.loadruns.LoadOutcome;
import dev.opsdeck.api.loadruns.LoadProfile;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadState;
import dev.opsdeck.api.loadruns.LoadVerdict;
import dev.opsdeck.api.metrics.Latency;
import dev.opsdeck.api.requests.QueryFigures;
import dev.opsdeck.api.requests.QueryReport;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a report is written from, made up.
final class SampleFacts {

    static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");
    static final ZoneId ZONE = ZoneOffset.UTC;

    private SampleFacts() {}

    /// A day in which `requests` were answered.
    static Measured day(Instant from, double p95, long requests, long errors, double memory, double hits) {
        return new Measured(
                from,
                from.plus(Duration.ofDays(1)),
                86_400,
                new Latency(requests, p95 / 4, p95, p95 * 2, p95 * 8),
                requests,
                errors,
                0,
                hits,
                new Spread(memory, memory * 1.5, memory * 2, from.plusSeconds(50_000)),
                new Spread(0, 0.2, 0.9, from.plusSeconds(50_000)),
                new Spread(0, 3, 18, from.plusSeconds(50_040)),
                new Spread(1, 12, 40, from.plusSeconds(50_100)));
    }

    static Measured nothing(Instant from, Instant to) {
        return new Measured(from, to, 0, Latency.NONE, 0, 0, 0, null, null, null, null, null);
    }

    /// Seven days of rising memory, the fifth of them not measured.
    static Facts week(AuditKind kind, String text) {
        Period period = Period.last(kind, NOW, ZONE);
        List<Measured> days = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            Instant from = period.from().plus(Duration.ofDays(i));
            days.add(
                    i == 4
                            ? nothing(from, from.plus(Duration.ofDays(1)))
                            : day(from, 120 + i * 10, 86_400, i == 2 ? 432 : 0, (100 + i) * 1024 * 1024, 0.9));
        }
        Measured whole = new Measured(
                period.from(),
                period.to(),
                6 * 86_400,
                new Latency(518_400, 40, 165, 310, 1_900),
                518_400,
                432,
                0,
                0.9,
                new Spread(
                        100 * 1024 * 1024,
                        150 * 1024 * 1024,
                        212 * 1024 * 1024,
                        period.from().plusSeconds(500_000)),
                new Spread(0, 0.2, 0.9, period.from().plusSeconds(50_000)),
                new Spread(0, 3, 18, period.from().plusSeconds(50_040)),
                new Spread(1, 12, 40, period.from().plusSeconds(50_100)));
        Measured before = new Measured(
                period.before().from(),
                period.from(),
                7 * 86_400,
                new Latency(604_800, 40, 150, 310, 1_000),
                604_800,
                0,
                0,
                0.96,
                new Spread(
                        90 * 1024 * 1024,
                        120 * 1024 * 1024,
                        200 * 1024 * 1024,
                        period.before().from()),
                new Spread(0, 0.1, 0.9, period.before().from()),
                new Spread(0, 3, 20, period.before().from()),
                new Spread(1, 12, 50, period.before().from()));
        return new Facts(
                period,
                period.before(),
                NOW,
                "1.0.0",
                new MeasuredPeriod(whole, days, List.of("local")),
                before,
                requests(period, text),
                new QueryReport(
                        NOW.minusSeconds(7_200),
                        List.of(new QueryFigures(
                                "select * from products where title = " + text,
                                1_200,
                                24_000,
                                0,
                                9_000,
                                11.2,
                                98,
                                NOW,
                                null)),
                        1,
                        List.of()),
                List.of(new CacheFigures("products.top", "memory", 1, 100, 90, 10, 0, 0.9)),
                List.of(run(7, 180)),
                Regression.of(List.of(run(7, 180), run(6, 150)), SampleFacts::worse),
                new AuditCapacity(20, 1024L * 1024 * 1024, 150),
                new AuditAlerts(List.of(), List.of()),
                kind == AuditKind.WEEKLY ? null : standing(period, text));
    }

    /// @param text stands wherever somebody may write one
    static CapacityStanding standing(Period period, String text) {
        String name = text.length() > 60 ? text.substring(0, 60) : text;
        Value peak = new Value(120, period.from().plusSeconds(60), "local");
        CapacityReport report = new CapacityReport(
                NOW,
                List.of(new CapacityRun(7, period.from(), "http://127.0.0.1:8080", 400.0, null, List.of())),
                new ScalabilityFit(
                        FitQuality.GOOD,
                        List.of("The cost of coherency κ is small."),
                        List.of(new Point(7, 1, 50, 0.5, 50, 10, 20, 51.0, null)),
                        new Curve(
                                90, 0.0277, 0.000104, 5.0, 0.009, 0.00002, 216, 0.99, 52, new Peak(96.5, 1884, true))),
                new CapacityPeaks(period.from(), period.to(), 1_440, 0, peak, peak, null, null, null, null),
                List.of(new Headroom(
                        "throughput",
                        "Throughput",
                        120.0,
                        400.0,
                        "1/s",
                        0.3,
                        CapacityState.OK,
                        "Load run #7 says so.")),
                List.of(new CapacityAdvice(
                        "pool", CapacityState.WARNING, "Connection pool", "Raise it.", List.of("Little's law."))));
        CapacityPlan plan = new CapacityPlan(
                "EUR",
                BigDecimal.TEN,
                List.of(phase(name, 25), phase("Larger", 49), phase("Three", 149)),
                List.of(new PlanItem(name, new BigDecimal("12.50"), PlanLevel.LOW, PlanLevel.HIGH, 1, 2, null)));
        return new CapacityStanding(
                report,
                plan,
                new CapacityOutlook(
                        "Reached in March 2027.",
                        List.of(new CapacityOutlook.Limit(
                                "users", "Users", 110.0, 150.0, "count", "2027-03", 2, "Reached in March 2027.")),
                        List.of(
                                new CapacityOutlook.Phase(1, name, new BigDecimal(25), BigDecimal.ZERO, false),
                                new CapacityOutlook.Phase(
                                        2, "Larger", new BigDecimal(49), new BigDecimal("62.50"), true)),
                        List.of("Counted from the peaks of one server now.")));
    }

    private static PlanPhase phase(String name, int price) {
        return new PlanPhase(name, new BigDecimal(price), 150, 1, 20);
    }

    private static AuditRequests requests(Period period, String text) {
        Instant at = period.from().plusSeconds(200_000);
        return new AuditRequests(
                period.from().plusSeconds(90_000),
                1_000,
                List.of(new AuditFault("/products/{id}", 500, "DatabaseException", text, 432, at, at.plusSeconds(60))),
                List.of(new AuditSlow("/products", 12, 1_900, at, "/products?q=" + text)));
    }

    static LoadComparison worse(long former, long latest) {
        return new LoadComparison(run(former, 150), run(latest, 180), LoadOutcome.WORSE, List.of(), List.of());
    }

    static LoadRun run(long id, double p95) {
        return run(id, p95, "http://127.0.0.1:8080", false);
    }

    static LoadRun run(long id, double p95, String target, boolean baseline) {
        LoadFigures figures = new LoadFigures(
                60_000,
                60_000,
                60_000,
                0,
                Map.of(),
                200,
                199.6,
                new Latency(60_000, 20, p95, p95 * 2, 900),
                new Latency(60_000, 20, p95, p95 * 2, 900),
                1,
                0);
        return new LoadRun(
                id,
                LoadProfile.BASELINE,
                LoadModel.CLOSED,
                target,
                0,
                200,
                300,
                LoadState.DONE,
                NOW.minus(Duration.ofDays(10 - id)),
                NOW.minus(Duration.ofDays(10 - id)).plusSeconds(300),
                figures,
                LoadVerdict.PASS,
                List.of(),
                null,
                0,
                null,
                baseline,
                null);
    }
}
