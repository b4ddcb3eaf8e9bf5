package dev.opsdeck.server.spans;

import dev.opsdeck.api.traces.SpanKind;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// What recording costs a request whose trace is not kept: with nothing in it, with one lookup in a cache, and
/// with a lookup that had to read by three statements. Run `main` with the test class path; it also tells the
/// bytes allocated.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RecordingBenchmark {

    private long sum;

    /// No recording: what the work below costs without one.
    @Benchmark
    public long off() {
        hit();
        return sum;
    }

    /// A recording with nothing in it.
    @Benchmark
    public long empty() {
        new Recording(System.nanoTime()).run(() -> sum++);
        return sum;
    }

    /// A request that a cache answered.
    @Benchmark
    public long cached() {
        new Recording(System.nanoTime()).run(this::hit);
        return sum;
    }

    /// A request that read from the database.
    @Benchmark
    public long read() {
        new Recording(System.nanoTime()).run(this::miss);
        return sum;
    }

    private void hit() {
        long now = System.nanoTime();
        sum++;
        Recording recording = Recording.current();
        if (recording != null) {
            recording.add(SpanKind.CACHE, "products.top", now, System.nanoTime(), 0, "memory");
        }
    }

    private void miss() {
        Recording recording = Recording.current();
        if (recording == null) {
            return;
        }
        @Nullable Span span = recording.begin(SpanKind.CACHE, "products.lists", System.nanoTime());
        for (int i = 0; i < 3; i++) {
            long now = System.nanoTime();
            recording.add(SpanKind.QUERY, "select a from b where c = ?", now, System.nanoTime(), 20, null);
        }
        recording.end(span, System.nanoTime(), "database");
        sum++;
    }

    /// Runs it.
    public static void main(String[] args) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(RecordingBenchmark.class.getSimpleName())
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
    }
}
