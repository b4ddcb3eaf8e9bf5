package dev.opsdeck.server.db;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The read replicas of a primary and the rule by which reads go to them: a replica is read from when it has
/// everything that this server has committed, everything that was committed anywhere when fresh reads were last
/// demanded, and everything that was committed anywhere longer ago than the largest lag. So a client reads its
/// own writes, and a cache that a write emptied is not filled with what was before. Costs a read two comparisons.
/// Thread-safe; closed by the database.
final class Replicas implements AutoCloseable {

    private final PrimaryWatch primary;
    private final List<Replica> all;
    private final LongSupplier nanos;
    private final AtomicLong since;
    private final AtomicInteger turn = new AtomicInteger();

    Replicas(DatabaseSettings settings, PostgresServer primary, LongSupplier nanos) {
        LogMarks marks = new LogMarks(settings.replicaMaxLag().toNanos());
        this.nanos = nanos;
        // What was there before, such as a migration, must be there too.
        this.since = new AtomicLong(nanos.getAsLong());
        this.primary = new PrimaryWatch(primary, marks, nanos, this::primaryLooked);
        this.all = settings.replicaUrls().stream()
                .map(url -> new Replica(
                        new PostgresServer(url, settings.user(), settings.password(), settings.statementTimeout()),
                        settings.poolSize(),
                        settings.replicaMaxLag(),
                        marks,
                        this.primary::identity,
                        nanos))
                .toList();
        this.primary.start();
        this.all.forEach(Replica::start);
    }

    /// The next one in turn that may be read from; null when none may.
    @Nullable
    Replica choose() {
        long bar = since.get();
        int size = all.size();
        int first = size == 1 ? 0 : Math.floorMod(turn.getAndIncrement(), size);
        for (int i = 0; i < size; i++) {
            Replica replica = all.get((first + i) % size);
            if (replica.serves(bar)) {
                return replica;
            }
        }
        return null;
    }

    /// Reads that begin from now on see everything that is committed now.
    void demandFresh() {
        long now = nanos.getAsLong();
        // Of two threads the later moment counts.
        since.accumulateAndGet(now, (known, mine) -> mine - known > 0 ? mine : known);
        primary.ask();
    }

    /// Sentences about those that are not read from; null when all are well.
    @Nullable
    String remark() {
        String sentences =
                all.stream().map(Replica::remark).filter(Objects::nonNull).collect(Collectors.joining(" "));
        return sentences.isEmpty() ? null : sentences;
    }

    List<Replica> all() {
        return all;
    }

    @Override
    public void close() {
        primary.close();
        all.forEach(Replica::close);
    }

    private void primaryLooked() {
        all.forEach(Replica::ask);
    }
}
