package dev.opsdeck.server.loadrun.engine;

import dev.opsdeck.api.loadruns.LoadSecond;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
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

    private static final String NOT_SENT = "not sent";
    private static final long LOWEST_MICROS = 1;
    private static final long HIGHEST_MICROS = 3_600_000_000L;
    private static final int DIGITS = 3;

    private final List<ByCall> calls;
    private final RequestLog log;
    private final Series service = new Series();
    private final Series lateness = new Series(0);
    private final Series blocked = new Series(0);
    private final LongAdder sent = new LongAdder();
    private final LongAdder completed = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final LongAccumulator latest = new LongAccumulator(Math::max, 0);
    private final Map<String, LongAdder> errors = new ConcurrentHashMap<>();

    /// @param calls names of the calls of the mix, in the order of [Request#call()]
    Tally(List<String> calls, RequestLog log) {
        this.calls = calls.stream().map(ByCall::new).toList();
        this.log = log;
    }

    /// A request was started.
    ///
    /// @param intended  when it was meant to start
    /// @param freeSince when a connection was free for it: until then it was blocked, and after that the engine
    /// was late
    void started(long intended, long freeSince, long begun) {
        sent.increment();
        long latenessNanos = begun - freeSince;
        delayed(latenessNanos, freeSince - intended);
        latest.accumulate(latenessNanos);
        if (latenessNanos > LATE_NANOS) {
            late.increment();
        }
    }

    /// A request has its answer or has failed.
    ///
    /// @param intended when it was meant to start
    /// @param begun    when it did
    /// @param error    the kind of failure, or null
    void completed(int call, long intended, long begun, long ended, @Nullable String error) {
        calls.get(call).record(ended - intended, error);
        service.record(ended - begun);
        count(error);
        completed.increment();
        log.ended(intended, begun, ended);
    }

    /// A request could not even be started before the run was over.
    ///
    /// @param now when it was given up
    void neverSent(int call, long intended, long freeSince, long now) {
        calls.get(call).record(now - intended, NOT_SENT);
        delayed(now - freeSince, freeSince - intended);
        count(NOT_SENT);
        completed.increment();
    }

    /// Everything since the last call, as the line of that second. One thread.
    ///
    /// @param asked requests that were meant to start; null when that are those which did
    LoadSecond take(int second, @Nullable Long asked, double cpuShare, long memoryBytes) {
        // Counted last and read first: what of a request is left for the next second is never without its count.
        long done = completed.sumThenReset();
        Map<String, Long> kinds = new HashMap<>();
        errors.forEach((kind, adder) -> {
            long count = adder.sumThenReset();
            if (count > 0) {
                kinds.put(kind, count);
            }
        });
        List<LoadSecond.Call> byCall = new ArrayList<>();
        Histogram all = new Histogram(LOWEST_MICROS, HIGHEST_MICROS, DIGITS);
        for (ByCall call : calls) {
            LoadSecond.Call taken = call.take(all);
            if (taken.completed() + taken.errors() > 0) {
                byCall.add(taken);
            }
        }
        long started = sent.sumThenReset();
        // Who has no schedule is never late.
        LoadSecond.Delays delays = asked == null ? null : new LoadSecond.Delays(lateness.take(), blocked.take());
        return new LoadSecond(
                second,
                asked == null ? started : asked,
                started,
                done,
                kinds,
                Series.encoded(all),
                service.take(),
                latest.getThenReset() / 1e6,
                late.sumThenReset(),
                cpuShare,
                memoryBytes,
                byCall,
                delays);
    }

    private void delayed(long latenessNanos, long blockedNanos) {
        lateness.record(latenessNanos);
        blocked.record(blockedNanos);
    }

    private void count(@Nullable String error) {
        if (error != null) {
            errors.computeIfAbsent(error, kind -> new LongAdder()).increment();
        }
    }

    /// What came of one call of the mix.
    private static final class ByCall {

        private final String name;
        private final Series response = new Series();
        private final LongAdder errors = new LongAdder();

        ByCall(String name) {
            this.name = name;
        }

        void record(long responseNanos, @Nullable String error) {
            response.record(responseNanos);
            if (error != null) {
                errors.increment();
            }
        }

        /// @param all takes in what this call has
        LoadSecond.Call take(Histogram all) {
            Histogram taken = response.interval();
            all.add(taken);
            return new LoadSecond.Call(name, taken.getTotalCount(), errors.sumThenReset(), Series.encoded(taken));
        }
    }

    /// One histogram of microseconds with three significant digits, and its encoding.
    private static final class Series {

        private final Recorder recorder = new Recorder(LOWEST_MICROS, HIGHEST_MICROS, DIGITS);
        private final long lowest;
        private @Nullable Histogram taken;

        Series() {
            this(LOWEST_MICROS);
        }

        Series(long lowest) {
            this.lowest = lowest;
        }

        void record(long nanos) {
            recorder.recordValue(Math.clamp(nanos / 1000, lowest, HIGHEST_MICROS));
        }

        String take() {
            return encoded(interval());
        }

        Histogram interval() {
            Histogram interval = taken == null ? recorder.getIntervalHistogram() : recorder.getIntervalHistogram(taken);
            taken = interval;
            return interval;
        }

        static String encoded(Histogram histogram) {
            ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
            int size = histogram.encodeIntoCompressedByteBuffer(bytes);
            return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), size));
        }
    }
}
