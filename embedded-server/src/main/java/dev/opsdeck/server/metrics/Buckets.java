package dev.opsdeck.server.metrics;

/// The buckets of an HdrHistogram with three digits whose lowest value is one microsecond, by HdrHistogram's own index:
/// 2048 of one microsecond, then 1024 for every doubling.
final class Buckets {

    /// 2^10 buckets for each doubling.
    private static final int HALF_BITS = 10;

    private Buckets() {}

    /// The bucket of a value.
    static int of(long micros) {
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
