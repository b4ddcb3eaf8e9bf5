package dev.opsdeck.server.alerts.delivery;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.NotificationEvent;
import dev.opsdeck.server.http.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// PagerDuty's Events API, version 2: one event for one critical alert. Field limits are those of its reference.
final class PagerDuty implements Sender {

    static final int MAX_KEY = 255;
    static final int MAX_SUMMARY = 1_024;

    private static final int MAX_DETAIL = 1_000;

    private final HttpReceiver receiver;
    private final String routingKey;
    private final Json json;

    PagerDuty(HttpReceiver receiver, String routingKey, Json json) {
        this.receiver = receiver;
        this.routingKey = routingKey;
        this.json = json;
    }

    @Override
    public Outcome send(Message message) {
        Outcome sent = post(message, action(message.event()));
        // A test must not stay open as an incident.
        return message.event() == NotificationEvent.TEST && sent instanceof Outcome.Delivered
                ? post(message, "resolve")
                : sent;
    }

    private Outcome post(Message message, String action) {
        Outcome outcome = receiver.post(json.bytes(payload(message, action, routingKey)), Map.of(), body -> true);
        return switch (outcome) {
            case Outcome.Delivered delivered -> delivered;
            case Outcome.Later later -> new Outcome.Later(masked(later.detail()), later.after());
            case Outcome.Never never -> new Outcome.Never(masked(never.detail()));
        };
    }

    private String masked(String text) {
        return Masks.without(text, routingKey);
    }

    static String action(NotificationEvent event) {
        return switch (event) {
            case ACKNOWLEDGE -> "acknowledge";
            case RESOLVE -> "resolve";
            case TRIGGER, SUMMARY, AUDIT, TEST -> "trigger";
        };
    }

    /// The body.
    static Map<String, Object> payload(Message message, String action, String routingKey) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("routing_key", routingKey);
        event.put("event_action", action);
        event.put("dedup_key", PlainText.cut(message.dedupKey(), MAX_KEY));
        if (action.equals("trigger")) {
            event.put("client", "Opsdeck");
            if (message.news() instanceof News.Group group && !group.changed().isEmpty()) {
                Alert alert = group.changed().getFirst();
                event.put("payload", incident(group.server(), alert));
                if (alert.link() != null) {
                    event.put("links", List.of(Map.of("href", alert.link(), "text", "What to do")));
                }
            } else {
                event.put("payload", trial(message));
            }
        }
        return event;
    }

    private static Map<String, Object> incident(String server, Alert alert) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("summary", PlainText.line(server + ": " + alert.rule() + ": " + alert.text(), MAX_SUMMARY));
        payload.put("source", PlainText.line(server, MAX_DETAIL));
        payload.put("severity", "critical");
        payload.put("timestamp", since(alert).toString());
        payload.put("component", PlainText.line(alert.rule(), MAX_DETAIL));
        payload.put("class", PlainText.line(alert.metric(), MAX_DETAIL));
        payload.put("custom_details", details(alert));
        return payload;
    }

    private static Map<String, Object> details(Alert alert) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("alert", alert.id());
        details.put("metric", alert.metric());
        putIfThere(details, "value", alert.value());
        details.put("threshold", alert.threshold());
        details.put("unit", alert.unit());
        details.put("pending_since", alert.pendingSince().toString());
        details.put("firing_since", since(alert).toString());
        return details;
    }

    private static void putIfThere(Map<String, Object> details, String name, @Nullable Object value) {
        if (value != null) {
            details.put(name, value);
        }
    }

    private static Map<String, Object> trial(Message message) {
        String server = message.news() instanceof News.Trial trial ? trial.server() : "Opsdeck";
        return Map.of(
                "summary",
                PlainText.line(server + ": a test of Opsdeck, resolved at once", MAX_SUMMARY),
                "source",
                PlainText.line(server, MAX_DETAIL),
                "severity",
                "info",
                "timestamp",
                message.createdAt().toString());
    }

    private static Instant since(Alert alert) {
        return alert.firingSince() == null ? alert.pendingSince() : alert.firingSince();
    }
}
