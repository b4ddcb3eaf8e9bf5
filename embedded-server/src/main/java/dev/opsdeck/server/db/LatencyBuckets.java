package dev.opsdeck.server.db;

import java.util.concurrent.atomic.AtomicIntegerArray;

/// Counts of durations from 32 ns to over a minute in buckets of which 32 make a doubling, so that a percentile is
/// right to within two percent, in about 4 kB. Wait-free, any thread; a reader sees each count as it is at that moment.
final class LatencyBuckets {

    private static final int UNIT_BITS = 5;
    private static final int SUB_BITS = 5;

    /// 2^31 units of 32 ns are 69 s.
    private static final long HIGHEST_UNITS = (1L << 31) - 1;

    private final AtomicIntegerArray counts = new AtomicIntegerArray(bucket(HIGHEST_UNITS) + 1);

    void record(long nanos) {
        counts.getAndIncrement(bucket(Math.clamp(nanos >> UNIT_BITS, 0, HIGHEST_UNITS)));
    }

    /// The duration at or below which that share of all lies, in nanoseconds: the middle of its bucket. 0 when there is
    /// none.
    double percentile(double percent) {
        long total = 0;
        for (int i = 0; i < counts.length(); i++) {
            total += Integer.toUnsignedLong(counts.get(i));
        }
        long rank = Math.max(1, (long) Math.ceil(percent * total / 100));
        long seen = 0;
        for (int i = 0; i < counts.length(); i++) {
            seen += Integer.toUnsignedLong(counts.get(i));
            if (total > 0 && seen >= rank) {
                return middle(i);
            }
        }
        return 0;
    }

    /// Below 64 units each has a bucket of its own.
    private static int bucket(long units) {
        int shift = Math.max(0, 63 - SUB_BITS - Long.numberOfLeadingZeros(units | 1));
        return (shift << SUB_BITS) + (int) (units >> shift);
    }

    private static double middle(int bucket) {
        int shift = Math.max(0, (bucket >> SUB_BITS) - 1);
        long lowest = (long) (bucket - (shift << SUB_BITS)) << shift;
        return (lowest + (1L << shift) / 2.0) * (1 << UNIT_BITS);
    }
}
