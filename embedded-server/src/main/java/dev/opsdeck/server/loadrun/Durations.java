package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.metrics.Latency;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/// Latencies of a run: a histogram of microseconds with three significant digits. Not safe for threads.
final class Durations {

    private static final int DIGITS = 3;
    private static final double MICROS_PER_MILLI = 1000;

    /// Takes a value and how often it came.
    @FunctionalInterface
    interface CountOf {
        void counted(long micros, long count);
    }

    private final Histogram histogram;

    Durations() {
        this(new Histogram(DIGITS));
    }

    private Durations(Histogram histogram) {
        this.histogram = histogram;
        this.histogram.setAutoResize(true);
    }

    /// What the engine wrote: base64 of the compressed encoding.
    static Durations decoded(String base64) {
        return decoded(Base64.getDecoder().decode(base64));
    }

    /// What [#encoded()] gave.
    static Durations decoded(byte[] encoded) {
        try {
            return new Durations(Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(encoded), 0));
        } catch (DataFormatException | RuntimeException e) {
            throw new IllegalArgumentException("these bytes are no encoded histogram", e);
        }
    }

    void add(Durations other) {
        histogram.add(other.histogram);
    }

    byte[] encoded() {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int size = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Arrays.copyOf(buffer.array(), size);
    }

    double meanMillis() {
        return histogram.getMean() / MICROS_PER_MILLI;
    }

    /// Every value in microseconds with its count, in rising order.
    void forEach(CountOf visitor) {
        for (HistogramIterationValue value : histogram.recordedValues()) {
            visitor.counted(value.getValueIteratedTo(), value.getCountAtValueIteratedTo());
        }
    }

    long count() {
        return histogram.getTotalCount();
    }

    /// How many are longer.
    long countAbove(long micros) {
        return count() - histogram.getCountBetweenValues(0, micros);
    }

    Latency latency() {
        long count = histogram.getTotalCount();
        return count == 0
                ? Latency.NONE
                : new Latency(count, millis(50), millis(95), millis(99), histogram.getMaxValue() / MICROS_PER_MILLI);
    }

    private double millis(double percentile) {
        return histogram.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }
}
