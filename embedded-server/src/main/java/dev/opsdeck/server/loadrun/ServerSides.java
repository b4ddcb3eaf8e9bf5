package dev.opsdeck.server.loadrun;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opsdeck.api.loadruns.LoadDelays;
import dev.opsdeck.api.loadruns.LoadFindings;
import dev.opsdeck.api.loadruns.LoadServerSide;
import dev.opsdeck.api.loadruns.LoadServerSide.Point;
import dev.opsdeck.api.loadruns.LoadServerSide.Split;
import dev.opsdeck.server.http.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the server under load measured of itself during one run: its counters before and after, and its history
/// for the same seconds, by its own clock. Asked over HTTP, of this server as of any other. One thread, but for its
/// questions.
final class ServerSides {

    /// Of one run.
    static final int MOST_POINTS = 300;

    /// A server's garbage collector leaves its old generation alone for an hour and more: before it has been
    /// there even the lowest reading holds what nobody needs any more.
    private static final int LEAST_SECONDS_OF_A_SERVERS_MEMORY = 2 * 3600;

    private static final double ENOUGH = 0.5;
    private static final int UNAUTHORIZED = 401;
    private static final List<String> METRICS = List.of(
            "http.request.duration.p50",
            "http.request.duration.p95",
            "process.cpu.usage",
            "process.memory.usage",
            "db.connections.active",
            "cache.hit.rate");

    private final TargetClient target;
    private final Json json;
    private final InstantSource clock;
    private @Nullable TargetCounters before;
    private Duration ahead = Duration.ZERO;
    private String refusal = "";
    private boolean tokenRefused;

    ServerSides(TargetClient target, Json json, InstantSource clock) {
        this.target = target;
        this.json = json;
        this.clock = clock;
    }

    /// The run is about to begin.
    void begin() throws InterruptedException {
        ahead = ahead();
        before = counters();
    }

    /// Why the server does not tell, as a sentence; empty when it does.
    String refusal() {
        return refusal;
    }

    /// Whether it knows nothing of the token that it was asked with.
    boolean tokenRefused() {
        return tokenRefused;
    }

    /// The run has ended.
    ///
    /// @param began when its first request was due, by the clock of this process
    /// @return null when the server does not tell
    @Nullable
    LoadServerSide end(RunFigures figures, Instant began, int seconds) throws InterruptedException {
        TargetCounters first = before;
        if (first == null || seconds < 1) {
            return null;
        }
        TargetCounters last = counters();
        if (last == null) {
            return null;
        }
        try {
            List<Point> points = history(began.plus(ahead), 0, seconds, Math.min(MOST_POINTS, seconds));
            return new LoadServerSide(points, split(figures, last.minus(first)));
        } catch (IOException e) {
            refusal = "The target stopped telling its own figures: " + e.getMessage();
            return null;
        }
    }

    /// What can be asked while the run goes on, from any thread.
    ///
    /// @param began   when its first request was due, by the clock of this process
    /// @param stretch how many seconds make a point
    LiveSide.Question question(Instant began, int stretch) {
        Instant there = began.plus(ahead);
        return (from, to) -> history(there, from, to, (to - from) / stretch);
    }

    /// The findings with what only the server's side can tell.
    static @Nullable LoadFindings completed(
            @Nullable LoadFindings findings, @Nullable LoadServerSide side, RunOrder order) {
        LoadFindings.Soak soak = findings == null ? null : findings.soak();
        if (soak == null || side == null) {
            return findings;
        }
        MemoryTrend trend = new MemoryTrend(order.durationSeconds());
        for (Point point : side.points()) {
            Double bytes = point.memoryBytes();
            if (bytes != null) {
                trend.add(point.second(), bytes);
            }
        }
        boolean told = order.durationSeconds() >= LEAST_SECONDS_OF_A_SERVERS_MEMORY;
        return LoadFindings.of(new LoadFindings.Soak(soak.engine(), told ? trend.memory() : null));
    }

