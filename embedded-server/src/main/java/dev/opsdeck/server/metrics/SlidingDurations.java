package dev.opsdeck.server.metrics;

/// Durations of a stretch of time that moves on: what comes in is added, what falls out is taken away again, and
/// a percentile is found without merging anew. As exact as [Durations#merged], as it counts in the same buckets,
/// those of an HdrHistogram with three digits. For one thread.
public final class SlidingDurations {

    private static final int BLOCK_BITS = 7;
    private static final int SIZE = Buckets.of(Durations.HIGHEST_MICROS) + 1;

    private final int[] counts = new int[SIZE];
    /// Of so many buckets together: a percentile looks at some hundred numbers instead of at all.
    private final long[] blocks = new long[(SIZE >> BLOCK_BITS) + 1];

    private long count;

    public void add(Durations durations) {
        change(durations, 1);
    }

    /// Takes away what was added before.
    public void remove(Durations durations) {
        change(durations, -1);
    }

    public long count() {
        return count;
    }

    /// The value at or below which `percent` of the durations lie, in milliseconds; 0 when there are none.
    public double millis(double percent) {
        if (count == 0) {
            return 0;
        }
        long rank = Durations.rank(percent, count);
        int block = 0;
        long seen = 0;
        while (seen + blocks[block] < rank) {
            seen += blocks[block++];
        }
        int bucket = block << BLOCK_BITS;
        while (seen + counts[bucket] < rank) {
            seen += counts[bucket++];
        }
        return Buckets.highest(bucket) / 1e3;
    }

    private void change(Durations durations, int sign) {
        for (int i = 0; i < durations.size(); i++) {
            int bucket = durations.bucket(i);
            long many = sign * durations.count(i);
            counts[bucket] += Math.toIntExact(many);
            blocks[bucket >> BLOCK_BITS] += many;
        }
        count += sign * durations.count();
    }
}
