package dev.opsdeck.server.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.alerts.AlertRule;
import dev.opsdeck.api.alerts.BacktestReport;
import dev.opsdeck.api.alerts.BacktestRequest;
import dev.opsdeck.api.alerts.NoData;
import dev.opsdeck.api.alerts.RuleMetric;
import dev.opsdeck.api.metrics.Gauges;
import dev.opsdeck.api.metrics.Latency;
import dev.opsdeck.api.metrics.Sample;
import dev.opsdeck.api.metrics.Totals;
import dev.opsdeck.server.alerts.Backtest.Series;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.TestDatabases;
import dev.opsdeck.server.history.SampleHistory;
import dev.opsdeck.server.history.Stretch;
import dev.opsdeck.server.metrics.Durations;
import dev.opsdeck.server.metrics.IntervalReading;
import dev.opsdeck.server.metrics.SomeDurations;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A rule that is tried finds in stored seconds what it would have found when they were measured.
final class PastValuesTest {

    private static final Instant BEGIN = Instant.parse("2026-11-23T03:00:13.250Z");
    private static final int SECONDS = 900;

    private final Random random = new Random(5);

    @Test
    void everyMetricIsTriedOnTheValuesThatItHadLive() {
        List<IntervalReading> readings = new ArrayList<>();
        for (int i = 0; i < SECONDS; i++) {
            if (random.nextInt(15) > 0 && (i < 250 || i > 400)) {
                readings.add(reading(i));
            }
        }
        InstantSource clock = InstantSource.fixed(BEGIN.plusSeconds(SECONDS));
        try (Database database = TestDatabases.h2()) {
            // What is stored is mostly packed, the last seconds are in memory.
            try (SampleHistory stored = new SampleHistory(database, "node", clock)) {
                readings.subList(0, 600).forEach(stored::append);
            }
            try (SampleHistory history = new SampleHistory(database, "node", clock)) {
                readings.subList(600, readings.size()).forEach(history::append);
                for (RuleMetric metric : RuleMetric.values()) {
                    if (metric != RuleMetric.UNREACHABLE) {
                        check(history, clock, metric, readings);
                    }
                }
            }
        }
    }

    private void check(SampleHistory history, InstantSource clock, RuleMetric metric, List<IntervalReading> readings) {
        PastValues past = new PastValues(history, clock, () -> 0);
        Series live = live(rule(metric, 0), readings);
        double[] thresholds = Arrays.stream(live.values())
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .distinct()
                .toArray();
        long firings = 0;
        for (int i = 0; i < 10; i++) {
            // A value that was there: the least difference makes another second fire, or none.
            AlertRule rule = rule(metric, thresholds[thresholds.length * i / 10]);
            Instant from = BEGIN.plusSeconds(random.nextInt(100));
            Instant to = BEGIN.plusSeconds(SECONDS - random.nextInt(300));
            BacktestReport report = past.test(new BacktestRequest(rule, from, to));
            assertThat(report).as("%s", rule).isEqualTo(Backtest.run(rule, live, from, to, 0));
            firings += report.firings().size();
        }
        assertThat(firings).as("%s", metric).isPositive();
    }

    private static Series live(AlertRule rule, List<IntervalReading> readings) {
        RuleMetric metric = RuleMetric.of(rule.metric()).orElseThrow();
        Window window = new Window(rule.window().millis(), metric.percentile());
        long[] millis = new long[readings.size()];
        double[] values = new double[readings.size()];
        for (int i = 0; i < millis.length; i++) {
            Reading reading = Reading.of(Stretch.of(readings.get(i)));
            window.add(reading);
            Double value = window.value(metric);
            millis[i] = reading.at().toEpochMilli();
            values[i] = value == null ? Double.NaN : value;
        }
        return new Series(millis, values);
    }

    private static AlertRule rule(RuleMetric metric, double threshold) {
        return Rules.rule(
                "x",
                metric,
                "30s",
                "0s",
                NoData.OK,
                Rules.warning(RuleMetric.shown(threshold, metric.units().getFirst()), "0s"));
    }

    private IntervalReading reading(int second) {
        int requests = random.nextInt(4) == 0 ? 0 : random.nextInt(40);
        Durations durations = SomeDurations.of(random, requests);
        dev.opsdeck.api.metrics.Window window = new dev.opsdeck.api.metrics.Window(
                1 + random.nextGaussian() / 100, durations.latency(), Latency.NONE, requests, requests / 9, null);
        Gauges gauges = new Gauges(
                random.nextInt(5),
                random.nextInt(30),
                random.nextInt(20),
                20,
                0,
                random.nextLong(1L << 30),
                1L << 30,
                null,
                random.nextDouble(),
                2,
                0,
                0,
                random.nextInt(3) == 0 ? null : (Boolean) random.nextBoolean());
        Sample sample = new Sample(
                "instance",
                BEGIN,
                BEGIN.plusSeconds(second).plusMillis(random.nextInt(300)),
                window,
                window,
                gauges,
                new Totals(0, 0, 0, 0, 0, 0, 0, 0));
        return new IntervalReading(
                sample, durations, Durations.NONE, List.of(), random.nextInt(9), random.nextInt(9), 3, false);
    }
}