    /// Null when most of what the server answered meanwhile was not this run's: the parts would be others'.
    static @Nullable Split split(RunFigures figures, TargetCounters during) {
        long completed = figures.figures().completed();
        if (completed == 0 || during.requests() < completed * ENOUGH || during.requests() * ENOUGH > completed) {
            return null;
        }
        double response = figures.meanResponseMillis();
        double service = Math.min(response, figures.meanServiceMillis());
        double handler = Math.min(service, during.handlerSeconds() * 1e3 / during.requests());
        double database = Math.clamp(during.databaseMillis() / during.requests(), 0, handler);
        double waiting = response - service;
        LoadDelays delays = figures.figures().delays();
        if (delays == null) {
            return new Split(waiting, service - handler, handler - database, database);
        }
        // Both come of other histograms, so their sum is the waiting but for a rounding.
        double blocked =
                waiting * share(delays.blocked().meanMillis(), delays.lateness().meanMillis());
        return new Split(waiting, service - handler, handler - database, database, waiting - blocked, blocked);
    }

    private static double share(double part, double other) {
        return part + other == 0 ? 0 : part / (part + other);
    }

    private @Nullable TargetCounters counters() throws InterruptedException {
        try {
            HttpResponse<byte[]> metrics = target.get("/metrics");
            HttpResponse<byte[]> queries = target.get("/ops/queries?limit=200");
            tokenRefused = queries.statusCode() == UNAUTHORIZED;
            if (metrics.statusCode() != 200 || queries.statusCode() != 200) {
                refusal = "The target does not tell its own figures (HTTP "
                        + Math.max(metrics.statusCode(), queries.statusCode())
                        + "): give the run a token of it to see where the time goes.";
                return null;
            }
            double database = 0;
            for (JsonNode statement : json.mapper().readTree(queries.body()).path("data")) {
                // What no request asked for is the server's own work.
                database += statement.hasNonNull("route")
                        ? statement.path("totalMillis").asDouble()
                        : 0;
            }
            return TargetCounters.of(new String(metrics.body(), StandardCharsets.UTF_8), database);
        } catch (IOException e) {
            refusal = "The target did not tell its own figures.";
            return null;
        }
    }

    /// How far the target's clock is before this one's: its health tells its time, taken for that of the middle
    /// of the exchange (Cristian, *Probabilistic clock synchronization*, 1989). What the exchange itself may
    /// explain is no difference; nor is what a target tells that has no such health.
    private Duration ahead() throws InterruptedException {
        try {
            Instant asked = clock.instant();
            HttpResponse<byte[]> health = target.get("/health");
            Duration half = Duration.between(asked, clock.instant()).dividedBy(2);
            Instant there = Instant.parse(
                    json.mapper().readTree(health.body()).path("timestamp").asText());
            Duration difference = Duration.between(asked.plus(half), there);
            return difference.abs().compareTo(half.plusMillis(1)) > 0 ? difference : Duration.ZERO;
        } catch (IOException | DateTimeParseException e) {
            return Duration.ZERO;
        }
    }

    /// @param began by the target's clock
    /// @param from  second of the run
    /// @param to    second of the run, excluded
    private List<Point> history(Instant began, int from, int to, int count) throws IOException, InterruptedException {
        String query = Stream.concat(
                        Stream.of(
                                "from=" + text(began.plusSeconds(from).toString()),
                                "to=" + text(began.plusSeconds(to).toString()),
                                "points=" + count),
                        METRICS.stream().map(metric -> "metric=" + metric))
                .reduce((left, right) -> left + "&" + right)
                .orElseThrow();
        HttpResponse<byte[]> answer = target.get("/ops/history?" + query);
        if (answer.statusCode() != 200) {
            throw new IOException("HTTP " + answer.statusCode() + " for its history.");
        }
        Map<Integer, Double[]> rows = new TreeMap<>();
        for (JsonNode series : json.mapper().readTree(answer.body()).path("series")) {
            int column = METRICS.indexOf(series.path("metric").asText());
            for (JsonNode point : series.path("points")) {
                Instant at = Instant.parse(point.path("at").asText());
                int second = (int) Duration.between(began, at).toSeconds();
                rows.computeIfAbsent(second, key -> new Double[METRICS.size()])[column] =
                        point.path("value").asDouble();
            }
        }
        return rows.entrySet().stream()
                .map(row -> point(row.getKey(), row.getValue()))
                .toList();
    }

    private static Point point(int second, @Nullable Double[] row) {
        return new Point(second, row[0], row[1], row[2], row[3], row[4], row[5]);
    }

    private static String text(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
