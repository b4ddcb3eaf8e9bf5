package dev.opsdeck.console.alerts;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.Problem;
import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertDetail;
import dev.opsdeck.api.alerts.AlertRecording;
import dev.opsdeck.api.alerts.AlertRule;
import dev.opsdeck.api.alerts.AlertRule.Level;
import dev.opsdeck.api.alerts.AlertRules;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.api.alerts.AlertTransition;
import dev.opsdeck.api.alerts.BacktestReport;
import dev.opsdeck.api.alerts.BacktestRequest;
import dev.opsdeck.api.alerts.Channel;
import dev.opsdeck.api.alerts.ChannelTest;
import dev.opsdeck.api.alerts.Comparison;
import dev.opsdeck.api.alerts.Notification;
import dev.opsdeck.api.alerts.NotificationEvent;
import dev.opsdeck.api.alerts.NotificationState;
import dev.opsdeck.api.alerts.RuleMetric;
import dev.opsdeck.api.alerts.RuleSet;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.api.alerts.Silence;
import dev.opsdeck.api.alerts.SilenceDraft;
import dev.opsdeck.api.alerts.Span;
import dev.opsdeck.api.metrics.History;
import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.console.connection.AlertApi.Query;
import dev.opsdeck.console.connection.AlertApi.Rules;
import dev.opsdeck.console.connection.ApiFailure;
import dev.opsdeck.console.connection.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A server in memory: what it is given, and the calls it got.
final class FakeAlertServer implements AlertServer {

    static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    final List<Alert> alerts = new ArrayList<>();
    final List<Silence> silences = new ArrayList<>();
    final List<Channel> channels = new ArrayList<>();
    final List<Notification> notifications = new ArrayList<>();
    final List<String> calls = new ArrayList<>();
    List<AlertRule> rules = List.of(rule("response time", 500));
    List<BacktestReport.Firing> firings = List.of();
    long samples = 86_400;
    int version = 1;

    @Nullable
    Failure failure;

    static AlertRule rule(String name, double warning) {
        return new AlertRule(
                name,
                RuleMetric.P95.key(),
                Comparison.ABOVE,
                List.of(
                        new Level(Severity.WARNING, warning, warning * 0.9, Span.minutes(5)),
                        new Level(Severity.CRITICAL, warning * 2, null, Span.minutes(2))),
                "ms",
                null,
                null,
                null,
                "p95 is {value}",
                "https://wiki.example/p95",
                null);
    }

    static Alert alert(String id, Severity severity, AlertState state, int minutes) {
        Instant since = NOON.minus(Duration.ofMinutes(minutes));
        boolean fired = state != AlertState.PENDING;
        return new Alert(
                id,
                "response time",
                RuleMetric.P95.key(),
                severity,
                state,
                612.0,
                severity == Severity.CRITICAL ? 1000 : 500,
                "ms",
                "local",
                since.minusSeconds(120),
                fired ? since : null,
                state == AlertState.RESOLVED ? since.plusSeconds(240) : null,
                null,
                null,
                null,
                null,
                null,
                "p95 is 612 ms",
                null,
                fired ? 1 : 0,
                false);
    }

    /// What fires about another server than the one that says it, since a quarter of an hour.
    static Alert about(String server, String id, String rule) {
        return new Alert(
                id,
                rule,
                RuleMetric.UNREACHABLE.key(),
                Severity.CRITICAL,
                AlertState.FIRING,
                1.0,
                0,
                "1",
                server,
                NOON.minusSeconds(960),
                NOON.minusSeconds(900),
                null,
                null,
                null,
                null,
                null,
                null,
                server + " cannot be reached",
                null,
                1,
                false);
    }

    static Alert acknowledged(Alert a) {
        return new Alert(
                a.id(),
                a.rule(),
                a.metric(),
                a.severity(),
                a.state(),
                a.value(),
                a.threshold(),
                a.unit(),
                a.server(),
                a.pendingSince(),
                a.firingSince(),
                a.resolvedAt(),
                "operator at 127.0.0.1",
                NOON,
                null,
                a.silencedBy(),
                a.inhibitedBy(),
                a.text(),
                a.link(),
                a.notifications(),
                a.gap());
    }

    static Silence silence(long id, int hours) {
        return new Silence(
                id,
                "response time",
                null,
                null,
                NOON.minusSeconds(7_200),
                NOON.plus(Duration.ofHours(hours)),
                null,
                "New disks are being put in.",
                "operator at 127.0.0.1",
                NOON.minusSeconds(7_200));
    }

    static Failure.Rejected rejected(int status, String detail, @Nullable String field) {
        return new Failure.Rejected("eu-prod", status, new Problem("about:blank", "No", status, detail, field));
    }

    @Nullable
    AlertRecording recording;

