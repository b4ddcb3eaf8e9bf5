package dev.opsdeck.console.overview;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.api.metrics.Gauges;
import dev.opsdeck.api.metrics.History;
import dev.opsdeck.api.metrics.Latency;
import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.api.metrics.Sample;
import dev.opsdeck.api.metrics.Totals;
import dev.opsdeck.api.metrics.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Samples and histories made by hand for tests: the same every time.
final class Samples {

    static final long MB = 1024L * 1024;
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private Samples() {}

    /// A quiet second: p95 145 ms, 252 requests in the minute, no errors.
    static Sample quiet(Instant at) {
        return sample(at, new Latency(252, 93, 145, 212, 380), 252, 0, 0.941, 245 * MB, 0.12, 8, 41_207);
    }

    static Sample sample(
            Instant at,
            Latency minute,
            long requests,
            long errors,
            @Nullable Double hitShare,
            long memory,
            double cpu,
            int connections,
            long products) {
        long seconds = Duration.between(NOON, at).toSeconds();
        Latency second = new Latency(
                minute.count() / 60,
                minute.p50Millis() * wobble(seconds),
                minute.p95Millis() * wobble(seconds + 1),
                minute.p99Millis() * wobble(seconds + 2),
                minute.maxMillis());
        return new Sample(
                "one",
                NOON.minusSeconds(86_400),
                at,
                new Window(1, second, Latency.NONE, requests / 60, errors / 60, hitShare),
                new Window(60, minute, Latency.NONE, requests, errors, hitShare),
                new Gauges(1, 12, connections, 50, 0, memory, 1024 * MB, 312 * MB, cpu, 2, 1204, products),
                new Totals(100_000 + seconds * 4, 0, 0, 90_000, 5_000, 0, 0, 0));
    }

    private static double wobble(long second) {
        return 1 + 0.2 * Math.sin(second * 1.7);
    }

    /// A day with a spike: every metric that is asked for, at every point.
    static History history(Collection<Metric> metrics, Instant from, Instant to, int points) {
        Duration step = Duration.between(from, to).dividedBy(points);
        List<History.Series> series = new ArrayList<>();
        for (Metric metric : metrics) {
            Random random = new Random(metric.key().hashCode());
            List<History.Point> values = new ArrayList<>();
            for (int i = 0; i < points; i++) {
                double spike = Math.exp(-Math.pow((i - points * 0.68) / 2.0, 2));
                double noise = 1 + 0.1 * random.nextGaussian();
                double wave = 1 + 0.2 * Math.sin(i * 0.05);
                double value = switch (metric) {
                    case P50 -> (70 * wave * noise) + 200 * spike;
                    case P95 -> (130 * wave * noise) + 430 * spike;
                    case P99 -> (190 * wave * noise) + 700 * spike;
                    case REQUEST_RATE -> (4.2 * wave * noise) + 14 * spike;
                    case ERROR_SHARE -> spike > 0.8 ? 0.004 : 0;
                    case USERS_ACTIVE -> Math.rint(9 * wave * noise + 6 * spike);
                    case CACHE_HIT_SHARE -> Math.min(1, 0.94 + 0.004 * random.nextGaussian() - 0.5 * spike);
                    case MEMORY_USED -> (245 * wave * noise + 90 * spike) * MB;
                    case DB_ACTIVE -> 6 * wave * noise + 30 * spike;
                    case CPU_SHARE -> 0.12 * wave * noise + 0.5 * spike;
                    default -> 1;
                };
                values.add(new History.Point(
                        from.plus(step.multipliedBy(i)), Math.max(0, value * 0.93), value, value * 1.07));
            }
            double mean =
                    values.stream().mapToDouble(History.Point::value).average().orElseThrow();
            series.add(new History.Series(
                    metric.key(), metric.unit(), metric == Metric.ERROR_SHARE ? 0.0002 : mean, values));
        }
        return new History(from, to, step.toSeconds() <= 1 ? 1 : 60, series);
    }

    /// The same of a server that records since `started`.
    static History since(Instant started, Collection<Metric> metrics, Instant from, Instant to, int points) {
        History whole = history(metrics, from, to, points);
        Instant first = started.minus(Duration.between(from, to).dividedBy(points));
        return new History(
                from,
                to,
                whole.tierSeconds(),
                whole.series().stream()
                        .map(series -> new History.Series(
                                series.metric(),
                                series.unit(),
                                series.whole(),
                                series.points().stream()
                                        .filter(point -> point.at().isAfter(first))
                                        .toList()))
                        .toList());
    }

    /// One event of each kind over the last day.
    static List<LogEntry> log() {
        return List.of(
                entry(1, 22 * 60, 0, LogEntry.Kind.START, "Started, version 0.1.0", null),
                entry(
                        2,
                        16 * 60,
                        2,
                        LogEntry.Kind.SYNC,
                        "awin-main: +312 ~1,204 −18, 18 rejected",
                        "operator 127.0.0.1"),
                entry(3, 480, 0, LogEntry.Kind.FLUSH, "Dropped 1,204 entries of 6 caches", "operator 127.0.0.1"),
                entry(
                        4,
                        478,
                        5,
                        LogEntry.Kind.LOAD,
                        "Run 41, baseline: 200 users, p95 38.8 ms, pass",
                        "operator 127.0.0.1"),
                entry(5, 200, 0, LogEntry.Kind.PRODUCT, "Archived 'Trail shoe 42'", "operator 127.0.0.1"),
                entry(6, 30, 1, LogEntry.Kind.SYNC, "sample: +954", "operator 127.0.0.1"));
    }

    static LogEntry entry(
            long id, int minutesAgo, int minutes, LogEntry.Kind kind, String text, @Nullable String actor) {
        Instant at = NOON.minus(Duration.ofMinutes(minutesAgo));
        return new LogEntry(id, at, minutes == 0 ? null : at.plus(Duration.ofMinutes(minutes)), kind, text, actor);
    }

    static Alert alert(String id, Severity severity, String rule, int minutes) {
        Instant since = NOON.minusSeconds(60L * minutes);
        return new Alert(
                id,
                rule,
                "process.cpu.usage",
                severity,
                AlertState.FIRING,
                74.0,
                70,
                "%",
                "local",
                since,
                since,
                null,
                null,
                null,
                null,
                null,
                null,
                rule + ": 74 %",
                null,
                1,
                false);
    }
}
