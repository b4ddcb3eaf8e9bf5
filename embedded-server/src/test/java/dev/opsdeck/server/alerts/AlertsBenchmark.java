package dev.opsdeck.server.alerts;

import dev.opsdeck.api.alerts.AlertRule;
import dev.opsdeck.api.alerts.BacktestReport;
import dev.opsdeck.api.alerts.BacktestRequest;
import dev.opsdeck.api.alerts.NoData;
import dev.opsdeck.api.alerts.Observation;
import dev.opsdeck.api.alerts.RuleMetric;
import dev.opsdeck.api.metrics.Gauges;
import dev.opsdeck.api.metrics.Latency;
import dev.opsdeck.api.metrics.Sample;
import dev.opsdeck.api.metrics.Totals;
import dev.opsdeck.api.metrics.Window;
import dev.opsdeck.server.alerts.AlertRepository.Stored;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.DatabaseSettings;
import dev.opsdeck.server.history.DayOfSeconds;
import dev.opsdeck.server.history.SampleHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// What a second of 500 rules on 50 servers costs (50 ms are 5 % of a core), and a backtest over the 86,400 stored
/// seconds of a day: the first one, which reads them, and one more with another threshold. Run `main` with the test
/// class path.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class AlertsBenchmark {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    /// 50 remote servers whose figures wander around the thresholds.
    @State(Scope.Benchmark)
    public static class Fleet {

        private final AlertBoard board = new AlertBoard("node", "local");
        private int second;

        @Setup
        public void rules() {
            List<Rule> rules = new ArrayList<>();
            RuleMetric[] metrics = {
                RuleMetric.P95,
                RuleMetric.CPU_SHARE,
                RuleMetric.MEMORY_USED,
                RuleMetric.ERROR_SHARE,
                RuleMetric.DB_ACTIVE
            };
            for (int i = 0; i < 500; i++) {
                rules.add(Rule.of(Rules.rule(
                        "rule " + i,
                        metrics[i % metrics.length],
                        "1m",
                        "0s",
                        NoData.OK,
                        Rules.warning(i, "5m"),
                        Rules.critical(2 * i, "2m"))));
            }
            board.restore(new Stored(List.of(), Map.of(), List.of()), rules, List.of(), NOON);
        }

        List<Observation> next() {
            Instant at = NOON.plusSeconds(++second);
            List<Observation> seen = new ArrayList<>();
            for (int server = 0; server < 50; server++) {
                seen.add(new Observation("server " + server, at, sample(at, server), false, null));
            }
            return seen;
        }

        private Sample sample(Instant at, int server) {
            double wave = 100 + 50 * Math.sin((second + server) / 20.0);
            Latency latency = new Latency(100, wave / 2, wave, 2 * wave, 3 * wave);
            return new Sample(
                    "instance " + server,
                    NOON,
                    at,
                    new Window(1, latency, Latency.NONE, 100, 0, null),
                    new Window(60, latency, Latency.NONE, 6_000, 0, null),
                    new Gauges(1, 1, (int) wave, 200, 0, (long) wave << 20, 1L << 30, null, wave / 200, 2, 0, 0, false),
                    new Totals(second * 100L, second, 0, 0, 0, 0, 0, 0));
        }
    }

    /// A day in a database.
    @State(Scope.Benchmark)
    public static class Day {

        private static final Instant END = Instant.parse("2026-11-24T12:00:00Z");

        private @Nullable Database database;
        private @Nullable SampleHistory history;
        private @Nullable PastValues past;
        private int threshold;

        @Setup
        public void fill() throws IOException {
            Path folder = Files.createTempDirectory("opsdeck-benchmark");
            Database opened = Database.open(DatabaseSettings.h2File(folder, 4));
            DayOfSeconds.fill(opened, "node", END, 50);
            SampleHistory filled = new SampleHistory(opened, "node", InstantSource.fixed(END));
            database = opened;
            history = filled;
            past = new PastValues(filled, InstantSource.fixed(END), System::nanoTime);
        }

        BacktestReport test(RuleMetric metric, boolean anew) {
            SampleHistory filled = java.util.Objects.requireNonNull(history);
            if (anew) {
                past = new PastValues(filled, InstantSource.fixed(END), System::nanoTime);
            }
            threshold = (threshold + 1) % 500;
            AlertRule rule = Rules.rule("x", metric, "1m", "0s", NoData.OK, Rules.warning(threshold, "30s"));
            return java.util.Objects.requireNonNull(past)
                    .test(new BacktestRequest(rule, END.minusSeconds(DayOfSeconds.SECONDS), END));
        }

        @TearDown
        public void close() {
            java.util.Objects.requireNonNull(history).close();
            java.util.Objects.requireNonNull(database).close();
        }
    }

    @Benchmark
    public List<Turn> aSecondOf500RulesOn50Servers(Fleet fleet) {
        List<Observation> seen = fleet.next();
        return fleet.board.observe(seen, seen.getFirst().at());
    }

    @Benchmark
    public BacktestReport firstBacktestOfADayOnP95(Day day) {
        return day.test(RuleMetric.P95, true);
    }

    @Benchmark
    public BacktestReport firstBacktestOfADayOnMemory(Day day) {
        return day.test(RuleMetric.MEMORY_USED, true);
    }

    @Benchmark
    public BacktestReport nextBacktestOfADayOnP95(Day day) {
        return day.test(RuleMetric.P95, false);
    }

    public static void main(String[] args) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(AlertsBenchmark.class.getSimpleName())
                        .build())
                .run();
    }
}
