package dev.opsdeck.server.db;

import com.zaxxer.hikari.pool.HikariPool;
import dev.opsdeck.server.db.PatientSource.Connector;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The database: a pool, migrated to this version's schema, and the pools of its replicas. Reads go to a replica
/// where one is fresh enough, everything else to the primary. Thread-safe; whoever opened it closes it.
public final class Database implements AutoCloseable {

    private final DatabaseSettings settings;
    private final Dialect dialect;
    private final ConnectionPool primary;
    private final Connector untimed;
    private final @Nullable Replicas replicas;
    private final QueryStatistics queries = new QueryStatistics(System::nanoTime);

    private Database(
            DatabaseSettings settings,
            Dialect dialect,
            ConnectionPool primary,
            Connector untimed,
            @Nullable Replicas replicas) {
        this.settings = settings;
        this.dialect = dialect;
        this.primary = primary;
        this.untimed = untimed;
        this.replicas = replicas;
    }

    /// Opens and migrates.
    ///
    /// @throws DatabaseUnavailable if it cannot be reached, is in use by another process, or is of a newer
    ///            version
    public static Database open(DatabaseSettings settings) {
        return open(settings, System::nanoTime);
    }

    private static Database open(DatabaseSettings settings, LongSupplier nanos) {
        if (!settings.url().toLowerCase(Locale.ROOT).startsWith("jdbc:postgresql:")) {
            Connector connector = () -> DriverManager.getConnection(
                    settings.url(),
                    settings.user() == null ? "" : settings.user(),
                    settings.password() == null ? "" : settings.password());
            ConnectionPool pool = openPool(settings, connector, nanos, Database::forgetPlans);
            migrate(pool, connector, nanos, Dialect.H2);
            return new Database(settings, Dialect.H2, pool, connector, null);
        }
        PostgresServer server =
                new PostgresServer(settings.url(), settings.user(), settings.password(), settings.statementTimeout());
        boolean behindPooler;
        try {
            behindPooler = server.behindPooler();
        } catch (SQLException e) {
            throw new DatabaseUnavailable("The database cannot be opened: " + e.getMessage(), e);
        }
        Connector untimed = () -> server.connectUntimed(behindPooler);
        ConnectionPool pool = openPool(settings, () -> server.connect(behindPooler), nanos, connection -> {});
        migrate(pool, untimed, nanos, Dialect.POSTGRESQL);
        Replicas replicas = settings.replicaUrls().isEmpty() ? null : new Replicas(settings, server, nanos);
        return new Database(settings, Dialect.POSTGRESQL, pool, untimed, replicas);
    }

    /// Reads on one connection, each statement on its own: of a replica that has every commit of this server, or
    /// of the primary. When a replica breaks off, `work` runs once more on the primary, so it must do nothing but
    /// read.
    ///
    /// @throws DatabaseUnavailable if no connection was to be had
    public <T extends @Nullable Object> T read(SqlWork<T> work) {
        Replica replica = replicas == null ? null : replicas.choose();
        if (replica != null) {
            try {
                return replica.read(c -> queries.run(work, c));
            } catch (SQLException e) {
                throw translate(e);
            } catch (Replica.Elsewhere primaryShall) {
                return readPrimary(work);
            }
        }
        return readPrimary(work);
    }

    /// As [#read], always of the primary: for what is read in order to write, and for what a server must see that
    /// another one wrote a moment ago.
    public <T extends @Nullable Object> T readPrimary(SqlWork<T> work) {
        try (ConnectionPool.Lent lent = primary.lend()) {
            return queries.run(work, lent.connection());
        } catch (SQLException e) {
            throw translate(e);
        }
    }

    /// Works in one transaction: committed when `work` returns, rolled back when it throws.
    ///
    /// @throws DatabaseUnavailable if no connection was to be had
    public <T extends @Nullable Object> T write(SqlWork<T> work) {
        try (ConnectionPool.Lent lent = primary.lend()) {
            return transaction(lent.connection(), work);
            // The pool itself turns the automatic commit on again.
        } catch (SQLException e) {
            throw translate(e);
        }
    }

    /// As [#write] for work that is one statement on PostgreSQL, which is a transaction by itself: it costs one
    /// trip instead of two. On H2, whose trips cost nothing, the work may be several statements.
    public <T extends @Nullable Object> T writeAtOnce(SqlWork<T> work) {
        if (dialect == Dialect.H2) {
            return write(work);
        }
        try (ConnectionPool.Lent lent = primary.lend()) {
            return queries.run(work, lent.connection());
        } catch (SQLException e) {
            throw translate(e);
        } finally {
            // Also when the answer was lost: it may be committed.
            demandFreshReads();
        }
    }

