package dev.opsdeck.server.alerts;

import dev.opsdeck.api.alerts.AlertRule;
import dev.opsdeck.api.alerts.BacktestReport;
import dev.opsdeck.api.alerts.BacktestRequest;
import dev.opsdeck.api.alerts.RuleMetric;
import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.server.alerts.Backtest.Series;
import dev.opsdeck.server.history.SampleHistory;
import dev.opsdeck.server.http.ApiException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tries rules against stored seconds. Remembers the values that it read last, because who moves a threshold asks for
/// the same ones again and again. Request threads.
final class PastValues {

    /// Seconds are kept for a day and an hour.
    private static final Duration LONGEST = Duration.ofHours(25);

    private final SampleHistory history;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final AtomicReference<@Nullable Read> last = new AtomicReference<>();

    PastValues(SampleHistory history, InstantSource clock, LongSupplier nanos) {
        this.history = history;
        this.clock = clock;
        this.nanos = nanos;
    }

    /// Values that were read, and of what.
    private record Read(RuleMetric metric, long windowMillis, Instant from, Instant to, Series series) {

        boolean covers(RuleMetric metric, long windowMillis, Instant from, Instant to) {
            return this.metric == metric
                    && this.windowMillis == windowMillis
                    && !from.isBefore(this.from)
                    && !to.isAfter(this.to);
        }
    }

    BacktestReport test(BacktestRequest request) {
        long begin = nanos.getAsLong();
        AlertRule rule = request.rule();
        RuleMetric metric = RuleMetric.of(rule.metric()).orElseThrow();
        if (metric == RuleMetric.UNREACHABLE) {
            throw ApiException.badRequest(
                    "rule.metric", "Whether a server was reachable is not stored: this rule cannot be tried.");
        }
        // What lies ahead of now is not there yet, and must not be remembered as empty.
        Instant now = clock.instant();
        Instant to = request.to().isAfter(now) ? now : request.to();
        if (Duration.between(request.from(), to).compareTo(LONGEST) > 0) {
            throw ApiException.badRequest("from", "Seconds are kept for a day: the time must not be longer than 25h.");
        }
        long windowMillis = rule.window().millis();
        Read read = last.get();
        if (read == null || !read.covers(metric, windowMillis, request.from(), to)) {
            read = new Read(metric, windowMillis, request.from(), to, series(rule, metric, request.from(), to));
            last.set(read);
        }
        BacktestReport report = Backtest.run(rule, read.series(), request.from(), to, 0);
        return new BacktestReport(
                report.firings(), report.samples(), report.from(), report.to(), (nanos.getAsLong() - begin) / 1000);
    }

    private Series series(AlertRule rule, RuleMetric metric, Instant from, Instant to) {
        Series.Maker maker = new Series.Maker(rule);
        history.eachSecond(
                from.minus(rule.window().duration()), to, needed(metric), second -> maker.add(Reading.of(second)));
        return maker.made();
    }

    /// Rates and counts are made of what every row has.
    static Set<Metric> needed(RuleMetric metric) {
        return Arrays.stream(Metric.values())
                .filter(stored -> stored.key().equals(metric.key()))
                .collect(Collectors.toSet());
    }
}
