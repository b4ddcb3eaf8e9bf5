package dev.opsdeck.server.audits;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.api.alerts.Silence;
import dev.opsdeck.api.audits.AuditAlert;
import dev.opsdeck.api.audits.AuditAlerts;
import dev.opsdeck.api.audits.AuditSection;
import dev.opsdeck.api.audits.AuditSilence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/// Adds up the alerts of a period, and tells of them. Pure.
final class Alarms {

    /// What an embedded backend calls itself.
    private static final String SELF = "local";

    private Alarms() {}

    private record Level(String rule, String server, Severity severity) {}

    static AuditAlerts of(Evidence.AlertHistory history, Instant from, Instant to) {
        List<Alert> fired = history.alerts().stream()
                .filter(alert ->
                        alert.firingSince() != null && alert.firingSince().isBefore(to))
                .filter(alert ->
                        alert.resolvedAt() == null || alert.resolvedAt().isAfter(from))
                .toList();
        Map<Level, List<Alert>> levels = new LinkedHashMap<>();
        fired.forEach(alert -> levels.computeIfAbsent(
                        new Level(alert.rule(), alert.server(), alert.severity()), level -> new ArrayList<>())
                .add(alert));
        return new AuditAlerts(
                levels.entrySet().stream()
                        .map(level -> level(level.getKey(), level.getValue(), history.silences(), from, to))
                        .sorted(Comparator.comparingDouble(AuditAlert::firingSeconds)
                                .reversed()
                                .thenComparing(AuditAlert::rule)
                                .thenComparing(AuditAlert::server)
                                .thenComparing(AuditAlert::severity))
                        .toList(),
                history.silences().stream()
                        .filter(silence ->
                                silence.from().isBefore(to) && silence.until().isAfter(from))
                        .map(silence -> silence(silence, fired))
                        .toList());
    }

    private static AuditAlert level(Level level, List<Alert> alerts, List<Silence> silences, Instant from, Instant to) {
        double together = 0;
        double longest = 0;
        for (Alert alert : alerts) {
            double seconds = seconds(alert, from, to);
            together += seconds;
            longest = Math.max(longest, seconds);
        }
        return new AuditAlert(
                level.rule(),
                level.server(),
                level.severity(),
                alerts.size(),
                count(
                        alerts,
                        alert ->
                                alert.resolvedAt() == null || alert.resolvedAt().isAfter(to)),
                count(alerts, alert -> alert.acknowledgedAt() != null),
                count(alerts, alert -> silences.stream().anyMatch(silence -> swallows(silence, alert))),
                alerts.stream().mapToLong(Alert::notifications).sum(),
                together,
                longest);
    }

    private static int count(List<Alert> alerts, Predicate<Alert> which) {
        return (int) alerts.stream().filter(which).count();
    }

    /// Of its firing, what lies within the period.
    private static double seconds(Alert alert, Instant from, Instant to) {
        Instant begin = alert.firingSince();
        Instant end = alert.resolvedAt();
        Instant first = begin == null || begin.isBefore(from) ? from : begin;
        Instant last = end == null || end.isAfter(to) ? to : end;
        return Duration.between(first, last).toMillis() / 1e3;
    }

    private static AuditSilence silence(Silence silence, List<Alert> fired) {
        List<Alert> swallowed =
                fired.stream().filter(alert -> swallows(silence, alert)).toList();
        return new AuditSilence(
                silence.id(),
                silence.reason(),
                silence.author(),
                silence.from(),
                silence.until(),
                swallowed.size(),
                swallowed.stream().map(Alert::rule).distinct().sorted().toList());
    }

    /// Whether it held when the alert fired.
    private static boolean swallows(Silence silence, Alert alert) {
        Instant at = alert.firingSince();
        return at != null && silence.covers(alert.rule(), alert.server(), alert.severity(), at);
    }

    static AuditSection section(AuditAlerts alerts, Facts facts) {
        List<String> sentences = new ArrayList<>();
        Cells fired = new Cells(2, "Rule", "Severity", "Fired", "Together", "Longest", "Seen", "Silenced", "Messages");
        for (AuditAlert alert : alerts.alerts()) {
            fired.row(
                    alert.server().equals(SELF) ? alert.rule() : alert.rule() + " on " + alert.server(),
                    alert.severity().name().toLowerCase(Locale.ROOT) + (alert.open() > 0 ? ", still firing" : ""),
                    Words.count(alert.times()),
                    Words.duration(alert.firingSeconds()),
                    Words.duration(alert.longestSeconds()),
                    Words.count(alert.acknowledged()),
                    Words.count(alert.swallowed()),
                    Words.count(alert.notifications()));
        }
        if (alerts.alerts().isEmpty()) {
            sentences.add("No alert fired in this period.");
        }
        Cells quiet = new Cells(3, "Silence", "By", "Until", "Swallowed");
        for (AuditSilence silence : alerts.silences()) {
            quiet.row(
                    silence.rules().isEmpty()
                            ? silence.reason()
                            : silence.reason() + " (" + String.join(", ", silence.rules()) + ")",
                    silence.author(),
                    Words.moment(silence.until(), facts.period().zone()),
                    Words.count(silence.swallowed()));
        }
        if (alerts.silences().isEmpty()) {
            sentences.add("No silence held in this period.");
        }
        var tables = new ArrayList<>(fired.tables());
        tables.addAll(quiet.tables());
        return new AuditSection("Alerts", sentences, List.of(), tables);
    }
}
