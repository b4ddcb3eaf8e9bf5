package dev.opsdeck.server.metrics;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// What reading a second costs, the merged minute included. Run `main` with the test class path.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MetricsTickerBenchmark {

    private final RouteRecorders recorders = new RouteRecorders();
    private final Metrics.Sources sources = new Metrics.Sources(
            () -> 3,
            () -> 20,
            () -> 0,
            () -> 7,
            () -> 1,
            () -> 2,
            () -> 954,
            () -> false,
            () -> 5,
            () -> 6,
            () -> 8,
            () -> 9);
    private long nanos;
    private final MetricsTicker ticker = new MetricsTicker(
            new MetricsTicker.Identity("one", Instant.EPOCH),
            recorders,
            new ActiveClients(),
            new GaugeReader(sources, () -> 4, () -> nanos, Path.of("/proc/self/status")),
            sources,
            () -> nanos,
            () -> Instant.EPOCH.plusNanos(nanos));

    /// Requests a second, over four routes, from 0.2 to 100 ms.
    @Param({"0", "500"})
    public int requests;

    /// A second's requests recorded and read.
    @Benchmark
    public IntervalReading second() {
        for (int i = 0; i < requests; i++) {
            long micros = 200 + (i * 7_919L + nanos) % 100_000;
            recorders.record("/route" + i % 4, TrafficKind.USER, 200, micros * 1_000);
        }
        nanos += 1_000_000_000L;
        return ticker.tick();
    }

    /// Runs it.
    public static void main(String[] args) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(MetricsTickerBenchmark.class.getSimpleName())
                        .build())
                .run();
    }
}
