package dev.opsdeck.server.alerts.delivery;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.server.http.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A receiver of Alertmanager's JSON, version 4. The header `Idempotency-Key` tells a message that comes twice.
final class Webhook implements Sender {

    /// What Alertmanager writes for an end that is not known.
    private static final String NO_END = "0001-01-01T00:00:00Z";

    private final HttpReceiver receiver;
    private final Json json;

    Webhook(HttpReceiver receiver, Json json) {
        this.receiver = receiver;
        this.json = json;
    }

    @Override
    public Outcome send(Message message) {
        return receiver.post(json.bytes(payload(message)), Map.of("Idempotency-Key", message.dedupKey()), body -> true);
    }

    /// The body.
    static Map<String, Object> payload(Message message) {
        News news = message.news();
        String server = switch (news) {
            case News.Group group -> group.server();
            case News.Day day -> day.server();
            case News.Review review -> review.server();
            case News.Trial trial -> trial.server();
        };
        List<Map<String, Object>> alerts = new ArrayList<>();
        List<Map<String, String>> labels = new ArrayList<>();
        for (Alert alert : news.alerts()) {
            labels.add(labels(alert, server));
            alerts.add(alert(alert, labels.getLast()));
        }
        if (news instanceof News.Trial) {
            labels.add(trialLabels(server));
            alerts.add(trial(message.createdAt(), labels.getLast()));
        }
        boolean firing = alerts.stream().anyMatch(alert -> "firing".equals(alert.get("status")));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("version", "4");
        body.put("groupKey", "{}:{server=\"" + server.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}");
        body.put("truncatedAlerts", 0);
        body.put("status", firing ? "firing" : "resolved");
        body.put("receiver", "opsdeck");
        body.put("groupLabels", Map.of("server", server));
        body.put("commonLabels", common(labels));
        body.put("commonAnnotations", Map.of());
        body.put("externalURL", "");
        body.put("alerts", alerts);
        return body;
    }

    private static Map<String, Object> alert(Alert alert, Map<String, String> labels) {
        Map<String, String> annotations = new LinkedHashMap<>();
        annotations.put("summary", alert.text());
        annotations.put("alert", alert.id());
        if (alert.link() != null) {
            annotations.put("runbook_url", alert.link());
        }
        Instant since = alert.firingSince() == null ? alert.pendingSince() : alert.firingSince();
        return alert(alert.state() != AlertState.RESOLVED, labels, annotations, since, alert.resolvedAt());
    }

    private static Map<String, Object> trial(Instant at, Map<String, String> labels) {
        return alert(false, labels, Map.of("summary", "This is a test of Opsdeck."), at, at);
    }

    private static Map<String, Object> alert(
            boolean firing,
            Map<String, String> labels,
            Map<String, String> annotations,
            Instant start,
            @Nullable Instant end) {
        Map<String, Object> alert = new LinkedHashMap<>();
        alert.put("status", firing ? "firing" : "resolved");
        alert.put("labels", labels);
        alert.put("annotations", annotations);
        alert.put("startsAt", start);
        alert.put("endsAt", firing || end == null ? NO_END : end);
        alert.put("generatorURL", "");
        alert.put("fingerprint", Keys.fingerprint(labels));
        return alert;
    }

    private static Map<String, String> labels(Alert alert, String server) {
        return new TreeMap<>(Map.of(
                "alertname",
                alert.rule(),
                "server",
                server,
                "severity",
                severity(alert.severity()),
                "metric",
                alert.metric()));
    }

    private static Map<String, String> trialLabels(String server) {
        return new TreeMap<>(Map.of("alertname", "Opsdeck test", "server", server, "severity", "none"));
    }

    private static String severity(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    /// What all of them have alike.
    private static Map<String, String> common(List<Map<String, String>> labels) {
        Map<String, String> common = new TreeMap<>(labels.isEmpty() ? Map.of() : labels.getFirst());
        labels.forEach(each -> common.entrySet().retainAll(each.entrySet()));
        return common;
    }
}
