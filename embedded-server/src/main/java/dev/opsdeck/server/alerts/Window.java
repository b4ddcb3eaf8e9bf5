package dev.opsdeck.server.alerts;

import dev.opsdeck.api.alerts.RuleMetric;
import dev.opsdeck.api.metrics.Latency;
import dev.opsdeck.server.alerts.Reading.Second;
import dev.opsdeck.server.alerts.Reading.Times;
import dev.opsdeck.server.metrics.SlidingDurations;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// The readings of the last seconds, minute or hour of a server, and the value of every metric over them. What it
/// says depends on nothing but the readings within its length, so it is the same after it was filled again. For
/// one thread.
final class Window {

    /// A reading that came some milliseconds late is not one too many.
    private static final long TOLERANCE_MILLIS = 500;

    private static final double PARTS = 1e9;

    private final long millis;
    private final Deque<Reading> readings = new ArrayDeque<>();
    private final Mean seconds = new Mean(PARTS);
    private final Mean requestsActive = new Mean(1);
    private final Mean usersActive = new Mean(1);
    private final Mean dbActive = new Mean(1);
    private final Mean memoryUsed = new Mean(1);
    private final Mean cpuShare = new Mean(PARTS);
    private final Mean healthFailing = new Mean(1);
    private final Mean unreachable = new Mean(1);
    private @Nullable SlidingDurations durations;
    private Times.@Nullable Told told;
    private long requests;
    private long errors;
    private long hits;
    private long misses;
    private long known;

    /// @param millis      its length
    /// @param percentiles whether percentiles will be asked for
    Window(long millis, boolean percentiles) {
        this.millis = millis;
        this.durations = percentiles ? new SlidingDurations() : null;
    }

    /// Percentiles are asked for from now on.
    void countDurations() {
        if (durations == null) {
            SlidingDurations counted = new SlidingDurations();
            for (Reading reading : readings) {
                if (reading.second() != null && reading.second().times() instanceof Times.Counted own) {
                    counted.add(own.durations());
                }
            }
            durations = counted;
        }
    }

    void add(Reading reading) {
        Reading last = readings.peekLast();
        if (last != null && !reading.at().isAfter(last.at())) {
            clear(); // the clock was set back
        }
        readings.addLast(reading);
        if (reading.second() != null && reading.second().times() instanceof Times.Told other) {
            told = other;
        }
        count(reading, 1);
        Instant after = reading.at().minusMillis(millis - Math.min(TOLERANCE_MILLIS, millis / 2));
        while (!readings.getFirst().at().isAfter(after)) {
            count(readings.removeFirst(), -1);
        }
    }

    /// In the metric's own unit; null when there is nothing to measure.
    @Nullable
    Double value(RuleMetric metric) {
        return switch (metric) {
            case P50, P95, P99, MAX -> percentile(metric);
            case REQUEST_RATE -> known == 0 ? null : seconds.total() > 0 ? requests / seconds.total() : 0.0;
            case ERROR_SHARE -> known == 0 ? null : requests > 0 ? (double) errors / requests : 0.0;
            case REQUESTS -> known == 0 ? null : (double) requests;
            case ERRORS -> known == 0 ? null : (double) errors;
            case CACHE_HIT_SHARE -> hits + misses == 0 ? null : (double) hits / (hits + misses);
            case REQUESTS_ACTIVE -> requestsActive.value();
            case USERS_ACTIVE -> usersActive.value();
            case DB_ACTIVE -> dbActive.value();
            case MEMORY_USED -> memoryUsed.value();
            case CPU_SHARE -> cpuShare.value();
            case HEALTH_FAILING -> healthFailing.value();
            case UNREACHABLE -> unreachable.value();
        };
    }

    private @Nullable Double percentile(RuleMetric metric) {
        Times.Told other = told;
        if (other != null && known > 0) {
            return told(metric, millis < 60_000 ? other.second() : other.minute());
        }
        if (durations == null || durations.count() == 0) {
            return null;
        }
        return switch (metric) {
            case P50 -> durations.millis(50);
            case P95 -> durations.millis(95);
            case P99 -> durations.millis(99);
            default -> durations.millis(100);
        };
    }

    private static @Nullable Double told(RuleMetric metric, Latency latency) {
        if (latency.count() == 0) {
            return null;
        }
        return switch (metric) {
            case P50 -> latency.p50Millis();
            case P95 -> latency.p95Millis();
            case P99 -> latency.p99Millis();
            default -> latency.maxMillis();
        };
    }

    private void count(Reading reading, int sign) {
        healthFailing.change(reading.healthFailing(), sign);
        unreachable.change(reading.unreachable(), sign);
        Second second = reading.second();
        if (second == null) {
            return;
        }
        known += sign;
        seconds.change(second.seconds(), sign);
        requests += sign * second.requests();
        errors += sign * second.errors();
        hits += sign * second.cacheHits();
        misses += sign * second.cacheMisses();
        requestsActive.change(second.requestsActive(), sign);
        usersActive.change(second.usersActive(), sign);
        dbActive.change(second.dbActive(), sign);
        memoryUsed.change(second.memoryUsed(), sign);
        cpuShare.change(second.cpuShare(), sign);
        if (durations != null && second.times() instanceof Times.Counted counted) {
            if (sign > 0) {
                durations.add(counted.durations());
            } else {
                durations.remove(counted.durations());
            }
        }
    }

    private void clear() {
        while (!readings.isEmpty()) {
            count(readings.removeFirst(), -1);
        }
    }
}
