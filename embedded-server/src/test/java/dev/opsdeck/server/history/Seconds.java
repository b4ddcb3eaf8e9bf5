package dev.opsdeck.server.history;

import dev.opsdeck.api.metrics.Gauges;
import dev.opsdeck.api.metrics.Sample;
import dev.opsdeck.api.metrics.Totals;
import dev.opsdeck.api.metrics.Window;
import dev.opsdeck.server.metrics.Durations;
import dev.opsdeck.server.metrics.IntervalReading;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;

/// Makes readings as the ticker would.
final class Seconds {

    private Seconds() {}

    /// A second with these requests, of which some failed, at this use of memory.
    static IntervalReading reading(Instant at, long errors, long memory, long... micros) {
        return reading(at, errors, memory, durations(micros));
    }

    private static IntervalReading reading(Instant at, long errors, long memory, Durations durations) {
        Window second = new Window(1, durations.latency(), Durations.NONE.latency(), durations.count(), errors, null);
        Gauges gauges = new Gauges(1, 2, 3, 20, 0, memory, 1 << 30, null, 0.25, 2, 0, 0);
        Sample sample =
                new Sample("test", Instant.EPOCH, at, second, second, gauges, new Totals(0, 0, 0, 0, 0, 0, 0, 0));
        return new IntervalReading(sample, durations, Durations.NONE, List.of(), 0, 0, 0, false);
    }

    static Stretch second(Instant at, long errors, long memory, long... micros) {
        return Stretch.of(reading(at, errors, memory, micros));
    }

    static Stretch second(Instant at, long errors, long memory, Durations durations) {
        return Stretch.of(reading(at, errors, memory, durations));
    }

    /// Through the encoding of HdrHistogram itself, recorded one by one.
    static Durations durations(long... micros) {
        long highest = Arrays.stream(micros).max().orElse(1);
        Histogram histogram = new Histogram(1, Math.max(2, highest), 3);
        Arrays.stream(micros).forEach(histogram::recordValue);
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        histogram.encodeIntoCompressedByteBuffer(buffer);
        return Durations.decoded(buffer.array());
    }

    static Histogram histogram() {
        return new Histogram(1, 3_600_000_000L, 3);
    }
}
