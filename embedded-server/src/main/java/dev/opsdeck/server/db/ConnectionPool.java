package dev.opsdeck.server.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongSupplier;

/// The connections to one database server. Thread-safe; whoever opened it closes it, which also breaks off what still
/// runs.
///
/// Who finds all of them in use waits at a gate of this class, not in HikariCP: there every waiting thread asks for
/// another connection, and whoever gives one back yields again and again until it is taken. With fifty clients on
/// twenty connections that was a sixth of what a read cost. The gate is fair: whoever overtakes others saves a little
/// CPU, and some of those it overtakes wait ten times as long as the rest. It is bounded: while a database is stuck,
/// every further request would only add a thread that is turned away in the end.
final class ConnectionPool implements AutoCloseable {

    private static final int VALIDATION_MILLIS = 2_000;

    /// How many may wait for each connection. The last of fifty is served within 20 s only if each turn takes
    /// less than 0.4 s, a hundred times what a read takes: where the queue is longer, the database is not busy
    /// but stuck.
    static final int WAITING_PER_CONNECTION = 50;

    private final HikariDataSource pool;
    private final PatientSource source;
    private final Tidying tidying;
    private final Gate gate;

    private ConnectionPool(HikariDataSource pool, PatientSource source, Tidying tidying, Gate gate) {
        this.pool = pool;
        this.source = source;
        this.tidying = tidying;
        this.gate = gate;
    }

    /// A connection in use. To be closed by the thread that got it.
    record Lent(Connection connection, Tidying tidying, Gate gate) implements AutoCloseable {

        /// Gives it back.
        @Override
        public void close() throws SQLException {
            try (connection) {
                tidying.tidy(connection);
            } finally {
                gate.leave();
            }
        }
    }

    /// What is done with a connection each time before it is given back.
    @FunctionalInterface
    interface Tidying {

        void tidy(Connection connection) throws SQLException;
    }

    /// @param wait how long a thread waits for a free connection
    /// @throws HikariPool.PoolInitializationException if the first connection cannot be had
    static ConnectionPool open(PatientSource source, int size, Duration wait, LongSupplier nanos, Tidying tidying) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("opsdeck");
        config.setDataSource(source);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(2, size));
        config.setConnectionTimeout(wait.toMillis());
        config.setValidationTimeout(Math.min(VALIDATION_MILLIS, wait.toMillis()));
        config.setInitializationFailTimeout(1);
        Gate gate = new Gate(size, size * WAITING_PER_CONNECTION, wait.toNanos(), nanos, Alarm.SYSTEM);
        return new ConnectionPool(new HikariDataSource(config), source, tidying, gate);
    }

    /// A free connection. Waits for it, but not for a database that is known to be gone, and not behind too many.
    ///
    /// @throws DatabaseUnavailable if there is none in time
    Lent lend() {
        SQLException gone = source.failure();
        if (gone != null && figures().total() == 0) {
            throw new DatabaseUnavailable("The database does not answer. Please try again in a moment.", gone);
        }
        pass();
        try {
            return new Lent(pool.getConnection(), tidying, gate);
        } catch (SQLException e) {
            gate.leave();
            throw new DatabaseUnavailable("The database does not answer. Please try again in a moment.", e);
        } catch (RuntimeException | Error e) {
            gate.leave();
            throw e;
        }
    }

    private void pass() {
        try {
            if (gate.pass()) {
                return;
            }
        } catch (InterruptedException e) {
            // Who is to end may still write what it has, but not wait.
            Thread.currentThread().interrupt();
            throw new DatabaseUnavailable("The server is stopping.", e);
        }
        SQLException failure = source.failure();
        throw new DatabaseUnavailable(
                failure == null
                        ? "All " + pool.getMaximumPoolSize() + " connections to the database are in use."
                                + " Please try again in a moment."
                        : "The database does not answer. Please try again in a moment.",
                failure);
    }

    /// Never blocks.
    Figures figures() {
        HikariPoolMXBean bean = pool.getHikariPoolMXBean();
        return bean == null
                ? new Figures(0, 0, 0)
                : new Figures(
                        bean.getActiveConnections(),
                        bean.getTotalConnections(),
                        gate.waiting() + bean.getThreadsAwaitingConnection());
    }

    int size() {
        return pool.getMaximumPoolSize();
    }

    @Override
    public void close() {
        source.close();
        pool.close();
    }

    /// @param active  connections in use
    /// @param total   connections that are open
    /// @param waiting threads that wait for one
    record Figures(int active, int total, int waiting) {

        /// Never below zero, although the two were read one after the other.
        int idle() {
            return Math.max(0, total - active);
        }
    }
}
