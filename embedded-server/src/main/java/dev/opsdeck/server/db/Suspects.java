package dev.opsdeck.server.db;

import dev.opsdeck.api.requests.QuerySuspect;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The statements that requests repeated. Bounded: the one not seen for longest gives way. Any thread; the lock is
/// taken only when there is a suspect.
final class Suspects {

    static final int MAX = 100;

    private static final double NANOS_PER_MILLI = 1e6;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, Seen> seen = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Seen> eldest) {
            return size() > MAX;
        }
    };

    private record Key(
            String statement, String route, @Nullable String codeLine) {}

    private record Seen(
            long requests, long executions, double lostMillis, double totalLostMillis, long first, long last) {}

    /// @param count executions in one request
    /// @param nanos of all of them
    /// @param now   by the clock that measures
    void add(String statement, String route, @Nullable String codeLine, int count, long nanos, long now) {
        double lost = nanos / NANOS_PER_MILLI * (count - 1) / count;
        lock.lock();
        try {
            seen.merge(
                    new Key(statement, route, codeLine),
                    new Seen(1, count, lost, lost, now, now),
                    (before, one) -> new Seen(
                            before.requests + 1,
                            Math.max(before.executions, count),
                            Math.max(before.lostMillis, lost),
                            before.totalLostMillis + lost,
                            before.first,
                            now));
        } finally {
            lock.unlock();
        }
    }

    /// Most time lost first.
    List<QuerySuspect> read(Instant now, long nanos) {
        lock.lock();
        try {
            return seen.entrySet().stream()
                    .map(entry -> {
                        Key key = entry.getKey();
                        Seen was = entry.getValue();
                        return new QuerySuspect(
                                key.statement,
                                key.route,
                                key.codeLine,
                                was.requests,
                                was.executions,
                                was.lostMillis,
                                was.totalLostMillis,
                                now.minusNanos(nanos - was.first),
                                now.minusNanos(nanos - was.last));
                    })
                    .sorted(Comparator.comparingDouble(QuerySuspect::totalLostMillis)
                            .reversed())
                    .toList();
        } finally {
            lock.unlock();
        }
    }
}
