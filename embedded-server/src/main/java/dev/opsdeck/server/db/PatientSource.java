package dev.opsdeck.server.db;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// Where a pool gets its connections from. Once it had one, it does not give up: while the database is gone it tries
/// again four times a second, so that the pool is filled as soon as the database is back (the pool itself would wait
/// longer and longer, up to five seconds), and everybody can see that it is gone. Called by the one thread of a pool
/// that adds connections; closed by the pool.
final class PatientSource implements DataSource, AutoCloseable {

    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(PatientSource.class);
    private static final long PAUSE_MILLIS = 250;

    private final String name;
    private final Connector connector;
    private final LongSupplier nanos;
    private volatile boolean reached;
    private volatile boolean closed;
    private volatile @Nullable SQLException failure;

    /// @param name for the log, such as `database`
    PatientSource(String name, Connector connector, LongSupplier nanos) {
        this.name = name;
        this.connector = connector;
        this.nanos = nanos;
    }

    /// Makes one connection.
    @FunctionalInterface
    interface Connector {
        Connection connect() throws SQLException;
    }

    /// Why the last attempt failed; null when it did not.
    @Nullable
    SQLException failure() {
        return failure;
    }

    @Override
    public Connection getConnection() throws SQLException {
        long begin = nanos.getAsLong();
        while (true) {
            try {
                Connection connection = connector.connect();
                reached = true;
                if (failure != null) {
                    failure = null;
                    LOG.info(
                            "The {} is back after {} s",
                            name,
                            Duration.ofNanos(nanos.getAsLong() - begin).toSeconds());
                }
                return connection;
            } catch (SQLException e) {
                if (!reached || closed) {
                    throw e;
                }
                if (failure == null) {
                    LOG.warn("The {} cannot be reached: {}", name, e.getMessage());
                }
                failure = e;
                pause(e);
            }
        }
    }

    /// No more attempts.
    @Override
    public void close() {
        closed = true;
    }

    private static void pause(SQLException e) throws SQLException {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw e;
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the user is part of the settings");
    }

    /// The limits of an attempt are the connector's.
    @Override
    public void setLoginTimeout(int seconds) {}

    /// How long a pool that ends waits for the attempt under way, before it breaks off what hangs on its connections.
    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {}

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
