package dev.opsdeck.server.metrics;

/// Durations of a stretch of time that moves on: what comes in is added, what falls out is taken away again, and
/// a percentile is found without merging anew. As exact as [Durations#merged], as it counts in the same buckets,
/// those of an HdrHistogram with three digits. For one thread.
public final class SlidingDurations {

    /// 2^10 buckets for each doubling.
    private static final int HALF_BITS = 10;

    private static final int BLOCK_BITS = 7;
    private static final int SIZE = bucket(Durations.HIGHEST_MICROS) + 1;

    private final int[] counts = new int[SIZE];
    /// Of so many buckets together: a percentile looks at some hundred numbers instead of at all.
    private final long[] blocks = new long[(SIZE >> BLOCK_BITS) + 1];

    private long count;

    public void add(Durations durations) {
        durations.each((micros, many) -> change(micros, many));
    }

    /// Takes away what was added before.
    public void remove(Durations durations) {
        durations.each((micros, many) -> change(micros, -many));
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
        return highest(bucket) / 1e3;
    }

    private void change(long micros, long many) {
        int bucket = bucket(micros);
        counts[bucket] += Math.toIntExact(many);
        blocks[bucket >> BLOCK_BITS] += many;
        count += many;
    }

    /// HdrHistogram's index of a value: 2048 buckets of one microsecond, then 1024 for every doubling.
    private static int bucket(long micros) {
        int doublings = Math.max(0, Long.SIZE - HALF_BITS - 1 - Long.numberOfLeadingZeros(micros));
        return (doublings << HALF_BITS) + (int) (micros >>> doublings);
    }

    /// The highest value of a bucket.
    static long highest(int bucket) {
        int doublings = Math.max(0, (bucket >> HALF_BITS) - 1);
        long lowest = (long) (bucket - (doublings << HALF_BITS)) << doublings;
        return lowest + (1L << doublings) - 1;
    }
}
