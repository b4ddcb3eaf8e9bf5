package dev.opsdeck.console.overview;

import dev.opsdeck.api.metrics.History;
import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.ui.charts.TimeBuckets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The p95 of the same hours of the day before, to be drawn over the timeline. It is read a little ahead, so that the
/// line goes on while the window slides. Nothing is read while it is off. FX thread.
final class Yesterday {

    private static final Duration AHEAD = Duration.ofMinutes(1);

    private final BackgroundTasks tasks;
    private final Supplier<PastServer> server;
    private final ZoneId zone;
    private final Runnable changed;
    private final TimeBuckets line = new TimeBuckets(Trends.SIZE);
    private boolean on;
    private @Nullable Read read;
    private Instant wantedUntil = Instant.MIN;
    private String words = "";
    private int asked;

    /// @param shift how much later today's time is
    private record Read(List<History.Point> points, Duration shift) {}

    /// @param zone    whose clock says what the same time is
    /// @param changed told when there is something else to draw
    Yesterday(BackgroundTasks tasks, Supplier<PastServer> server, ZoneId zone, Runnable changed) {
        this.tasks = tasks;
        this.server = server;
        this.zone = zone;
        this.changed = changed;
    }

    /// Draws it, or no longer.
    void toggle() {
        on = !on;
        forget();
        changed.run();
    }

    /// Another range or server is shown.
    void forget() {
        asked++;
        read = null;
        wantedUntil = Instant.MIN;
        words = on ? "same time yesterday, being read" : "";
    }

    /// Reads what the window has come to. Called with every sample while the page is seen.
    void keepUp(TimeBuckets window) {
        if (!on || !window.end().isAfter(wantedUntil)) {
            return;
        }
        int number = ++asked;
        int more = (int) Math.ceilDiv(AHEAD.toMillis(), window.step().toMillis());
        Instant until = window.end().plus(window.step().multipliedBy(more));
        wantedUntil = until;
        Duration shift = Duration.between(window.end().atZone(zone).minusDays(1).toInstant(), window.end());
        PastServer from = server.get();
        Instant begin = window.start().minus(shift);
        tasks.run(
                "Read yesterday",
                () -> from.read(List.of(Metric.P95), begin, until.minus(shift), Trends.SIZE + more),
                answer -> {
                    if (number == asked) {
                        take(answer, shift);
                    }
                },
                failure -> {
                    if (number == asked) {
                        words = "same time yesterday: " + failure.text();
                        changed.run();
                    }
                });
    }

    /// The line in the window's buckets; null while there is none to draw.
    @Nullable
    TimeBuckets line(TimeBuckets window) {
        Read held = read;
        if (!on || held == null || held.points.isEmpty()) {
            return null;
        }
        if (!line.start().equals(window.start()) || !line.step().equals(window.step())) {
            line.match(window);
            held.points.forEach(
                    point -> line.store(point.at().plus(held.shift), point.min(), point.value(), point.max()));
        }
        return line;
    }

    /// For the legend; empty while it is off.
    String words() {
        return words;
    }

    private void take(History answer, Duration shift) {
        List<History.Point> points = answer.series().stream()
                .flatMap(series -> series.points().stream())
                .toList();
        read = new Read(points, shift);
        // Filled anew when it is drawn next.
        line.reset(Duration.ofDays(1), Instant.EPOCH);
        words = points.isEmpty() ? "same time yesterday: nothing recorded" : "same time yesterday";
        changed.run();
    }
}
