package dev.opsdeck.server.loadrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.loadruns.LoadFigures;
import dev.opsdeck.api.loadruns.LoadProfile;
import dev.opsdeck.api.loadruns.LoadRequest;
import dev.opsdeck.api.loadruns.LoadSecond;
import dev.opsdeck.api.metrics.Latency;
import dev.opsdeck.server.http.Json;
import dev.opsdeck.server.loadrun.engine.RawRun;
import dev.opsdeck.server.loadrun.engine.TestServer;
import dev.opsdeck.server.loadrun.engine.TestServer.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntToLongFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// The figures of a run, from the engine over its lines of JSON to the report, against what is known of every single
/// request.
final class FiguresIT {

    private static final double[] PERCENTILES = {50, 75, 90, 95, 99, 99.9, 100};

    /// What a request spends between engine and server on this machine.
    private static final long LOOPBACK_MICROS = 800;

    /// What else runs on the machine only adds to a latency, so the least disturbed of so many runs counts.
    private static final int ATTEMPTS = 3;

    /// A request waits for a processor three times besides the server's delay: to be sent, to be read, and to be
    /// answered. How long the delay itself waited for one, some tenth of a millisecond on a machine that does
    /// nothing else, the server's times tell.
    private static final int WAITS = 3;

    private final Json json = new Json();

    /// What tells a latency from the intended start: a server that stands still for 3 s of a run must show it,
    /// with the percentiles that the times of the single requests have.
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFrozenServerShowsInThePercentilesExactlyAsInTheRawTimes() throws Exception {
        RunOrder order = order(200, 8);
        RunFigures figures = new RunFigures(order);
        RawRun run = new RawRun();
        Process server = TestServer.fork();
        try {
            String target = server.inputReader().readLine();
            AtomicBoolean frozen = new AtomicBoolean();
            run.make(order.plan("1", "s", target, null, List.of()), second -> {
                figures.add(read(second));
                if (second.second() == 2 && frozen.compareAndSet(false, true)) {
                    Thread.ofPlatform().start(() -> freeze(server));
                }
            });
        } finally {
            server.destroyForcibly().waitFor();
        }

        LoadFigures measured = figures.figures();
        assertThat(measured.asked()).isEqualTo(1_600);
        assertThat(measured.sent()).isEqualTo(1_600);
        assertThat(measured.completed()).isEqualTo(1_600);
        assertThat(measured.errors()).isZero();
        // 600 of 1,600 requests were due in these 3 s, more than there are connections: the worst 5 % waited over 2.6
        // s.
        assertThat(measured.response().maxMillis()).isBetween(2_800.0, 4_000.0);
        assertThat(measured.response().p95Millis()).isBetween(2_350.0, 3_850.0);
        assertThat(measured.response().p99Millis()).isBetween(2_650.0, 3_950.0);

        List<Long> intended = sorted(run, RawRun.Times::intended);
        for (int i = 0; i < 1_600; i++) {
            assertThat(intended.get(i) - intended.getFirst())
                    .as("request %d is due every 5 ms, whatever the server does", i)
                    .isEqualTo(i * 5_000_000L);
        }
        areTheRawTimes(run, figures);
    }

    @Test
    void percentilesOfAKnownDistributionAreWithinOnePercentOfTheServersOwnTimes() throws Exception {
        // Each percentile that is reported lies among the requests of one delay.
        knownDelays(200, number -> {
            int place = number % 200;
            return place < 180 ? 100 : place < 196 ? 250 : place < 199 ? 400 : 600;
        });
    }

    @Test
    void oneRequestInAHundredThatTakesATenthOfASecondIsTheNinetyNinthPercentile() throws Exception {
        Latency service = knownDelays(250, number -> number % 90 == 45 ? 100 : 20);

        assertThat(service.p95Millis()).isLessThan(100);
        assertThat(service.p99Millis()).isGreaterThanOrEqualTo(100);
    }

