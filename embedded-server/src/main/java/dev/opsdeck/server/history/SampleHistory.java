package dev.opsdeck.server.history;

import dev.opsdeck.api.audits.MeasuredPeriod;
import dev.opsdeck.api.capacity.CapacityPeaks;
import dev.opsdeck.api.metrics.History;
import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.server.db.BatchWriter;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.metrics.IntervalReading;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The history of this server's seconds. The ticker appends and never waits; a thread of its own writes; request
/// threads ask. Closed by the server's wiring, before the database.
public final class SampleHistory implements AutoCloseable {

    /// A quarter of an hour without a database is bridged.
    private static final int MAX_WAITING = 900;

    /// What a `kill -9` can cost, together with what the database itself keeps back.
    private static final Duration WRITE_EVERY = Duration.ofSeconds(2);

    /// Of a day: a busy server's has some 15 MB.
    private static final Duration READ_AT_ONCE = Duration.ofHours(2);

    private final Database database;
    private final String node;
    private final SampleRepository repository;
    private final PackedMinuteRepository packed;
    private final Coverage coverage;
    private final LongRead longRead;
    private final Days days;
    private final PeakQueries peaks;
    private final InstantSource clock;
    private final BatchWriter<Stretch> writer;

    /// @param node which server this is, stable over restarts: its seconds of former processes belong to its
    ///             history
    public SampleHistory(Database database, String node, InstantSource clock) {
        this(database, node, clock, WRITE_EVERY);
    }

    SampleHistory(Database database, String node, InstantSource clock, Duration writeEvery) {
        this.database = database;
        this.node = node;
        this.repository = new SampleRepository(database, node);
        this.packed = new PackedMinuteRepository(database, node);
        this.coverage = new Coverage(repository);
        this.longRead = new LongRead(coverage, packed, READ_AT_ONCE);
        this.clock = clock;
        RollUps rollUps = new RollUps(repository, packed);
        this.writer = new BatchWriter<>("samples", MAX_WAITING, writeEvery, batch -> {
            repository.store(Tier.SECOND, batch);
            rollUps.stored(batch);
        });
        this.peaks = new PeakQueries(database);
        this.days = new Days(database, other -> other.equals(node) ? writer.pending() : List.of());
    }

    /// Takes a second. Never blocks.
    public void append(IntervalReading reading) {
        writer.add(Stretch.of(reading));
    }

    /// The stored seconds of `(after, until]`, oldest first, with what these metrics need; those that are not stored
    /// yet too.
    public List<Stretch> seconds(Instant after, Instant until, Set<Metric> metrics) {
        return coverage.of(Tier.SECOND, after, until, metrics, writer.pending());
    }

    /// Hands over the same seconds, oldest first, many times as fast when they are many: each with what was counted,
    /// those of these metrics that are gauges and, when one is a percentile, its durations.
    public void eachSecond(Instant after, Instant until, Set<Metric> metrics, Consumer<Stretch> taker) {
        longRead.each(after, until, metrics, writer.pending(), taker);
    }

    /// As [#seconds], of any server that shares the database; of another one, those that are stored.
    public List<Stretch> secondsOf(String which, Instant after, Instant until, Set<Metric> metrics) {
        return which.equals(node)
                ? seconds(after, until, metrics)
                : new SampleRepository(database, which).rows(Tier.SECOND, after, until, metrics);
    }

    /// Forgets what is older than its tier keeps. Called now and then, by a thread that may wait.
    public void trim() {
        for (Tier tier : Tier.values()) {
            repository.deleteBefore(tier, clock.instant().minus(tier.kept()));
        }
        packed.deleteBefore(clock.instant().minus(Tier.SECOND.kept()));
    }

    /// The window `(from, to]`, reduced.
    History query(List<Metric> metrics, Instant from, Instant to, int points) {
        Tier tier = tier(from, to, points);
        List<Stretch> pending = writer.pending();
        List<Stretch> stretches = coverage.of(tier, from, to, Set.copyOf(metrics), pending);
        return Reduction.of(stretches, metrics, from, to, points, tier.seconds());
    }

    /// What all servers that share the database measured in a period. Every minute's histogram is read and merged:
    /// seconds of computing for a busy month, so it is not to be called on a virtual thread.
    ///
    /// @param zone whose midnights part the days
    public MeasuredPeriod measured(Instant from, Instant to, ZoneId zone) {
        return days.measured(from, to, zone);
    }

    /// The busiest minutes of a period, of all servers that share the database. What is not a whole minute yet is
    /// not in it.
    ///
    /// @param usersAdvised stretches with more users are looked for
    public CapacityPeaks peaks(Instant from, Instant to, int usersAdvised) {
        return peaks.peaks(from, to, usersAdvised);
    }

    /// When the oldest second that is known was measured, by any server; null when there is none.
    public @Nullable Instant since() {
        return repository.first();
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

    /// Writes what is left.
    @Override
    public void close() {
        writer.close();
    }
}
