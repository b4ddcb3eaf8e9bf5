package dev.opsdeck.server.openapi;

import static dev.opsdeck.server.http.Caller.Level.OPERATOR;
import static dev.opsdeck.server.http.Caller.Level.VIEWER;
import static dev.opsdeck.server.openapi.Operation.delete;
import static dev.opsdeck.server.openapi.Operation.get;
import static dev.opsdeck.server.openapi.Operation.post;
import static dev.opsdeck.server.openapi.Operation.put;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.alerts.Acknowledgement;
import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertDetail;
import dev.opsdeck.api.alerts.AlertRule;
import dev.opsdeck.api.alerts.AlertRule.Level;
import dev.opsdeck.api.alerts.AlertRules;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.api.alerts.BacktestReport;
import dev.opsdeck.api.alerts.BacktestRequest;
import dev.opsdeck.api.alerts.Comparison;
import dev.opsdeck.api.alerts.NoData;
import dev.opsdeck.api.alerts.Observation;
import dev.opsdeck.api.alerts.Observations;
import dev.opsdeck.api.alerts.Recurrence;
import dev.opsdeck.api.alerts.RuleSet;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.api.alerts.Silence;
import dev.opsdeck.api.alerts.SilenceDraft;
import dev.opsdeck.api.alerts.Span;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;

/// What alerts, their rules and silences take and answer: one entry a route.
final class AlertOperations {

    private static final AlertRule RULE = new AlertRule(
            "response time",
            "http.request.duration.p95",
            Comparison.ABOVE,
            List.of(
                    new Level(Severity.WARNING, 500.0, 450.0, Span.minutes(5)),
                    new Level(Severity.CRITICAL, 1000.0, null, Span.minutes(2))),
            "ms",
            Span.minutes(1),
            Span.ZERO,
            NoData.OK,
            "p95 is {value}",
            "https://wiki.example/slow",
            true);

    private static final SilenceDraft SILENCE = new SilenceDraft(
            "memory",
            null,
            Severity.WARNING,
            Instant.parse("2026-11-27T18:00:00Z"),
            Instant.parse("2027-03-01T00:00:00Z"),
            new Recurrence(
                    List.of(Recurrence.Day.SAT, Recurrence.Day.SUN),
                    LocalTime.of(22, 0),
                    LocalTime.of(6, 0),
                    "Europe/Berlin"),
            "Exports at weekends need much memory.");

    private static final Observation UNREACHABLE =
            new Observation("shop", Instant.parse("2026-11-27T18:00:00Z"), null, true, null);

    private AlertOperations() {}

    static List<Operation> alerts() {
        return List.of(
                get("/ops/alerts", VIEWER, "Alerts, newest first; those that ended before they fired are left out.")
                        .with(
                                Parameter.choice("state", AlertState.class, "Only in this state."),
                                Parameter.text("server", 200, "Only of this server."),
                                Parameter.text("rule", 100, "Only of this rule."),
                                Parameter.choice("severity", Severity.class, "Only of this severity."),
                                Parameter.instant("from", "Only those that were not over then, whenever they began."),
                                Parameter.instant("to", "Only those that began before."),
                                Parameter.text("after", 64, "The `next` of the page before."),
                                Parameter.limit(50, 500))
                        .answers(200, page(Alert.class)),
                get("/ops/alerts/{alert}", VIEWER, "An alert and its steps.").answers(200, AlertDetail.class),
                post("/ops/alerts/{alert}/ack", OPERATOR, "Says that somebody takes care of it.")
                        .mayTake(new Acknowledgement("The new index is being built."))
                        .answers(200, Alert.class),
                post("/ops/alerts/observations", OPERATOR, "What a console sees of the other servers it watches.")
                        .takes(new Observations(List.of(UNREACHABLE)))
                        .answersNothing());
    }

    static List<Operation> rules() {
        return List.of(
                get("/ops/alert-rules", VIEWER, "All rules.").answers(200, AlertRules.class),
                put("/ops/alert-rules", OPERATOR, "Replaces all rules; with `If-Match` only those of that tag.")
                        .takes(new AlertRules(List.of(RULE)))
                        .answers(200, AlertRules.class),
                get("/ops/alert-rules/sets", VIEWER, "Rules to begin with.").answers(200, page(RuleSet.class)),
                post("/ops/alert-rules/backtest", VIEWER, "When a rule would have fired in stored seconds.")
                        .takes(new BacktestRequest(
                                RULE, Instant.parse("2026-11-26T18:00:00Z"), Instant.parse("2026-11-27T18:00:00Z")))
                        .answers(200, BacktestReport.class),
                get("/ops/silences", VIEWER, "Silences, newest first, the last 500.")
                        .answers(200, page(Silence.class)),
                post("/ops/silences", OPERATOR, "Keeps alerts quiet.")
                        .takes(SILENCE)
                        .answers(201, Silence.class),
                delete("/ops/silences/{id}", OPERATOR, "Ends a silence now; it stays in the list.")
                        .answers(200, Silence.class));
    }

    private static Type page(Class<?> row) {
        return Schemas.generic(Page.class, row);
    }
}