    /// A run of 2 s.
    ///
    /// @param delayMillis of a request by its number
    /// @return the service times
    private Latency knownDelays(int perSecond, IntToLongFunction delayMillis) throws Exception {
        RunOrder order = order(perSecond, 2);
        List<Long> delays = IntStream.range(0, 2 * perSecond)
                .mapToObj(number -> delayMillis.applyAsLong(number) * 1000)
                .sorted()
                .toList();
        for (int attempt = 1; ; attempt++) {
            RunFigures figures = new RunFigures(order);
            RawRun run = new RawRun();
            List<Long> truth;
            try (TestServer server = new TestServer(number -> Reply.ok(delayMillis.applyAsLong(number)))) {
                run.make(order.plan("1", "s", server.url(), null, List.of()), second -> figures.add(read(second)));
                truth = server.tookNanos().stream()
                        .map(nanos -> nanos / 1000)
                        .sorted()
                        .toList();
            }
            assertThat(truth).hasSameSizeAs(delays);
            LoadFigures measured = figures.figures();
            areTheRawTimes(run, figures);
            List<String> above = new ArrayList<>();
            compare("service", measured.service(), truth, delays, above);
            compare("response", measured.response(), truth, delays, above);
            if (above.isEmpty()) {
                return measured.service();
            }
            assertThat(attempt).as(above.toString()).isLessThan(ATTEMPTS);
        }
    }

    /// @param delays what the server was to wait
    /// @param truth  how long it took
    /// @param above  takes what is more than one percent and the way there and back above the truth
    private static void compare(
            String name, Latency measured, List<Long> truth, List<Long> delays, List<String> above) {
        double[] percentiles = {50, 95, 99, 100};
        double[] millis = {measured.p50Millis(), measured.p95Millis(), measured.p99Millis(), measured.maxMillis()};
        for (int i = 0; i < percentiles.length; i++) {
            double micros = millis[i] * 1000;
            long expected = at(truth, percentiles[i]);
            long waited = expected - at(delays, percentiles[i]);
            String what = name + " p" + percentiles[i] + " of " + expected + " µs was " + micros;
            assertThat(micros).as(what).isGreaterThanOrEqualTo((double) expected);
            if (micros > expected * 1.01 + LOOPBACK_MICROS + WAITS * waited) {
                above.add(what);
            }
        }
    }

    private static void areTheRawTimes(RawRun run, RunFigures figures) throws DataFormatException {
        LoadFigures reported = figures.figures();
        areThose(
                figures.response(),
                reported.response(),
                sorted(run, times -> (times.ended() - times.intended()) / 1000));
        areThose(figures.service(), reported.service(), sorted(run, times -> (times.ended() - times.begun()) / 1000));
    }

    /// Three significant digits: values up to 2,047 µs as they are, above them the highest of at most one in a
    /// thousand.
    private static void areThose(byte[] encoded, Latency reported, List<Long> truth) throws DataFormatException {
        Histogram histogram = Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(encoded), 0);
        assertThat(histogram.getTotalCount()).isEqualTo(truth.size());
        for (double percentile : PERCENTILES) {
            long expected = at(truth, percentile);
            assertThat(histogram.getValueAtPercentile(percentile))
                    .as("p" + percentile)
                    .isBetween(expected, expected + expected / 1000);
        }
        assertThat(reported)
                .isEqualTo(new Latency(
                        truth.size(),
                        histogram.getValueAtPercentile(50) / 1000.0,
                        histogram.getValueAtPercentile(95) / 1000.0,
                        histogram.getValueAtPercentile(99) / 1000.0,
                        histogram.getValueAtPercentile(100) / 1000.0));
    }

    /// The smallest value that so many percent do not exceed.
    private static long at(List<Long> sorted, double percentile) {
        return sorted.get((int) Math.ceil(percentile * sorted.size() / 100 - 1e-6) - 1);
    }

    private static List<Long> sorted(RawRun run, ToLongFunction<RawRun.Times> value) {
        return run.times().stream().map(value::applyAsLong).sorted().toList();
    }

    /// As the parent of an engine's process reads it.
    private LoadSecond read(LoadSecond written) {
        try {
            return json.mapper().readValue(json.bytes(written), LoadSecond.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RunOrder order(double rate, int seconds) {
        return RunOrder.of(
                new LoadRequest(LoadProfile.CONSTANT, null, null, rate, null, seconds, null, null, null, null));
    }

    private static void freeze(Process server) {
        signal(server, "-STOP");
        long until = System.nanoTime() + Duration.ofSeconds(3).toNanos();
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        signal(server, "-CONT");
    }

    private static void signal(Process process, String signal) {
        try {
            int code = new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            assertThat(code).isZero();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
