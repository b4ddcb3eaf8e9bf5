package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadFigures;
import dev.opsdeck.api.loadruns.LoadModel;
import dev.opsdeck.api.loadruns.LoadProfile;
import dev.opsdeck.api.loadruns.LoadRecord;
import dev.opsdeck.api.loadruns.LoadReport;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadState;
import dev.opsdeck.api.loadruns.LoadStretch;
import dev.opsdeck.api.loadruns.LoadVerdict;
import dev.opsdeck.api.metrics.Latency;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;

/// A run made up from a known distribution: log-normal times, a load of the machine that wanders from second to
/// second (so that neighbouring seconds are alike, as in a real run), now and then a second of garbage
/// collection.
final class SyntheticRun {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private SyntheticRun() {}

    /// @param perSecond  requests of all calls
    /// @param slowedCall whose times are those of the build before, times `factor`
    static LoadRecord of(long seed, int seconds, int perSecond, String slowedCall, double factor, double errorShare) {
        SplittableRandom random = new SplittableRandom(seed);
        return of(seed, random, random, 0.03, seconds, perSecond, slowedCall, factor, errorShare);
    }

    /// One of two runs at the same time on a machine that wanders far.
    ///
    /// @param machine the seed of its wandering
    /// @param seconds with answers; the last one may be there or not
    static LoadRecord beside(long machine, long seed, int seconds, String slowedCall, double factor) {
        return of(
                machine,
                new SplittableRandom(seed),
                new SplittableRandom(machine),
                0.1,
                seconds,
                100,
                slowedCall,
                factor,
                0);
    }

    private static LoadRecord of(
            long id,
            SplittableRandom random,
            SplittableRandom machine,
            double step,
            int seconds,
            int perSecond,
            String slowedCall,
            double factor,
            double errorShare) {
        List<LoadStretch> stretches = new ArrayList<>();
        double wandering = 0;
        Histogram histogram = new Histogram(3);
        for (int second = 0; second < seconds; second++) {
            wandering = 0.7 * wandering + step * machine.nextGaussian();
            boolean collecting = random.nextInt(20) == 0;
            for (var call : Scenario.STANDARD.calls()) {
                double median =
                        call.name().equals("revenue") ? 12_000 : call.name().equals("product") ? 4_000 : 7_000;
                double here = median * Math.exp(wandering) * (call.name().equals(slowedCall) ? factor : 1);
                int count = (int) Math.round(perSecond * call.weight() / 100);
                histogram.reset();
                long errors = 0;
                for (int i = 0; i < count; i++) {
                    double pause = collecting && random.nextInt(10) == 0 ? random.nextDouble(20_000) : 0;
                    histogram.recordValue(Math.round(here * Math.exp(0.35 * random.nextGaussian()) + pause));
                    errors += random.nextDouble() < errorShare ? 1 : 0;
                }
                stretches.add(new LoadStretch(second, 1, call.name(), count, errors, encoded(histogram)));
            }
        }
        return new LoadRecord(new LoadReport(run(id, LoadVerdict.PASS), List.of(), null), stretches);
    }

    /// @param id also tells runs apart in time
    static LoadRun run(long id, LoadVerdict verdict) {
        Instant begin = NOON.plusSeconds(3_600 * id);
        return new LoadRun(
                id,
                LoadProfile.CONSTANT,
                LoadModel.OPEN,
                "http://127.0.0.1:8080",
                400,
                0,
                60,
                LoadState.DONE,
                begin,
                begin.plusSeconds(60),
                new LoadFigures(24_000, 24_000, 24_000, 0, Map.of(), 400, 400, Latency.NONE, Latency.NONE, 1, 0),
                verdict,
                List.of(),
                null,
                0,
                null,
                false,
                null);
    }

    private static String encoded(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int size = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), size));
    }
}
