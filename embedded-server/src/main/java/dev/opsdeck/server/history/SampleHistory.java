package dev.opsdeck.server.history;

import dev.opsdeck.api.metrics.History;
import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.server.db.BatchWriter;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.metrics.IntervalReading;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The history of this server's seconds. The ticker appends and never waits; a thread of its own writes; request
/// threads
/// ask. Closed by the server's wiring, before the database.
public final class SampleHistory implements AutoCloseable {

    /// A quarter of an hour without a database is bridged.
    private static final int MAX_WAITING = 900;

    /// What a `kill -9` can cost, together with what the database itself keeps back.
    private static final Duration WRITE_EVERY = Duration.ofSeconds(2);

    private final SampleRepository repository;
    private final InstantSource clock;
    private final BatchWriter<Stretch> writer;

    /// @param node which server this is, stable over restarts: its seconds of former processes belong to its history
    public SampleHistory(Database database, String node, InstantSource clock) {
        this(database, node, clock, WRITE_EVERY);
    }

    SampleHistory(Database database, String node, InstantSource clock, Duration writeEvery) {
        this.repository = new SampleRepository(database, node);
        this.clock = clock;
        RollUps rollUps = new RollUps(repository);
        this.writer = new BatchWriter<>("samples", MAX_WAITING, writeEvery, batch -> {
            repository.store(Tier.SECOND, batch);
            rollUps.stored(batch);
        });
    }

    /// Takes a second. Never blocks.
    public void append(IntervalReading reading) {
        writer.add(Stretch.of(reading));
    }

    /// The stored seconds of `(after, until]`, oldest first, with what these metrics need; those that are not stored
    /// yet too.
    public List<Stretch> seconds(Instant after, Instant until, Set<Metric> metrics) {
        return seconds(after, until, metrics, writer.pending());
    }

    /// Forgets what is older than its tier keeps. Called now and then, by a thread that may wait.
    public void trim() {
        for (Tier tier : Tier.values()) {
            repository.deleteBefore(tier, clock.instant().minus(tier.kept()));
        }
    }

    /// The window `(from, to]`, reduced.
    History query(List<Metric> metrics, Instant from, Instant to, int points) {
        Tier tier = tier(from, to, points);
        List<Stretch> pending = writer.pending();
        List<Stretch> stretches = cover(tier, from, to, Set.copyOf(metrics), pending);
        return Reduction.of(stretches, metrics, from, to, points, tier.seconds());
    }

    /// The coarsest that still fills every point, but none that has forgotten the beginning.
    private Tier tier(Instant from, Instant to, int points) {
        double width = Duration.between(from, to).toMillis() / 1000.0 / points;
        Duration age = Duration.between(from, clock.instant());
        Tier chosen = Tier.SECOND;
        for (Tier tier : Tier.values()) {
            boolean fine = width >= tier.seconds();
            boolean finerForgot = chosen != tier && age.compareTo(chosen.kept()) > 0;
            if (fine || finerForgot) {
                chosen = tier;
            }
        }
        return chosen;
    }

    /// Every second of the window exactly once: coarse rows where they fit, finer ones at the edges and at the end that
    /// is not rolled up yet, and from memory what is not stored yet.
    private List<Stretch> cover(Tier tier, Instant from, Instant to, Set<Metric> metrics, List<Stretch> pending) {
        Tier finer = tier.finer();
        if (finer == null) {
            return seconds(from, to, metrics, pending);
        }
        Instant begin = tier.endOf(from);
        List<Stretch> rows = repository.rows(tier, begin, tier.endBefore(to), metrics);
        if (rows.isEmpty()) {
            return cover(finer, from, to, metrics, pending);
        }
        Instant end = rows.getLast().at();
        List<Stretch> stretches = new ArrayList<>(rows);
        if (begin.isAfter(from)) {
            stretches.addAll(cover(finer, from, begin, metrics, List.of()));
        }
        if (to.isAfter(end)) {
            stretches.addAll(cover(finer, end, to, metrics, pending));
        }
        return stretches;
    }

    private List<Stretch> seconds(Instant from, Instant to, Set<Metric> metrics, List<Stretch> pending) {
        List<Stretch> stored = repository.rows(Tier.SECOND, from, to, metrics);
        Set<Instant> known = new HashSet<>();
        stored.forEach(second -> known.add(second.at()));
        List<Stretch> seconds = new ArrayList<>(stored);
        for (Stretch second : pending) {
            if (second.at().isAfter(from) && !second.at().isAfter(to) && known.add(second.at())) {
                seconds.add(second);
            }
        }
        return seconds;
    }

    /// Writes what is left.
    @Override
    public void close() {
        writer.close();
    }
}