    /// As [#write] for work whose statements may take long, such as the end of a large sync: on a connection of
    /// its own beside the pool, without a statement timeout.
    public <T extends @Nullable Object> T writeUntimed(SqlWork<T> work) {
        try (Connection connection = untimed.connect()) {
            return transaction(connection, work);
        } catch (SQLException e) {
            throw translate(e);
        }
    }

    /// Reads that begin from now on see what is committed now, also by other servers: to be called when another
    /// one says that it wrote. Never blocks.
    public void demandFreshReads() {
        if (replicas != null) {
            replicas.demandFresh();
        }
    }

    /// Returns when the primary answers.
    ///
    /// @return a sentence when a replica is not read from; else null
    /// @throws DatabaseUnavailable or [DatabaseException] when it does not
    public @Nullable String check() {
        readPrimary(c -> Sql.number(c, "select 1"));
        return replicas == null ? null : replicas.remark();
    }

    /// What its statements did.
    public QueryStatistics queries() {
        return queries;
    }

    /// How long a thread waits for a connection, nanoseconds.
    long patienceNanos() {
        return settings.poolTimeout().toNanos();
    }

    public Dialect dialect() {
        return dialect;
    }

    /// The pools now, of the primary and of the replicas in reach together; never blocks.
    public PoolFigures pool() {
        ConnectionPool.Figures figures = primary.figures();
        int active = figures.active();
        int max = primary.size();
        int waiting = figures.waiting();
        if (replicas != null) {
            for (Replica replica : replicas.all()) {
                active += replica.figures().active();
                max += replica.size();
                waiting += replica.figures().waiting();
            }
        }
        return new PoolFigures(active, max, waiting);
    }

    /// Open connections of all pools that wait for work; never blocks.
    public int idle() {
        int idle = primary.figures().idle();
        if (replicas != null) {
            idle += replicas.all().stream()
                    .mapToInt(replica -> replica.figures().idle())
                    .sum();
        }
        return idle;
    }

    @Override
    public void close() {
        if (replicas != null) {
            replicas.close();
        }
        primary.close();
    }

    private <T extends @Nullable Object> T transaction(Connection connection, SqlWork<T> work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            T result = queries.run(work, connection);
            try {
                connection.commit();
            } finally {
                // Also when the answer was lost: it may be committed.
                demandFreshReads();
            }
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            rollback(connection, e);
            throw e;
        }
    }

    /// A connection that broke cannot roll back, and need not: what broke it is what the caller must hear of.
    private static void rollback(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException broken) {
            cause.addSuppressed(broken);
        }
    }

    private static void migrate(ConnectionPool pool, Connector untimed, LongSupplier nanos, Dialect dialect) {
        try {
            Schema.migrate(pool, untimed, nanos, dialect);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    private static ConnectionPool openPool(
            DatabaseSettings settings, Connector connector, LongSupplier nanos, ConnectionPool.Tidying tidying) {
        try {
            return ConnectionPool.open(
                    new PatientSource("database", connector, nanos),
                    settings.poolSize(),
                    settings.poolTimeout(),
                    nanos,
                    tidying);
        } catch (HikariPool.PoolInitializationException e) {
            throw new DatabaseUnavailable(openingSentence(e), e);
        }
    }

    /// A connection of H2 remembers the plan of every subquery in a `from`, anew with each execution of a
    /// statement that it has prepared before, and forgets them all only when it prepares one that it does not
    /// know; without that, a minute of searches fills the heap. An `explain` is never kept as known, and
    /// preparing it does nothing else.
    private static void forgetPlans(Connection connection) throws SQLException {
        connection.prepareStatement("explain select 1").close();
    }

    private RuntimeException translate(SQLException e) {
        if (SqlStates.tookTooLong(e)) {
            return new DatabaseUnavailable(
                    "The database took longer than "
                            + settings.statementTimeout().toSeconds()
                            + " s and was stopped. Please try again in a moment, or ask for less.",
                    e);
        }
        return SqlStates.connectionLost(e)
                ? new DatabaseUnavailable("The database went away. Please try again in a moment.", e)
                : new DatabaseException(e);
    }

    private static String openingSentence(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            // H2: the file is locked by another process.
            if (cause instanceof SQLException sql && sql.getErrorCode() == 90020) {
                return "The data folder is in use by another Opsdeck: close that one, or start this one with another"
                        + " --data folder.";
            }
        }
        return "The database cannot be opened: " + (e.getCause() == null ? e : e.getCause()).getMessage();
    }
}
