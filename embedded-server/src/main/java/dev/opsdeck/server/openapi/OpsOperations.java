package dev.opsdeck.server.openapi;

import static dev.opsdeck.server.http.Caller.Level.OPERATOR;
import static dev.opsdeck.server.http.Caller.Level.PUBLIC;
import static dev.opsdeck.server.http.Caller.Level.VIEWER;
import static dev.opsdeck.server.openapi.Operation.delete;
import static dev.opsdeck.server.openapi.Operation.get;
import static dev.opsdeck.server.openapi.Operation.post;
import static dev.opsdeck.server.openapi.Operation.put;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.alerts.Channel;
import dev.opsdeck.api.alerts.ChannelTest;
import dev.opsdeck.api.alerts.Notification;
import dev.opsdeck.api.audits.Audit;
import dev.opsdeck.api.audits.AuditDetail;
import dev.opsdeck.api.audits.AuditFormat;
import dev.opsdeck.api.audits.AuditOrder;
import dev.opsdeck.api.audits.AuditSignature;
import dev.opsdeck.api.audits.AuditTick;
import dev.opsdeck.api.caches.CacheFigures;
import dev.opsdeck.api.caches.Flush;
import dev.opsdeck.api.caches.FlushReport;
import dev.opsdeck.api.caches.FlushRequest;
import dev.opsdeck.api.caches.FlushResult;
import dev.opsdeck.api.capacity.CapacityOutlook;
import dev.opsdeck.api.capacity.CapacityPlan;
import dev.opsdeck.api.capacity.CapacityReport;
import dev.opsdeck.api.capacity.PlanItem;
import dev.opsdeck.api.capacity.PlanLevel;
import dev.opsdeck.api.capacity.PlanPhase;
import dev.opsdeck.api.health.Health;
import dev.opsdeck.api.health.Instance;
import dev.opsdeck.api.health.Readiness;
import dev.opsdeck.api.insights.InsightReport;
import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.api.loadruns.LoadComparison;
import dev.opsdeck.api.loadruns.LoadProfile;
import dev.opsdeck.api.loadruns.LoadRecord;
import dev.opsdeck.api.loadruns.LoadReport;
import dev.opsdeck.api.loadruns.LoadRequest;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.metrics.History;
import dev.opsdeck.api.requests.QueryReport;
import dev.opsdeck.api.requests.QuerySort;
import dev.opsdeck.api.requests.RequestEntry;
import dev.opsdeck.api.requests.RequestKind;
import dev.opsdeck.api.requests.RequestLogChange;
import dev.opsdeck.api.requests.RequestLogSettings;
import dev.opsdeck.api.traces.Trace;
import dev.opsdeck.api.traces.TraceSummary;
import dev.opsdeck.api.traces.TracingStatus;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/// What health, metrics and `/ops` take and answer: one entry a route.
final class OpsOperations {

    private static final CapacityPlan PLAN = new CapacityPlan(
            "EUR",
            new BigDecimal("7.5"),
            List.of(
                    new PlanPhase("One server", new BigDecimal(25), 150, 1, 20),
                    new PlanPhase("One larger server", new BigDecimal(49), 250, 1, 50),
                    new PlanPhase("Three servers", new BigDecimal(149), 750, 3, 30)),
            List.of(new PlanItem(
                    "Redis cache",
                    new BigDecimal("12.50"),
                    PlanLevel.MEDIUM,
                    PlanLevel.HIGH,
                    1,
                    2,
                    "Less load on the database.")));

    private OpsOperations() {}

    static List<Operation> health() {
        return List.of(
                get("/health", PUBLIC, "The process answers.").answers(200, Health.class),
                get("/health/live", PUBLIC, "The process answers.").answers(200, Health.class),
                get("/health/ready", PUBLIC, "Everything it needs answers; 503 when not.")
                        .answers(200, Readiness.class)
                        .answers(503, Readiness.class),
                get(
                                "/metrics",
                                VIEWER,
                                "Figures for Prometheus, also as OpenMetrics; from this machine without a token.")
                        .answersText("text/plain")
                        .answersText("application/openmetrics-text"),
                get("/openapi", PUBLIC, "This document.").answersText(Operation.JSON));
    }

