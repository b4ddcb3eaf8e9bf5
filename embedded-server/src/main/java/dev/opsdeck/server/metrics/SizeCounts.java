package dev.opsdeck.server.metrics;

import java.util.concurrent.atomic.LongAdder;

/// Sizes of bodies in powers of four. Request threads add, the exposition reads.
final class SizeCounts {

    /// Upper bounds in bytes; one more bucket lies above the last.
    static final long[] BOUNDS = {256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216};

    private final LongAdder[] counts = new LongAdder[BOUNDS.length + 1];
    private final LongAdder sum = new LongAdder();

    SizeCounts() {
        java.util.Arrays.setAll(counts, bucket -> new LongAdder());
    }

    void add(long bytes) {
        int bucket = 0;
        while (bucket < BOUNDS.length && bytes > BOUNDS[bucket]) {
            bucket++;
        }
        counts[bucket].increment();
        sum.add(bytes);
    }

    /// By bucket, not cumulated.
    long[] counts() {
        long[] copy = new long[counts.length];
        java.util.Arrays.setAll(copy, bucket -> counts[bucket].sum());
        return copy;
    }

    long sum() {
        return sum.sum();
    }
}
