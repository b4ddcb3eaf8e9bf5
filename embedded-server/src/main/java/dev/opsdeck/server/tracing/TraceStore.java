package dev.opsdeck.server.tracing;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.traces.Trace;
import dev.opsdeck.api.traces.TraceSummary;
import dev.opsdeck.server.db.BatchWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The traces in the database: the last ones for each reason. A thread of its own stores, so a trace is there about a
/// second after its end. Any thread; closed before the database.
final class TraceStore implements AutoCloseable {

    private static final int MAX_WAITING = 500;

    /// Sooner than the log of requests: what names a trace is there after it.
    private static final Duration SOON = Duration.ofMillis(500);

    private final TraceRepository repository;
    private final int most;
    private final InstantSource clock;
    private final BatchWriter<TraceRepository.Row> writer;
    private final AtomicLong lastId = new AtomicLong();

    /// @param most traces kept for each reason
    TraceStore(TraceRepository repository, int most, InstantSource clock) {
        this.repository = repository;
        this.most = most;
        this.clock = clock;
        this.writer = new BatchWriter<>("traces", MAX_WAITING, SOON, repository::store);
    }

    /// Never blocks.
    void add(Trace trace) {
        writer.add(new TraceRepository.Row(nextId(clock.instant()), trace));
    }

    /// A page of traces, the one that ended last first.
    Page<TraceSummary> list(TraceRepository.Filter filter, @Nullable TraceCursor after, int limit) {
        List<TraceRepository.Listed> rows = repository.list(filter, after, limit);
        String next = rows.size() < limit ? null : rows.getLast().cursor().toString();
        return new Page<>(rows.stream().map(TraceRepository.Listed::summary).toList(), repository.count(filter), next);
    }

    @Nullable
    Trace find(String traceId) {
        return TraceJoin.joined(repository.find(traceId));
    }

    void trim() {
        repository.trim(most);
    }

    @Override
    public void close() {
        writer.close();
    }

    /// Microseconds of the time of day, but always more than before.
    private long nextId(Instant at) {
        return lastId.accumulateAndGet(at.toEpochMilli() * 1_000, (last, now) -> Math.max(last + 1, now));
    }
}