    @Override
    public Page<Alert> alerts(Query query, int limit, @Nullable String after) {
        calls.add("alerts " + query.severity() + " " + query.rule() + " " + query.server() + " " + after);
        fail();
        List<Alert> fit = alerts.stream()
                .filter(alert -> query.severity() == null || query.severity() == alert.severity())
                .filter(alert -> query.rule() == null || query.rule().equals(alert.rule()))
                .filter(alert -> query.server() == null || query.server().equals(alert.server()))
                .filter(alert -> query.state() == null || query.state() == alert.state())
                .toList();
        int from = after == null ? 0 : Integer.parseInt(after);
        int to = Math.min(fit.size(), from + limit);
        return new Page<>(fit.subList(from, to), fit.size(), to < fit.size() ? String.valueOf(to) : null);
    }

    @Override
    public AlertDetail alert(String id) {
        calls.add("alert " + id);
        fail();
        Alert alert = alerts.stream()
                .filter(known -> known.id().equals(id))
                .findFirst()
                .orElseThrow();
        List<AlertTransition> steps = new ArrayList<>();
        steps.add(new AlertTransition(id, alert.pendingSince(), null, AlertState.PENDING, alert.severity(), 531.0));
        if (alert.firingSince() != null) {
            steps.add(new AlertTransition(
                    id, alert.firingSince(), AlertState.PENDING, AlertState.FIRING, alert.severity(), 612.0));
        }
        return new AlertDetail(alert, steps, recording);
    }

    @Override
    public Alert acknowledge(String id) {
        calls.add("acknowledge " + id);
        fail();
        return acknowledged(alerts.stream()
                .filter(known -> known.id().equals(id))
                .findFirst()
                .orElseThrow());
    }

    @Override
    public List<Silence> silences() {
        fail();
        return List.copyOf(silences);
    }

    @Override
    public Silence silence(SilenceDraft draft) {
        calls.add("silence " + draft.rule() + " " + draft.server() + " " + draft.until() + " " + draft.recurrence());
        fail();
        Silence made = new Silence(
                7,
                draft.rule(),
                draft.server(),
                draft.severity(),
                NOON,
                draft.until(),
                draft.recurrence(),
                draft.reason(),
                "operator at 127.0.0.1",
                NOON);
        silences.addFirst(made);
        return made;
    }

    @Override
    public void expireSilence(long id) {
        calls.add("expire " + id);
        fail();
        silences.removeIf(silence -> silence.id() == id);
    }

    @Override
    public Rules rules() {
        fail();
        return new Rules(new AlertRules(rules), "\"" + version + "\"");
    }

    @Override
    public Rules saveRules(Rules wanted) {
        calls.add(
                "save " + wanted.rules().rules().stream().map(AlertRule::name).toList() + " over " + wanted.version());
        fail();
        if (!Objects.equals(wanted.version(), "\"" + version + "\"")) {
            throw new ApiFailure(rejected(412, "Somebody else has changed the rules.", null));
        }
        rules = wanted.rules().rules();
        version++;
        return new Rules(new AlertRules(rules), "\"" + version + "\"");
    }

    @Override
    public List<RuleSet> ruleSets() {
        return List.of(
                new RuleSet("document", "The document's thresholds", List.of(rule("slow", 500), rule("errors", 5))),
                new RuleSet("simple", "The simple thresholds", List.of(rule("simple", 500))));
    }

    @Override
    public BacktestReport backtest(BacktestRequest request) {
        calls.add("backtest " + request.rule().levels().getFirst().threshold());
        fail();
        return new BacktestReport(firings, samples, request.from(), request.to(), 42_000);
    }

    @Override
    public History history(Metric metric, Instant from, Instant to, int points) {
        calls.add("history " + metric.key());
        fail();
        long step = Duration.between(from, to).toMillis() / points;
        List<History.Point> all = IntStream.range(0, points)
                .mapToObj(i -> {
                    double value = 180 + 90 * Math.sin(i / 23.0) + (i > 160 && i < 175 ? 520 : 0);
                    return new History.Point(from.plusMillis(step * i), value * 0.8, value, value * 1.2);
                })
                .toList();
        return new History(from, to, 60, List.of(new History.Series(metric.key(), metric.unit(), 190.0, all)));
    }

    @Override
    public List<Channel> channels() {
        fail();
        return List.copyOf(channels);
    }

    @Override
    public ChannelTest testChannel(String name) {
        calls.add("test " + name);
        fail();
        return new ChannelTest(true, "The receiver answered 200 with ok.", 212);
    }

    @Override
    public List<Notification> notifications(int limit) {
        fail();
        return List.copyOf(notifications);
    }

    static Notification sent(String alert) {
        return new Notification(
                1,
                "slack",
                List.of(alert),
                NotificationEvent.TRIGGER,
                NOON,
                NOON.plusSeconds(1),
                1,
                null,
                NotificationState.SENT,
                null,
                "key");
    }

    private void fail() {
        if (failure != null) {
            throw new ApiFailure(failure);
        }
    }
}
