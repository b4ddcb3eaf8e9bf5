package dev.opsdeck.server.alerts.delivery;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.api.alerts.NotificationEvent;
import dev.opsdeck.api.alerts.Severity;
import java.time.Instant;
import java.util.List;

/// Alerts and messages for tests.
final class Made {

    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    /// Everything that somebody might write into a name to do harm.
    static final String HOSTILE =
            "<!channel> & <script>alert(1)</script> \"' \r\nBcc: all@example.com\n\0\u202e|*_`~ 💣 " + "x".repeat(3_000)
                    + "💣";

    private Made() {}

    static Alert firing(String id, String server, String rule, Severity severity, Instant since) {
        return alert(id, server, rule, severity, AlertState.FIRING, since, null);
    }

    static Alert resolved(Alert alert, Instant at) {
        return alert(
                alert.id(),
                alert.server(),
                alert.rule(),
                alert.severity(),
                AlertState.RESOLVED,
                alert.pendingSince(),
                at);
    }

    static Alert alert(
            String id,
            String server,
            String rule,
            Severity severity,
            AlertState state,
            Instant since,
            @org.jspecify.annotations.Nullable Instant end) {
        return new Alert(
                id,
                rule,
                rule.contains("unreachable") ? "server.unreachable" : "http.request.duration.p95",
                severity,
                state,
                612.0,
                500,
                "ms",
                server,
                since,
                state == AlertState.PENDING ? null : since,
                end,
                null,
                null,
                null,
                null,
                null,
                rule + " is 612 ms",
                "https://wiki.example/runbook?a=1&b=2|x",
                0,
                false);
    }

    static Alert acknowledged(Alert alert, Instant at) {
        return new Alert(
                alert.id(),
                alert.rule(),
                alert.metric(),
                alert.severity(),
                alert.state(),
                alert.value(),
                alert.threshold(),
                alert.unit(),
                alert.server(),
                alert.pendingSince(),
                alert.firingSince(),
                alert.resolvedAt(),
                "ann",
                at,
                null,
                alert.silencedBy(),
                null,
                alert.text(),
                alert.link(),
                0,
                false);
    }

    static Alert silenced(Alert alert) {
        return new Alert(
                alert.id(),
                alert.rule(),
                alert.metric(),
                alert.severity(),
                alert.state(),
                alert.value(),
                alert.threshold(),
                alert.unit(),
                alert.server(),
                alert.pendingSince(),
                alert.firingSince(),
                alert.resolvedAt(),
                null,
                null,
                null,
                7L,
                null,
                alert.text(),
                alert.link(),
                0,
                false);
    }

    static Message message(NotificationEvent event, News news) {
        return new Message("opsdeck-abc-0123456789abcdef", event, NOON, news);
    }

    static Message group(Alert... changed) {
        return message(NotificationEvent.TRIGGER, new News.Group("shop-1", List.of(changed), List.of()));
    }

    static Message trial() {
        return message(NotificationEvent.TEST, new News.Trial("shop-1"));
    }
}
