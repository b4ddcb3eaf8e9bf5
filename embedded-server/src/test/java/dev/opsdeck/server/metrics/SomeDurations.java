package dev.opsdeck.server.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/// Durations from a microsecond to an hour, for tests of other packages.
public final class SomeDurations {

    private SomeDurations() {}

    /// So many of them, spread over all magnitudes.
    public static Durations of(Random random, long count) {
        Histogram histogram = new Histogram(1, Durations.HIGHEST_MICROS, Durations.DIGITS);
        for (long i = 0; i < count; i++) {
            histogram.recordValue((long) Math.exp(random.nextDouble() * Math.log(Durations.HIGHEST_MICROS)));
        }
        return Durations.of(histogram);
    }

    /// So many of a server's: half of them under 8 ms, one in a hundred over 80 ms.
    public static Durations usual(Random random, long count) {
        long[] micros = new long[Math.toIntExact(count)];
        for (int i = 0; i < micros.length; i++) {
            micros[i] = (long) (8_000 * Math.exp(random.nextGaussian()));
        }
        // Small ones, for the sake of those who need many.
        Histogram histogram =
                new Histogram(1, Math.max(2, Arrays.stream(micros).max().orElse(0)), Durations.DIGITS);
        Arrays.stream(micros).forEach(histogram::recordValue);
        return Durations.of(histogram);
    }

    /// Exactly these, without a histogram: one for each of many thousand seconds would take most of a test's time.
    public static Durations counted(long... micros) {
        int[] all = Arrays.stream(micros).mapToInt(Buckets::of).sorted().toArray();
        int[] buckets = Arrays.stream(all).distinct().toArray();
        long[] counts = Arrays.stream(buckets)
                .mapToLong(bucket ->
                        Arrays.stream(all).filter(one -> one == bucket).count())
                .toArray();
        return Durations.counted(buckets, counts);
    }

    /// Every bucket and how many are in it, to compare by: the encoding is as exact, and takes a hundred times as long.
    public static List<Long> counts(Durations durations) {
        return IntStream.range(0, durations.size())
                .boxed()
                .flatMap(i -> Stream.of((long) durations.bucket(i), durations.count(i)))
                .toList();
    }

    /// So many, all of one length.
    public static Durations all(long count, long micros) {
        Histogram histogram = new Histogram(1, Durations.HIGHEST_MICROS, Durations.DIGITS);
        histogram.recordValueWithCount(micros, count);
        return Durations.of(histogram);
    }
}
