package dev.opsdeck.server.flushes;

import dev.opsdeck.api.caches.FlushLevel;
import dev.opsdeck.server.metrics.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Seconds together: rates are quotients of sums, percentiles those of all durations merged. Immutable.
///
/// @param list in order
record Seconds(List<Second> list) {

    /// The time of day and the clock that lengths are measured with do not agree to the millisecond.
    private static final Duration TOLERANCE = Duration.ofMillis(20);

    Seconds {
        list = List.copyOf(list);
    }

    /// Those that end after the first moment and not after the second.
    Seconds between(Instant after, Instant until) {
        int from = firstAfter(after);
        return new Seconds(list.subList(from, Math.max(from, firstAfter(until))));
    }

    /// Those of them that also began after the first moment.
    Seconds whollyBetween(Instant after, Instant until) {
        Seconds ending = between(after, until);
        int skipped = 0;
        while (skipped < ending.list.size()
                && ending.list.get(skipped).begin().plus(TOLERANCE).isBefore(after)) {
            skipped++;
        }
        return new Seconds(ending.list.subList(skipped, ending.list.size()));
    }

    boolean isEmpty() {
        return list.isEmpty();
    }

    /// How long they lasted, in seconds.
    double length() {
        return list.stream().mapToDouble(Second::seconds).sum();
    }

    long lookups() {
        return hits() + list.stream().mapToLong(Second::misses).sum();
    }

    long hits() {
        return list.stream().mapToLong(Second::hits).sum();
    }

    long requests() {
        return list.stream().mapToLong(Second::requests).sum();
    }

    /// Null when nothing was looked up.
    @Nullable
    Double hitShare() {
        long lookups = lookups();
        return lookups == 0 ? null : (double) hits() / lookups;
    }

    /// Null when there are none, or not in every second.
    @Nullable
    Long queries() {
        long sum = 0;
        for (Second second : list) {
            Long queries = second.queries();
            if (queries == null) {
                return null;
            }
            sum += queries;
        }
        return list.isEmpty() ? null : (Long) sum;
    }

    @Nullable
    Double queriesPerSecond() {
        Long queries = queries();
        return queries == null ? null : (Double) (queries / length());
    }

    double requestsPerSecond() {
        return isEmpty() ? 0 : requests() / length();
    }

    /// Connections in use, the mean.
    double dbActive() {
        return list.stream().mapToDouble(Second::dbActive).average().orElse(0);
    }

    /// Null when there were fewer requests than that.
    @Nullable
    Double p95Millis(int leastRequests) {
        Durations merged = Durations.merged(list.stream().map(Second::durations).toList());
        return merged.count() < leastRequests ? null : (Double) merged.latency().p95Millis();
    }

    FlushLevel level() {
        return new FlushLevel(length(), requestsPerSecond(), hitShare(), queriesPerSecond(), dbActive(), p95Millis(1));
    }

    private int firstAfter(Instant moment) {
        int low = 0;
        int high = list.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (list.get(middle).at().isAfter(moment)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
