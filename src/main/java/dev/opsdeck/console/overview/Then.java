package dev.opsdeck.console.overview;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.api.metrics.Gauges;
import dev.opsdeck.api.metrics.History;
import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.console.live.LiveAlerts;
import dev.opsdeck.console.ui.Formats;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the server knows of one moment: the same figures that the tiles showed then, what had happened, what
/// fired. Read on a background thread; then never changed.
///
/// @param minute the 60 seconds to the moment, in as many points
/// @param log    up to the moment, newest first
/// @param alerts that had begun by then and were not over
record Then(Instant at, History minute, List<LogEntry> log, List<Alert> alerts) {

    private static final Duration LOG = Duration.ofDays(7);
    private static final int MOST_ALERTS = 200;

    /// A sample may be late by two of its kind before it is said that there was none.
    private static final int LATE = 3;

    private static final Comparator<Alert> WORST_FIRST = Comparator.comparing(
                    Alert::severity, Comparator.reverseOrder())
            .thenComparing(LiveAlerts::since)
            .thenComparing(Alert::id);

    Then {
        log = List.copyOf(log);
        alerts = List.copyOf(alerts);
    }

    /// Blocks.
    static Then read(PastServer server, Instant at, int events) {
        return new Then(
                at,
                server.read(Figures.KEPT, at.minus(Span.MINUTE), at, (int) Span.MINUTE.toSeconds()),
                server.log(at.minus(LOG), at.plusMillis(1), events),
                server.alerts(at, MOST_ALERTS));
    }

    /// @param limits of the process that ran at the moment
    Figures figures(@Nullable Gauges limits, Formats formats) {
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        for (History.Series series : minute.series()) {
            Metric.of(series.metric()).ifPresent(metric -> {
                Double value = gauge(metric) ? last(series) : series.whole();
                if (value != null) {
                    values.put(metric, value);
                }
            });
        }
        return new Figures(at, Span.minuteTo(at, minute.tierSeconds(), formats), values, limits, null);
    }

    /// Those of a log that had happened by then, newest first; what went on then has no end yet.
    static List<LogEntry> upTo(Instant at, List<LogEntry> log, int most) {
        return log.stream()
                .filter(entry -> !entry.at().isAfter(at))
                .limit(most)
                .map(entry -> entry.until() == null || !entry.until().isAfter(at)
                        ? entry
                        : new LogEntry(entry.id(), entry.at(), null, entry.kind(), entry.text(), entry.actor()))
                .toList();
    }

    /// Those that fired then, as they were known then, the worst first. Whether one was silenced then is not known.
    static List<Alert> firing(Instant at, List<Alert> alerts) {
        return alerts.stream()
                .filter(alert ->
                        alert.firingSince() != null && !alert.firingSince().isAfter(at))
                .filter(alert ->
                        alert.resolvedAt() == null || alert.resolvedAt().isAfter(at))
                .map(alert -> asOf(at, alert))
                .distinct()
                .sorted(WORST_FIRST)
                .toList();
    }

    private static Alert asOf(Instant at, Alert alert) {
        boolean seen = alert.acknowledgedAt() != null && !alert.acknowledgedAt().isAfter(at);
        return new Alert(
                alert.id(),
                alert.rule(),
                alert.metric(),
                alert.severity(),
                AlertState.FIRING,
                null,
                alert.threshold(),
                alert.unit(),
                alert.server(),
                alert.pendingSince(),
                alert.firingSince(),
                null,
                seen ? alert.acknowledgedBy() : null,
                seen ? alert.acknowledgedAt() : null,
                null,
                null,
                null,
                alert.rule(),
                null,
                0,
                alert.gap());
    }

    private static boolean gauge(Metric metric) {
        return switch (metric) {
            case P50, P95, P99, MAX, REQUEST_RATE, ERROR_SHARE, CACHE_HIT_SHARE -> false;
            case REQUESTS_ACTIVE, USERS_ACTIVE, DB_ACTIVE, MEMORY_USED, CPU_SHARE, HEALTH_FAILING -> true;
        };
    }

    private @Nullable Double last(History.Series series) {
        if (series.points().isEmpty()) {
            return null;
        }
        History.Point point = series.points().getLast();
        Duration before = Duration.between(point.at(), minute.to());
        return before.compareTo(Duration.ofSeconds((long) LATE * minute.tierSeconds())) <= 0 ? point.value() : null;
    }
}
