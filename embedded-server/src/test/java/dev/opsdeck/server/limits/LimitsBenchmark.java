package dev.opsdeck.server.limits;

import dev.opsdeck.server.http.Caller;
import dev.opsdeck.server.limits.LimitSettings.Rate;
import dev.opsdeck.server.redis.Redis;
import dev.opsdeck.server.redis.RedisSettings;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// What a request pays at the rate limiter: which kind it is, a token from its client's bucket, and what its answer
/// says of it; all but setting the two headers. Run `main` with the test class path, and with the address of a Redis to
/// measure the way through it as well: there a bucket asks Redis once for a twentieth of its limit.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LimitsBenchmark {

    private static final Caller CLIENT = new Caller(Caller.Level.PUBLIC, "203.0.113.7", "203.0.113.7");

    /// The address of a Redis; empty: this instance counts alone.
    @Param("")
    @SuppressWarnings("NullAway.Init")
    public String redis;

    /// Of the default, and one so wide that nobody is refused.
    @Param({"100", "1000000"})
    public long requests;

    private @Nullable Redis connection;

    @SuppressWarnings("NullAway.Init")
    private Limit limit;

    @Setup
    public void open() {
        connection = redis.isEmpty() ? null : Redis.open(RedisSettings.parse(redis));
        SharedBuckets shared = connection == null ? null : new SharedBuckets(connection);
        limit = new Limit(Kind.READS, new Rate(requests, Duration.ofMinutes(1)), System::nanoTime, shared);
    }

    @TearDown
    public void close() {
        if (connection != null) {
            connection.close();
        }
    }

    @Benchmark
    @Threads(1)
    public String oneThread() {
        return request();
    }

    /// The same client twice at once.
    @Benchmark
    @Threads(2)
    public String twoThreads() {
        return request();
    }

    private String request() {
        Kind kind = Objects.requireNonNull(Kind.of("GET", "/products/top", CLIENT));
        ConsumptionProbe probe = limit.take(CLIENT.client());
        return kind.label() + limit.left(probe);
    }

    /// Runs it.
    ///
    /// @param args nothing, or the address of a Redis
    public static void main(String[] args) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder().include(LimitsBenchmark.class.getSimpleName());
        if (args.length > 0) {
            options.param("redis", "", args[0]);
        }
        new Runner(options.build()).run();
    }
}
