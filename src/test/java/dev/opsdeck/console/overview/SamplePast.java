package dev.opsdeck.console.overview;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.api.metrics.History;
import dev.opsdeck.api.metrics.Metric;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// The past of a server, made by hand.
final class SamplePast implements PastServer {

    /// Begin, end and points of each question, in order.
    final List<Asked> asked = new ArrayList<>();

    final List<LogEntry> log = new ArrayList<>();
    final List<Alert> alerts = new ArrayList<>();
    HistoryCall history;

    record Asked(Instant from, Instant to, int points) {}

    SamplePast(HistoryCall history) {
        this.history = history;
    }

    @Override
    public History read(Collection<Metric> metrics, Instant from, Instant to, int points) {
        asked.add(new Asked(from, to, points));
        return history.read(metrics, from, to, points);
    }

    @Override
    public List<LogEntry> log(Instant from, Instant to, int most) {
        return log.stream()
                .filter(entry -> !entry.at().isBefore(from) && entry.at().isBefore(to))
                .sorted((a, b) -> Long.compare(b.id(), a.id()))
                .limit(most)
                .toList();
    }

    @Override
    public List<Alert> alerts(Instant at, int most) {
        return alerts.stream()
                .filter(alert -> !alert.pendingSince().isAfter(at))
                .filter(alert ->
                        alert.resolvedAt() == null || alert.resolvedAt().isAfter(at))
                .limit(most)
                .toList();
    }
}
