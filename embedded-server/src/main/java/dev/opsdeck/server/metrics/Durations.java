package dev.opsdeck.server.metrics;

import dev.opsdeck.api.metrics.Latency;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.zip.DataFormatException;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/// How long requests took: the counts of a histogram with three significant digits, in microseconds, of which only
/// those that are not zero are held, so that a quiet second costs nothing. Immutable, for any thread.
///
/// Merging is exact: the merged counts are those that recording every single duration would have given.
public final class Durations {

    /// No durations.
    public static final Durations NONE = new Durations(new int[0], new long[0]);

    /// Longest duration told apart, one hour; anything longer counts as one hour.
    static final long HIGHEST_MICROS = 3_600_000_000L;

    static final int DIGITS = 3;

    private static final double MICROS_PER_MILLI = 1000;

    /// As [Buckets] numbers them, rising.
    private final int[] buckets;

    private final long[] counts;
    private final long count;

    private Durations(int[] buckets, long[] counts) {
        this.buckets = buckets;
        this.counts = counts;
        this.count = Arrays.stream(counts).sum();
    }

    /// The counts of a histogram of microseconds that nobody writes to meanwhile.
    static Durations of(AbstractHistogram histogram) {
        if (histogram.getTotalCount() == 0) {
            return NONE;
        }
        int[] buckets = new int[64];
        long[] counts = new long[64];
        int size = 0;
        for (HistogramIterationValue value : histogram.recordedValues()) {
            if (size == buckets.length) {
                buckets = Arrays.copyOf(buckets, size * 2);
                counts = Arrays.copyOf(counts, size * 2);
            }
            buckets[size] = Buckets.of(value.getValueIteratedTo());
            counts[size] = value.getCountAtValueIteratedTo();
            size++;
        }
        return new Durations(Arrays.copyOf(buckets, size), Arrays.copyOf(counts, size));
    }

    /// Buckets in rising order and how many durations are in each, never none.
    static Durations counted(int[] buckets, long[] counts) {
        return new Durations(buckets, counts);
    }

    /// All of them together, as if they had been recorded in one place.
    public static Durations merged(Collection<Durations> parts) {
        if (parts.size() == 1) {
            return parts.iterator().next();
        }
        long highest = parts.stream().mapToLong(Durations::highest).max().orElse(0);
        if (highest == 0) {
            return NONE;
        }
        Histogram histogram = sized(highest);
        parts.forEach(part -> part.addTo(histogram));
        return of(histogram);
    }

    /// How many there are.
    public long count() {
        return count;
    }

    /// How many buckets hold any.
    int size() {
        return buckets.length;
    }

    /// One of those, the shortest durations first, as [Buckets] numbers it.
    int bucket(int index) {
        return buckets[index];
    }

    /// How many durations are in it.
    long count(int index) {
        return counts[index];
    }

    /// The percentiles; [Latency#NONE] when there are none.
    public Latency latency() {
        if (count == 0) {
            return Latency.NONE;
        }
        return new Latency(count, percentile(50), percentile(95), percentile(99), millis(highest()));
    }

    /// As the compressed encoding of HdrHistogram (V2), which every HdrHistogram reads; the unit is the microsecond.
    public byte[] encoded() {
        Histogram histogram = sized(highest());
        addTo(histogram);
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Arrays.copyOf(buffer.array(), length);
    }

    /// What [#encoded] wrote.
    public static Durations decoded(byte[] encoded) {
        try {
            return of(Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(encoded), 0));
        } catch (DataFormatException | RuntimeException notAHistogram) {
            throw new IllegalArgumentException("these bytes are no encoded histogram", notAHistogram);
        }
    }

    /// Sum of all durations in seconds, to the histogram's precision.
    double sumSeconds() {
        double sum = 0;
        for (int i = 0; i < buckets.length; i++) {
            sum += (double) Buckets.highest(buckets[i]) * counts[i];
        }
        return sum / 1e6;
    }

    /// Adds to `target[i]` how many durations are at most `boundsMicros[i]` and above the bound before it; what
    /// is above all bounds goes into the last element, one behind the bounds.
    void addToBuckets(long[] boundsMicros, long[] target) {
        int bucket = 0;
        for (int i = 0; i < buckets.length; i++) {
            long micros = Buckets.highest(buckets[i]);
            while (bucket < boundsMicros.length && micros > boundsMicros[bucket]) {
                bucket++;
            }
            target[bucket] += counts[i];
        }
    }

    /// Which of `count` durations, shortest first, is the percentile; as HdrHistogram rounds it.
    static long rank(double percent, long count) {
        return Math.max(1, (long) Math.ceil(Math.nextDown(percent) * count / 100));
    }

    private void addTo(Histogram histogram) {
        for (int i = 0; i < buckets.length; i++) {
            histogram.recordValueWithCount(Buckets.highest(buckets[i]), counts[i]);
        }
    }

    /// The value at or below which `percent` of the durations lie, in milliseconds.
    private double percentile(double percent) {
        long rank = rank(percent, count);
        long seen = 0;
        for (int i = 0; i < buckets.length; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return millis(Buckets.highest(buckets[i]));
            }
        }
        return millis(highest());
    }

    private long highest() {
        return buckets.length == 0 ? 0 : Buckets.highest(buckets[buckets.length - 1]);
    }

    private static double millis(long micros) {
        return micros / MICROS_PER_MILLI;
    }

    private static Histogram sized(long highestMicros) {
        return new Histogram(1, Math.max(2, highestMicros), DIGITS);
    }
}