    static List<Operation> ops() {
        return List.of(
                get("/ops/instances", VIEWER, "The backends that share this database.")
                        .answers(200, page(Instance.class)),
                get("/ops/history", VIEWER, "Stored samples, reduced to points without hiding a peak.")
                        .with(
                                Parameter.metrics(),
                                Parameter.instant("from", "Begin; an hour before `to` when left out."),
                                Parameter.instant("to", "End; now when left out."),
                                Parameter.whole("points", 300, 1, 2_000, "Most points of a metric."))
                        .answers(200, History.class),
                get("/ops/log", VIEWER, "What was done, newest first.")
                        .with(
                                Parameter.instant("from", "Begin; a day before `to` when left out."),
                                Parameter.instant("to", "End; now when left out."),
                                Parameter.limit(100, 1_000))
                        .answers(200, page(LogEntry.class)),
                get("/ops/live", VIEWER, "Server-sent events: samples once a second, and what happens.")
                        .with(Parameter.header(
                                "Last-Event-ID", "Number of the last event seen: what was missed comes first."))
                        .answersText("text/event-stream"),
                get("/ops/caches", VIEWER, "Figures of the caches.").answers(200, page(CacheFigures.class)),
                post("/ops/cache/flush", OPERATOR, "Empties one cache, or all.")
                        .mayTake(new FlushRequest("products.top"))
                        .answers(200, FlushResult.class),
                get("/ops/flushes", VIEWER, "The flushes and what each led to, newest first.")
                        .with(Parameter.limit(20, 200))
                        .answers(200, page(Flush.class)),
                get("/ops/flushes/{id}", VIEWER, "A flush with its recovery curve.")
                        .answers(200, FlushReport.class));
    }

    static List<Operation> loadRuns() {
        return List.of(
                get("/ops/load-runs", VIEWER, "The load runs, latest first.")
                        .with(
                                Parameter.text("target", 512, "Only runs of the server at that address."),
                                Parameter.limit(20, 200),
                                Parameter.offset())
                        .answers(200, page(LoadRun.class)),
                post("/ops/load-runs", OPERATOR, "Starts a load run.")
                        .takes(new LoadRequest(
                                LoadProfile.CONSTANT, null, null, 500.0, null, 30, null, null, null, null))
                        .answers(202, LoadRun.class),
                get("/ops/load-runs/{id}", VIEWER, "A run with all its seconds.")
                        .answers(200, LoadReport.class),
                delete("/ops/load-runs/{id}", OPERATOR, "Stops a run.").answers(202, LoadRun.class),
                get("/ops/load-runs/compare", VIEWER, "Two runs side by side: is the second better or worse.")
                        .with(
                                Parameter.id("a", "Number of the baseline."),
                                Parameter.id("b", "Number of the run that is judged."))
                        .answers(200, LoadComparison.class),
                get("/ops/load-runs/{id}/record", VIEWER, "A run that has ended, with all that a comparison needs.")
                        .answers(200, LoadRecord.class),
                get("/ops/load-runs/{id}/report", VIEWER, "A run that has ended as a page that opens anywhere.")
                        .with(Parameter.text("baseline", 10, "Number of a run to compare with."))
                        .answersText("text/html"),
                put("/ops/load-runs/{id}/baseline", OPERATOR, "Marks a run as baseline.")
                        .answers(200, LoadRun.class),
                delete("/ops/load-runs/{id}/baseline", OPERATOR, "Takes the mark off.")
                        .answers(200, LoadRun.class));
    }

    static List<Operation> requests() {
        return List.of(
                get("/ops/requests", VIEWER, "Requests that were slow or failed, latest first.")
                        .with(
                                Parameter.choice("kind", RequestKind.class, "Which; slow when left out."),
                                Parameter.instant("from", "Begin; all that is kept when left out."),
                                Parameter.instant("to", "End; now when left out."),
                                Parameter.text("route", 200, "A part of the route."),
                                Parameter.text("after", 200, "The `next` of the page before."),
                                Parameter.limit(50, 200))
                        .answers(200, page(RequestEntry.class)),
                get("/ops/requests/settings", VIEWER, "From when on a request is slow, and how long it is kept.")
                        .answers(200, RequestLogSettings.class),
                put("/ops/requests/settings", OPERATOR, "Sets from when on a request is slow, on every instance.")
                        .takes(new RequestLogChange(250))
                        .answers(200, RequestLogSettings.class),
                get("/ops/queries", VIEWER, "What statements this process executed, and those that requests repeat.")
                        .with(
                                Parameter.choice("sort", QuerySort.class, "Largest first; by total when left out."),
                                Parameter.limit(1_000, 1_000))
                        .answers(200, QueryReport.class),
                delete("/ops/queries", OPERATOR, "Begins to count statements anew.")
                        .answersNothing());
    }

