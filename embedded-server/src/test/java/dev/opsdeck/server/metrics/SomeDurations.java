package dev.opsdeck.server.metrics;

import java.util.Random;
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

    /// So many, all of one length.
    public static Durations all(long count, long micros) {
        Histogram histogram = new Histogram(1, Durations.HIGHEST_MICROS, Durations.DIGITS);
        histogram.recordValueWithCount(micros, count);
        return Durations.of(histogram);
    }
}
