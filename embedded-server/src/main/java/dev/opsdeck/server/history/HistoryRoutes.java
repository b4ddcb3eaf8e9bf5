package dev.opsdeck.server.history;

import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.ApiException;
import dev.opsdeck.server.http.Params;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// `/ops/history`: stored samples reduced to points.
public final class HistoryRoutes implements HttpService {

    private static final int DEFAULT_POINTS = 300;
    private static final int MAX_POINTS = 2_000;
    private static final int MAX_METRICS = 13;
    private static final Duration LONGEST = Duration.ofDays(400);

    private final SampleHistory history;
    private final Answers answers;
    private final Access access;
    private final InstantSource clock;

    public HistoryRoutes(SampleHistory history, Answers answers, Access access, InstantSource clock) {
        this.history = history;
        this.answers = answers;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/history", access.viewer(this::history));
    }

    private void history(ServerRequest req, ServerResponse res) {
        Params params = Params.of(req);
        List<Metric> metrics = metrics(params.all("metric"));
        Instant asked = params.instant("to");
        Instant to = asked == null ? clock.instant() : asked;
        Instant begin = params.instant("from");
        Instant from = begin == null ? to.minus(Duration.ofHours(1)) : begin;
        if (!from.isBefore(to)) {
            throw ApiException.badRequest("from", "'from' must be before 'to'.");
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw ApiException.badRequest("from", "The time between 'from' and 'to' is longer than 400 days.");
        }
        answers.ok(req, res, history.query(metrics, from, to, params.whole("points", DEFAULT_POINTS, 1, MAX_POINTS)));
    }

    private static List<Metric> metrics(List<String> names) {
        List<Metric> metrics = names.stream()
                .distinct()
                .limit(MAX_METRICS + 1L)
                .map(HistoryRoutes::metric)
                .toList();
        if (metrics.isEmpty() || metrics.size() > MAX_METRICS) {
            throw ApiException.badRequest("metric", "Ask for 1 to 13 metrics. There are: " + known() + ".");
        }
        return metrics;
    }

    private static Metric metric(String name) {
        return Metric.of(name)
                .orElseThrow(() -> ApiException.badRequest(
                        "metric", "There is no metric of that name. There are: " + known() + "."));
    }

    private static String known() {
        return Arrays.stream(Metric.values()).map(Metric::key).collect(Collectors.joining(", "));
    }
}
