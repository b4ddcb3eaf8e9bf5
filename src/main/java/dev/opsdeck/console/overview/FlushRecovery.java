package dev.opsdeck.console.overview;

import dev.opsdeck.api.metrics.Sample;
import dev.opsdeck.api.metrics.Totals;
import dev.opsdeck.console.ui.charts.TimeBuckets;
import dev.opsdeck.console.ui.charts.TimeBuckets.Live;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Watches the hit rate from a flush until nine tenths of the former rate are back. The rate is that of the last five
/// seconds, from the counters, because the figure of the tile looks back a whole minute. It counts from the first
/// sample after the flush: the second of the flush itself holds lookups from before it. FX thread.
final class FlushRecovery {

    /// Seconds that the panel's chart shows.
    static final int SIZE = 120;

    private static final Duration LOOK_BACK = Duration.ofSeconds(5);
    private static final Duration BEFORE = Duration.ofSeconds(15);

    /// @param lookups of caches, counted since the server started
    private record Count(Instant at, long hits, long lookups) {

        static Count of(Sample sample) {
            Totals totals = sample.totals();
            return new Count(sample.at(), totals.cacheHits(), totals.cacheHits() + totals.cacheMisses());
        }
    }

    private final Instant flushedAt;
    private final String text;
    private final double former;
    private final TimeBuckets rate = new TimeBuckets(SIZE);
    private final Deque<Count> counts = new ArrayDeque<>();
    private double current = Double.NaN;
    private @Nullable Instant backAt;

    /// @param text   what was dropped, as the server's log says it
    /// @param before the latest sample before the flush; its hit rate is the former one. Null when there was none
    FlushRecovery(Instant flushedAt, String text, @Nullable Sample before) {
        Double former = before == null ? null : before.minute().cacheHitShare();
        this.flushedAt = flushedAt;
        this.text = text;
        this.former = former == null ? Double.NaN : former;
        rate.reset(Duration.ofSeconds(SIZE), flushedAt.plusSeconds(SIZE - 1L).minus(BEFORE));
        if (former != null) {
            // The rate of the minute before, drawn as long as the chart looks back.
            for (long second = 1; second <= BEFORE.toSeconds(); second++) {
                rate.store(flushedAt.minusSeconds(second), former, former, former);
            }
        }
    }

    Instant flushedAt() {
        return flushedAt;
    }

    String text() {
        return text;
    }

    /// Hit rate before the flush; NaN when nothing was looked up.
    double former() {
        return former;
    }

    /// The rate that counts as back.
    double goal() {
        return former * 0.9;
    }

    /// Hit rate now; NaN while nothing is looked up.
    double current() {
        return current;
    }

    /// The rate, second by second.
    TimeBuckets rate() {
        return rate;
    }

    /// How long it took; null as long as it is not back.
    @Nullable
    Duration took() {
        return backAt == null ? null : Duration.between(flushedAt, backAt);
    }

    /// Takes the next sample into account.
    void add(Sample sample) {
        if (!sample.at().isAfter(flushedAt)) {
            return;
        }
        Count count = Count.of(sample);
        if (!counts.isEmpty() && count.lookups < counts.getLast().lookups) {
            // The server was started again: its counters began at zero.
            counts.clear();
        }
        counts.addLast(count);
        while (counts.size() > 2
                && Duration.between(counts.getFirst().at, count.at).compareTo(LOOK_BACK) > 0) {
            counts.removeFirst();
        }
        Count first = counts.getFirst();
        long lookups = count.lookups - first.lookups;
        current = lookups == 0 ? Double.NaN : (double) (count.hits - first.hits) / lookups;
        rate.add(sample.at(), current, current, current, Live.LATEST);
        if (backAt == null && current >= goal()) {
            backAt = sample.at();
        }
    }
}
