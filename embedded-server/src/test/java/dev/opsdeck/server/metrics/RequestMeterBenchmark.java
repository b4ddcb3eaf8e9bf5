package dev.opsdeck.server.metrics;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// What measuring costs a request. Run `main` with the test class path.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RequestMeterBenchmark {

    private static final String CLIENT = "3f9a0c17bb21";

    private final String prefix = "/products";
    private final RouteRecorders recorders = new RouteRecorders();
    private final ActiveClients clients = new ActiveClients();
    private final SizeCounts requestSizes = new SizeCounts();
    private final SizeCounts responseSizes = new SizeCounts();

    /// Everything that the filter does besides reading the request's headers.
    @Benchmark
    @Threads(1)
    public void oneThread() {
        measure();
    }

    /// The same while another thread records the same route.
    @Benchmark
    @Threads(2)
    public void twoThreads() {
        measure();
    }

    private void measure() {
        long start = System.nanoTime();
        long end = System.nanoTime();
        // A pattern is a new string in every request, as Helidon makes it.
        String pattern = prefix.concat("/{id:[0-9]+}");
        recorders.record(pattern, TrafficKind.USER, 200, end - start + 250_000);
        requestSizes.add(0);
        responseSizes.add(2_300);
        clients.seen(CLIENT, end);
    }

    /// Runs it.
    public static void main(String[] args) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(RequestMeterBenchmark.class.getSimpleName())
                        .build())
                .run();
    }
}
