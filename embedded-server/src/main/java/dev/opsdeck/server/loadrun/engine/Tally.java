package dev.opsdeck.server.loadrun.engine;

import dev.opsdeck.api.loadruns.LoadSecond;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/// What has happened since the latest second was taken. Any thread records, without locks; one thread takes.
final class Tally {

    /// A start that is later than this by the engine's own fault counts as late.
    static final long LATE_NANOS = 50_000_000;

    private static final long LOWEST_MICROS = 1;
    private static final long HIGHEST_MICROS = 3_600_000_000L;
    private static final int DIGITS = 3;

    private final Series response = new Series();
    private final Series service = new Series();
    private final LongAdder sent = new LongAdder();
    private final LongAdder completed = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final LongAccumulator latest = new LongAccumulator(Math::max, 0);
    private final Map<String, LongAdder> errors = new ConcurrentHashMap<>();

    /// A request was started, so much later than it should have been because of the engine.
    void started(long latenessNanos) {
        sent.increment();
        latest.accumulate(latenessNanos);
        if (latenessNanos > LATE_NANOS) {
            late.increment();
        }
    }

    /// A request has its answer or has failed.
    ///
    /// @param error the kind of failure, or null
    void completed(long responseNanos, long serviceNanos, @Nullable String error) {
        completed.increment();
        response.record(responseNanos);
        service.record(serviceNanos);
        count(error);
    }

    /// A request could not even be started before the run was over.
    void neverSent(long responseNanos) {
        completed.increment();
        response.record(responseNanos);
        count("not sent");
    }

    /// Everything since the last call, as the line of that second. One thread.
    LoadSecond take(int second, @Nullable Long asked, double cpuShare) {
        Map<String, Long> kinds = new HashMap<>();
        errors.forEach((kind, adder) -> {
            long count = adder.sumThenReset();
            if (count > 0) {
                kinds.put(kind, count);
            }
        });
        long started = sent.sumThenReset();
        return new LoadSecond(
                second,
                asked == null ? started : asked,
                started,
                completed.sumThenReset(),
                kinds,
                response.take(),
                service.take(),
                latest.getThenReset() / 1e6,
                late.sumThenReset(),
                cpuShare);
    }

    private void count(@Nullable String error) {
        if (error != null) {
            errors.computeIfAbsent(error, kind -> new LongAdder()).increment();
        }
    }

    /// One histogram of microseconds with three significant digits, and its encoding.
    private static final class Series {

        private final Recorder recorder = new Recorder(LOWEST_MICROS, HIGHEST_MICROS, DIGITS);
        private @Nullable Histogram taken;
        private ByteBuffer bytes = ByteBuffer.allocate(1024);

        void record(long nanos) {
            recorder.recordValue(Math.clamp(nanos / 1000, LOWEST_MICROS, HIGHEST_MICROS));
        }

        String take() {
            Histogram interval = taken == null ? recorder.getIntervalHistogram() : recorder.getIntervalHistogram(taken);
            taken = interval;
            int needed = interval.getNeededByteBufferCapacity();
            if (bytes.capacity() < needed) {
                bytes = ByteBuffer.allocate(needed);
            }
            bytes.clear();
            int size = interval.encodeIntoCompressedByteBuffer(bytes);
            return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), size));
        }
    }
}
