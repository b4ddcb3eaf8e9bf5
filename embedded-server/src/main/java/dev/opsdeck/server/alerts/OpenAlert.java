package dev.opsdeck.server.alerts;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertRule;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.api.alerts.Severity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// An alert that is not over, as it is now. Guarded by the board's lock.
final class OpenAlert {

    private Alert alert;
    private @Nullable Rule latestRule;
    private @Nullable Double latest;

    /// One that was stored.
    OpenAlert(Alert stored) {
        this.alert = stored;
    }

    /// One that begins.
    OpenAlert(String node, String server, Rule rule, Transition begun) {
        AlertRule source = rule.source();
        double threshold = threshold(rule.levels(), begun.severity()).orElseThrow();
        Double value = rule.shown(begun.value());
        this.alert = new Alert(
                id(node, server, rule.name(), begun.severity(), begun.state().pendingSince()),
                rule.name(),
                source.metric(),
                begun.severity(),
                AlertState.PENDING,
                value,
                threshold,
                source.unit(),
                server,
                begun.state().pendingSince(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                AlertText.of(source, value, threshold, server),
                source.link(),
                0,
                false);
    }

    /// The same for the same second, so that what is evaluated again after a crash is the same alert.
    static String id(String node, String server, String rule, Severity severity, Instant since) {
        try {
            String what = String.join("\n", node, server, rule, severity.name(), since.toString());
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(what.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    Alert shown() {
        Rule rule = latestRule;
        if (rule != null) {
            latestRule = null;
            change(alert.state(), latest, rule, alert.firingSince(), null, alert.gap());
        }
        return alert;
    }

    /// As it was at its last step: what does not change between two steps.
    Alert unread() {
        return alert;
    }

    /// Takes a step.
    void step(@Nullable Rule rule, Transition step) {
        latestRule = null;
        Instant resolvedAt = step.to() == AlertState.RESOLVED ? step.at() : null;
        Double value = rule == null ? alert.value() : rule.shown(step.value());
        change(
                step.to(),
                value,
                rule,
                step.state().firingSince(),
                resolvedAt,
                step.state().away());
    }

    /// Its latest value; told to nobody until somebody asks or it takes its next step.
    void value(Rule rule, double value) {
        latestRule = rule;
        latest = rule.shown(value);
    }

    /// Takes over what is not the engine's. What was read a moment too early takes nothing back.
    void merge(Alert stored) {
        boolean seen = stored.acknowledgedAt() != null;
        alert = copy(
                seen ? stored.acknowledgedBy() : alert.acknowledgedBy(),
                seen ? stored.acknowledgedAt() : alert.acknowledgedAt(),
                seen ? stored.note() : alert.note(),
                alert.silencedBy(),
                Math.max(stored.notifications(), alert.notifications()));
    }

    void silence(@Nullable Long silence) {
        alert = copy(alert.acknowledgedBy(), alert.acknowledgedAt(), alert.note(), silence, alert.notifications());
    }

    /// The same with what inhibits it.
    static Alert inhibited(Alert alert, String by) {
        return copy(
                alert,
                alert.acknowledgedBy(),
                alert.acknowledgedAt(),
                alert.note(),
                alert.silencedBy(),
                by,
                alert.notifications());
    }

    /// An open alert as it is now, with what is stored of it and is not the engine's.
    static Alert merged(Alert now, Alert stored) {
        return copy(
                now,
                stored.acknowledgedBy(),
                stored.acknowledgedAt(),
                stored.note(),
                now.silencedBy(),
                null,
                stored.notifications());
    }

    /// A level that a rule lost keeps the threshold that it had.
    private static double threshold(Rule rule, Alert alert) {
        return threshold(rule.levels(), alert.severity()).orElse(alert.threshold());
    }

    private static OptionalDouble threshold(List<AlertRule.Level> levels, Severity severity) {
        return levels.stream()
                .filter(level -> level.severity() == severity)
                .mapToDouble(AlertRule.Level::threshold)
                .findFirst();
    }

    private void change(
            AlertState state,
            @Nullable Double value,
            @Nullable Rule rule,
            @Nullable Instant firingSince,
            @Nullable Instant resolvedAt,
            boolean gap) {
        double threshold = rule == null ? alert.threshold() : threshold(rule, alert);
        alert = new Alert(
                alert.id(),
                alert.rule(),
                rule == null ? alert.metric() : rule.source().metric(),
                alert.severity(),
                state,
                value,
                threshold,
                rule == null ? alert.unit() : rule.source().unit(),
                alert.server(),
                alert.pendingSince(),
                firingSince,
                resolvedAt,
                alert.acknowledgedBy(),
                alert.acknowledgedAt(),
                alert.note(),
                alert.silencedBy(),
                null,
                rule == null ? alert.text() : AlertText.of(rule.source(), value, threshold, alert.server()),
                rule == null ? alert.link() : rule.source().link(),
                alert.notifications(),
                gap);
    }

    private Alert copy(
            @Nullable String acknowledgedBy,
            @Nullable Instant acknowledgedAt,
            @Nullable String note,
            @Nullable Long silencedBy,
            int notifications) {
        return copy(alert, acknowledgedBy, acknowledgedAt, note, silencedBy, null, notifications);
    }

    private static Alert copy(
            Alert alert,
            @Nullable String acknowledgedBy,
            @Nullable Instant acknowledgedAt,
            @Nullable String note,
            @Nullable Long silencedBy,
            @Nullable String inhibitedBy,
            int notifications) {
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
                acknowledgedBy,
                acknowledgedAt,
                note,
                silencedBy,
                inhibitedBy,
                alert.text(),
                alert.link(),
                notifications,
                alert.gap());
    }
}
