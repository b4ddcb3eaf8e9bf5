package dev.opsdeck.console.ui.charts;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/// A window of time that slides: a fixed number of buckets of equal length, each with its lowest, its own and its
/// highest value. A bucket nothing was put into is a gap (NaN). Buckets begin at multiples of their length since the
/// epoch, so that stored points and live ones fall into the same buckets and the picture moves a whole bucket at a
/// time. Not thread-safe; the page's view-model owns it on the FX thread. No allocation after construction.
public final class TimeBuckets {

    /// What the value of a bucket is made of while live values arrive.
    public enum Live {
        /// The mean of the values, one a second: for gauges and rates.
        MEAN,
        /// The value that came last: for figures that look back over more than the bucket themselves.
        LATEST,
        /// The highest value: for percentiles of single seconds, which cannot be averaged.
        HIGHEST
    }

    private final double[] min;
    private final double[] value;
    private final double[] max;
    private long stepMillis = 1000;
    private long first;
    private long version;

    public TimeBuckets(int size) {
        if (size < 2) {
            throw new IllegalArgumentException("A window needs at least two buckets.");
        }
        min = new double[size];
        value = new double[size];
        max = new double[size];
        first = 1L - size;
        clear();
    }

    /// Empties the window and lets it end with the bucket of `now`.
    public void reset(Duration range, Instant now) {
        stepMillis = Math.max(1, Math.ceilDiv(range.toMillis(), value.length));
        first = Math.floorDiv(now.toEpochMilli(), stepMillis) - value.length + 1;
        clear();
    }

    /// Empties the window and makes it the same as another one's.
    public void match(TimeBuckets other) {
        stepMillis = other.stepMillis;
        first = other.first;
        clear();
    }

    /// Puts a stored point into its bucket; when one is there already, both together.
    public void store(Instant at, double low, double middle, double high) {
        int index = index(at);
        if (index < 0 || index >= value.length || Double.isNaN(middle)) {
            return;
        }
        boolean empty = Double.isNaN(value[index]);
        min[index] = empty ? low : Math.min(min[index], low);
        value[index] = empty ? middle : Math.max(value[index], middle);
        max[index] = empty ? high : Math.max(max[index], high);
        version++;
    }

    /// Slides the window so that it ends with the bucket of `at`, and adds a live value to that bucket. A value that
    /// is NaN slides only. A value from before the window is dropped.
    public void add(Instant at, double low, double middle, double high, Live how) {
        slideTo(at);
        int index = index(at);
        if (index < 0 || Double.isNaN(middle)) {
            return;
        }
        if (Double.isNaN(value[index])) {
            set(index, low, middle, high);
            return;
        }
        double merged = switch (how) {
            case LATEST -> middle;
            case HIGHEST -> Math.max(value[index], middle);
            case MEAN -> value[index] + (middle - value[index]) / secondsInto(at);
        };
        set(index, Math.min(min[index], low), merged, Math.max(max[index], high));
    }

    /// Takes over every value that `other` has, but for the newest bucket when it has a live one already. Buckets of
    /// another length are not taken.
    public void takeOver(TimeBuckets other) {
        if (other.stepMillis != stepMillis) {
            return;
        }
        for (int i = 0; i < value.length; i++) {
            int from = Math.clamp(first + i - other.first, -1, other.value.length);
            boolean there = from >= 0 && from < other.value.length && !Double.isNaN(other.value[from]);
            if (there && (i < value.length - 1 || Double.isNaN(value[i]))) {
                set(i, other.min[from], other.value[from], other.max[from]);
            }
        }
    }

    /// Lets the window end with the bucket of `at`; the buckets that come in are gaps.
    public void slideTo(Instant at) {
        long ahead = Math.floorDiv(at.toEpochMilli(), stepMillis) - (first + value.length - 1);
        if (ahead <= 0) {
            return;
        }
        int by = (int) Math.min(ahead, value.length);
        for (double[] row : new double[][] {min, value, max}) {
            System.arraycopy(row, by, row, 0, row.length - by);
            Arrays.fill(row, row.length - by, row.length, Double.NaN);
        }
        first += ahead;
        version++;
    }

    public int size() {
        return value.length;
    }

    /// Lowest value in the bucket, NaN in a gap.
    public double min(int index) {
        return min[index];
    }

    /// The bucket's value, NaN in a gap.
    public double value(int index) {
        return value[index];
    }

    /// Highest value in the bucket, NaN in a gap.
    public double max(int index) {
        return max[index];
    }

    /// When the first bucket begins.
    public Instant start() {
        return Instant.ofEpochMilli(first * stepMillis);
    }

    /// When the last bucket ends.
    public Instant end() {
        return Instant.ofEpochMilli((first + value.length) * stepMillis);
    }

    /// When that bucket begins.
    public Instant at(int index) {
        return Instant.ofEpochMilli((first + index) * stepMillis);
    }

    /// Where a moment is in the window: 0 at its start, 1 at its end.
    double share(Instant at) {
        return (double) Duration.between(start(), at).toMillis() / (stepMillis * value.length);
    }

    /// How long a bucket is.
    public Duration step() {
        return Duration.ofMillis(stepMillis);
    }

    /// The bucket with the highest maximum; -1 when all are gaps. The latest of several.
    public int peak() {
        int best = -1;
        for (int i = 0; i < max.length; i++) {
            if (!Double.isNaN(max[i]) && (best < 0 || max[i] >= max[best])) {
                best = i;
            }
        }
        return best;
    }

    /// The highest maximum of all buckets; NaN when all are gaps.
    public double highest() {
        int peak = peak();
        return peak < 0 ? Double.NaN : max[peak];
    }

    /// The lowest minimum of all buckets; NaN when all are gaps.
    public double lowest() {
        double lowest = Double.NaN;
        for (double candidate : min) {
            if (!Double.isNaN(candidate) && !(lowest <= candidate)) {
                lowest = candidate;
            }
        }
        return lowest;
    }

    /// Whether there is nothing to draw.
    public boolean isEmpty() {
        return peak() < 0;
    }

    /// Rises with every change.
    public long version() {
        return version;
    }

    private void set(int index, double low, double middle, double high) {
        if (min[index] == low && value[index] == middle && max[index] == high) {
            return;
        }
        min[index] = low;
        value[index] = middle;
        max[index] = high;
        version++;
    }

    private int index(Instant at) {
        long index = Math.floorDiv(at.toEpochMilli(), stepMillis) - first;
        return Math.clamp(index, -1, value.length);
    }

    private double secondsInto(Instant at) {
        return 1 + Math.floor(Math.floorMod(at.toEpochMilli(), stepMillis) / 1000.0);
    }

    private void clear() {
        Arrays.fill(min, Double.NaN);
        Arrays.fill(value, Double.NaN);
        Arrays.fill(max, Double.NaN);
        version++;
    }
}
