package dev.opsdeck.server.db;

import com.zaxxer.hikari.pool.HikariPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One read replica: a thread that looks how fresh it is, and a pool that exists as long as it is in reach. When
/// it is not any more its pool is closed, which breaks off the reads that hang on it, so that they go to the
/// primary. Closed by who made it.
final class Replica implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Replica.class);

    /// How far it has replayed; -1 when it is no replica.
    private static final String LOOK = "select case when pg_is_in_recovery() then"
            + " coalesce(cast(pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0') as bigint), -1) else -1 end";

    /// The shortest that the pool knows: the primary is there for those who find no free connection here.
    private static final Duration POOL_WAIT = Duration.ofMillis(250);

    private final PostgresServer server;
    private final int poolSize;
    private final long maxLagNanos;
    private final LogMarks marks;
    private final Supplier<@Nullable Long> primaryIdentity;
    private final LongSupplier nanos;
    private final Pulse pulse = new Pulse();
    private final Thread thread;

    /// From before which moment it has every commit; null: nobody knows.
    private volatile @Nullable Long covers;

    private volatile @Nullable ConnectionPool pool;
    private volatile State state = State.STARTING;
    private @Nullable Connection watching;
    private long lastFresh;

    Replica(
            PostgresServer server,
            int poolSize,
            Duration maxLag,
            LogMarks marks,
            Supplier<@Nullable Long> primaryIdentity,
            LongSupplier nanos) {
        this.server = server;
        this.poolSize = poolSize;
        this.maxLagNanos = maxLag.toNanos();
        this.marks = marks;
        this.primaryIdentity = primaryIdentity;
        this.nanos = nanos;
        this.thread = Thread.ofPlatform().daemon().name("opsdeck-replica-watch").unstarted(this::run);
    }

    /// What is said of it.
    private enum State {
        STARTING(""),
        SERVING(""),
        BEHIND("is too far behind the primary"),
        GONE("is out of reach"),
        WRONG("is no replica of this database");

        private final String words;

        State(String words) {
            this.words = words;
        }
    }

    /// It cannot do this read: the primary shall.
    static final class Elsewhere extends Exception {

        private static final long serialVersionUID = 1L;

        Elsewhere(Throwable cause) {
            super(cause);
        }
    }

    void start() {
        thread.start();
    }

    /// Look soon: the primary went on.
    void ask() {
        pulse.ask();
    }

    /// Whether it has every commit from before that moment and is not too far behind. Never blocks.
    boolean serves(long since) {
        Long known = covers;
        return known != null && known - since > 0 && nanos.getAsLong() - known <= maxLagNanos;
    }

    <T extends @Nullable Object> T read(SqlWork<T> work) throws SQLException, Elsewhere {
        ConnectionPool open = pool;
        if (open == null) {
            throw new Elsewhere(new IllegalStateException("gone in between"));
        }
        ConnectionPool.Lent lent;
        try {
            lent = open.lend();
        } catch (DatabaseUnavailable none) {
            throw new Elsewhere(none);
        }
        try (lent) {
            return work.run(lent.connection());
        } catch (SQLException e) {
            if (SqlStates.connectionLost(e)) {
                // Until the watching thread sees it again.
                covers = null;
                pulse.ask();
                throw new Elsewhere(e);
            }
            if (SqlStates.replicaCannot(e)) {
                throw new Elsewhere(e);
            }
            throw e;
        }
    }

    /// A sentence when reads go to the primary because of it; else null.
    @Nullable
    String remark() {
        State now = state;
        return now.words.isEmpty()
                ? null
                : "The replica " + server + " " + now.words + ": its reads go to the primary.";
    }

    /// Of its connections; none while it is out of reach.
    ConnectionPool.Figures figures() {
        ConnectionPool open = pool;
        return open == null ? new ConnectionPool.Figures(0, 0, 0) : open.figures();
    }

    int size() {
        return pool == null ? 0 : poolSize;
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                look();
                pulse.await();
            }
        } catch (InterruptedException ending) {
            LOG.debug("Watching {} ends", server);
        } finally {
            disconnect();
        }
    }

    private void look() {
        try {
            Connection open = watching;
            if (open == null) {
                open = server.connectToWatch();
                watching = open;
                lastFresh = nanos.getAsLong();
            }
            long position = Sql.number(open, LOOK);
            if (!isReplica(open, position)) {
                covers = null;
                return;
            }
            if (pool == null) {
                boolean behindPooler = server.behindPooler();
                pool = ConnectionPool.open(
                        new PatientSource("replica " + server, () -> server.connect(behindPooler), nanos),
                        poolSize,
                        POOL_WAIT,
                        nanos,
                        connection -> {});
            }
            covers = marks.coveredBy(position);
            judge(position);
        } catch (SQLException | HikariPool.PoolInitializationException e) {
            covers = null;
            become(State.GONE, e);
            disconnect();
        }
    }

    /// One that is behind for a moment is not talked about.
    private void judge(long position) {
        long now = nanos.getAsLong();
        Long known = covers;
        if (known != null && now - known <= maxLagNanos) {
            lastFresh = now;
            become(State.SERVING, null);
        } else if (marks.isAhead(position) && now - lastFresh > maxLagNanos) {
            become(State.BEHIND, null);
        }
        if (marks.isAhead(position)) {
            pulse.ask();
        }
    }

    /// Whoever names another server by mistake, or one that became a primary, would read another catalogue. As
    /// long as the primary cannot be asked who it is, nobody knows.
    private boolean isReplica(Connection open, long position) throws SQLException {
        if (position >= 0 && pool != null) {
            return true;
        }
        Long primary = primaryIdentity.get();
        if (position >= 0 && primary == null) {
            return false;
        }
        if (position < 0 || !Objects.equals(primary, Sql.number(open, PrimaryWatch.IDENTITY))) {
            become(State.WRONG, null);
            return false;
        }
        return true;
    }

    private void become(State next, @Nullable Exception cause) {
        State before = state;
        state = next;
        if (before == next) {
            return;
        }
        if (next == State.SERVING) {
            LOG.info("The replica {} takes reads", server);
        } else if (cause == null) {
            LOG.warn("{}", remark());
        } else {
            LOG.warn("{} ({})", remark(), cause.getMessage());
        }
    }

    private void disconnect() {
        Connection open = watching;
        watching = null;
        ConnectionPool abandoned = pool;
        pool = null;
        if (abandoned != null) {
            abandoned.close();
        }
        if (open != null) {
            try {
                open.close();
            } catch (SQLException broken) {
                LOG.debug("A broken connection to {} was closed", server, broken);
            }
        }
    }
}
