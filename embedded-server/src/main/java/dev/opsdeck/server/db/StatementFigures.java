package dev.opsdeck.server.db;

import dev.opsdeck.api.requests.QueryFigures;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// What one statement did since counting began. Recording takes no lock and makes no object; any thread.
final class StatementFigures {

    private static final int MAX_ROUTES = 20;
    private static final double NANOS_PER_MILLI = 1e6;

    private final String statement;
    private final LongAdder calls = new LongAdder();
    private final LongAdder rows = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final LongAdder totalNanos = new LongAdder();
    private final LatencyBuckets durations = new LatencyBuckets();
    private final AtomicLong maxNanos = new AtomicLong();
    private final AtomicLong lastEnd;
    private final ConcurrentHashMap<String, LongAdder> byRoute = new ConcurrentHashMap<>();

    /// @param nanos now
    StatementFigures(String statement, long nanos) {
        this.statement = statement;
        this.lastEnd = new AtomicLong(nanos);
    }

    String statement() {
        return statement;
    }

    /// @param rowCount negative: it failed
    void record(long nanos, long end, long rowCount) {
        calls.increment();
        totalNanos.add(nanos);
        if (rowCount > 0) {
            rows.add(rowCount);
        } else if (rowCount < 0) {
            errors.increment();
        }
        durations.record(nanos);
        if (nanos > maxNanos.getPlain()) {
            maxNanos.accumulateAndGet(nanos, Math::max);
        }
        lastEnd.setOpaque(end);
    }

    /// A request has ended that executed it so often.
    void calledBy(String route, int times) {
        LongAdder known = byRoute.get(route);
        if (known == null && byRoute.size() < MAX_ROUTES) {
            known = byRoute.computeIfAbsent(route, first -> new LongAdder());
        }
        if (known != null) {
            known.add(times);
        }
    }

    /// @param now   the time of day
    /// @param nanos the same moment by the clock that measures
    QueryFigures read(Instant now, long nanos) {
        long count = calls.sum();
        double longest = maxNanos.get() / NANOS_PER_MILLI;
        return new QueryFigures(
                statement,
                count,
                rows.sum(),
                errors.sum(),
                totalNanos.sum() / NANOS_PER_MILLI,
                // The middle of a bucket may lie above the longest one in it.
                Math.min(durations.percentile(95) / NANOS_PER_MILLI, longest),
                longest,
                now.minusNanos(Math.max(0, nanos - lastEnd.get())),
                busiestRoute(count));
    }

    private @Nullable String busiestRoute(long count) {
        String route = null;
        long most = 0;
        long inRequests = 0;
        for (Map.Entry<String, LongAdder> entry : byRoute.entrySet()) {
            long times = entry.getValue().sum();
            inRequests += times;
            if (times > most) {
                most = times;
                route = entry.getKey();
            }
        }
        return most >= count - inRequests ? route : null;
    }
}