    static List<Operation> traces() {
        return List.of(
                get("/ops/traces", VIEWER, "What requests and runs spent their time on, latest first.")
                        .with(
                                Parameter.text("route", 200, "A part of the route."),
                                Parameter.whole("minMillis", 0, 0, 3_600_000, "Those that took as long or longer."),
                                Parameter.flag("error", "Only those that failed, or only the others."),
                                Parameter.text("after", 200, "The `next` of the page before."),
                                Parameter.limit(50, 200))
                        .answers(200, page(TraceSummary.class)),
                get("/ops/traces/{trace}", VIEWER, "A trace with its spans.").answers(200, Trace.class),
                get("/ops/insights", VIEWER, "What this process has found out about itself, with advice.")
                        .answers(200, InsightReport.class),
                get("/ops/tracing", VIEWER, "What is traced, and where traces are sent.")
                        .answers(200, TracingStatus.class));
    }

    static List<Operation> capacity() {
        return List.of(
                get("/ops/capacity", VIEWER, "What this server bears, how much is in use, and what to do.")
                        .with(
                                Parameter.whole(
                                        "runs", 1, 1, 5, "How many of its latest ramp runs are fitted together."),
                                Parameter.whole("days", 28, 1, 92, "How far back peaks are looked for."))
                        .answers(200, CapacityReport.class),
                get("/ops/capacity/plan", VIEWER, "What more capacity costs.").answers(200, CapacityPlan.class),
                put("/ops/capacity/plan", OPERATOR, "Replaces the plan; with `If-Match` only that of that tag.")
                        .takes(PLAN)
                        .answers(200, CapacityPlan.class),
                post("/ops/capacity/outlook", VIEWER, "When limits are reached if a plan is right; stores nothing.")
                        .takes(PLAN)
                        .answers(200, CapacityOutlook.class));
    }

    static List<Operation> audits() {
        return List.of(
                get("/ops/audits", VIEWER, "The audits, latest first, and whether each is as it was written.")
                        .with(Parameter.limit(50, 200), Parameter.offset())
                        .answers(200, page(Audit.class)),
                get("/ops/audits/{id}", VIEWER, "An audit; its format also as `Accept` says.")
                        .with(Parameter.choice("format", AuditFormat.class, "JSON when left out."))
                        .answers(200, AuditDetail.class)
                        .answersText("text/markdown")
                        .answersText("text/html")
                        .answersText("application/pdf"),
                write("weekly", "week"),
                write("monthly", "month"),
                write("quarterly", "quarter"),
                post("/ops/audits/{id}/items", OPERATOR, "Ticks a point of an audit, or opens it again.")
                        .takes(new AuditTick("error-log", true))
                        .answers(200, AuditDetail.class),
                post("/ops/audits/{id}/signature", OPERATOR, "Signs an audit whose points are all ticked.")
                        .takes(new AuditSignature("Ada Byron", "Discussed on Monday."))
                        .answers(200, AuditDetail.class));
    }

    private static Operation write(String kind, String period) {
        return post("/ops/audits/" + kind, OPERATOR, "Writes an audit of the last " + period + ", or of another time.")
                .mayTake(new AuditOrder(Instant.parse("2026-11-16T00:00:00Z"), Instant.parse("2026-11-23T00:00:00Z")))
                .answers(201, AuditDetail.class);
    }

    static List<Operation> notifications() {
        return List.of(
                get("/ops/channels", VIEWER, "The ways by which notifications leave, and how they do.")
                        .answers(200, page(Channel.class)),
                post("/ops/channels/{name}/test", OPERATOR, "Sends a test message and tells what became of it.")
                        .answers(200, ChannelTest.class),
                get("/ops/notifications", VIEWER, "What was told of alerts, newest first.")
                        .with(Parameter.text("after", 20, "The `next` of the page before."), Parameter.limit(50, 200))
                        .answers(200, page(Notification.class)));
    }

    private static Type page(Class<?> row) {
        return Schemas.generic(Page.class, row);
    }
}
