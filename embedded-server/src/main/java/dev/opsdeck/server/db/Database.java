package dev.opsdeck.server.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/// The database: a pool, migrated to this version's schema. Thread-safe; whoever opened it closes it.
public final class Database implements AutoCloseable {

    private static final int POOL_TIMEOUT_MILLIS = 20_000;
    private static final int STATEMENT_TIMEOUT_SECONDS = 30;

    private final HikariDataSource pool;
    private final Dialect dialect;
    private final QueryStatistics queries = new QueryStatistics(System::nanoTime);

    private Database(HikariDataSource pool, Dialect dialect) {
        this.pool = pool;
        this.dialect = dialect;
    }

    /// Opens and migrates.
    ///
    /// @throws DatabaseUnavailable if it cannot be reached, is in use by another process, or is of a newer version
    public static Database open(DatabaseSettings settings) {
        Dialect dialect = settings.url().toLowerCase(Locale.ROOT).startsWith("jdbc:postgresql:")
                ? Dialect.POSTGRESQL
                : Dialect.H2;
        HikariConfig config = new HikariConfig();
        config.setPoolName("opsdeck");
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.user() == null ? "" : settings.user());
        config.setPassword(settings.password() == null ? "" : settings.password());
        config.setMaximumPoolSize(settings.poolSize());
        config.setMinimumIdle(Math.min(2, settings.poolSize()));
        config.setConnectionTimeout(POOL_TIMEOUT_MILLIS);
        config.setValidationTimeout(2_000);
        if (dialect == Dialect.POSTGRESQL) {
            config.addDataSourceProperty("ApplicationName", "opsdeck");
            config.addDataSourceProperty("options", "-c statement_timeout=" + STATEMENT_TIMEOUT_SECONDS + "s");
            config.addDataSourceProperty("connectTimeout", "5");
            config.addDataSourceProperty("reWriteBatchedInserts", "true");
        }
        config.setInitializationFailTimeout(1);
        HikariDataSource pool;
        try {
            pool = new HikariDataSource(config);
        } catch (HikariPool.PoolInitializationException e) {
            throw new DatabaseUnavailable(openingSentence(e), e);
        }
        try {
            Flyway.configure().dataSource(pool).load().migrate();
        } catch (FlywayException e) {
            pool.close();
            throw new DatabaseUnavailable(
                    "The database could not be brought to this version's schema: " + e.getMessage(), e);
        }
        return new Database(pool, dialect);
    }

    /// Reads on one connection, each statement on its own.
    ///
    /// @throws DatabaseUnavailable if no connection was to be had
    public <T extends @Nullable Object> T read(SqlWork<T> work) {
        try (Connection connection = connection()) {
            return queries.run(work, connection);
        } catch (SQLException e) {
            throw translate(e);
        }
    }

    /// Works in one transaction: committed when `work` returns, rolled back when it throws.
    ///
    /// @throws DatabaseUnavailable if no connection was to be had
    public <T extends @Nullable Object> T write(SqlWork<T> work) {
        try (Connection connection = connection()) {
            connection.setAutoCommit(false);
            try {
                T result = queries.run(work, connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollback(connection, e);
                throw e;
            }
            // The pool itself turns the automatic commit on again.
        } catch (SQLException e) {
            throw translate(e);
        }
    }

    /// Returns when the database answers.
    ///
    /// @throws DatabaseUnavailable or [DatabaseException] when it does not
    public void ping() {
        read(c -> Sql.number(c, "select 1"));
    }

    /// What its statements did.
    public QueryStatistics queries() {
        return queries;
    }

    public Dialect dialect() {
        return dialect;
    }

    /// The pool now; never blocks.
    public PoolFigures pool() {
        HikariPoolMXBean bean = pool.getHikariPoolMXBean();
        return bean == null
                ? new PoolFigures(0, pool.getMaximumPoolSize(), 0)
                : new PoolFigures(
                        bean.getActiveConnections(), pool.getMaximumPoolSize(), bean.getThreadsAwaitingConnection());
    }

    /// Open connections of the pool that wait for work; never blocks.
    public int idle() {
        HikariPoolMXBean bean = pool.getHikariPoolMXBean();
        return bean == null ? 0 : bean.getIdleConnections();
    }

    @Override
    public void close() {
        pool.close();
    }

    /// A connection that broke cannot roll back, and need not: what broke it is what the caller must hear of.
    private static void rollback(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException broken) {
            cause.addSuppressed(broken);
        }
    }

    private Connection connection() throws SQLException {
        try {
            return pool.getConnection();
        } catch (SQLTransientConnectionException e) {
            throw new DatabaseUnavailable("The database does not answer. Please try again in a moment.", e);
        }
    }

    private static RuntimeException translate(SQLException e) {
        boolean connectionLost = e instanceof SQLTransientConnectionException
                || e instanceof SQLNonTransientConnectionException
                || e instanceof SQLRecoverableException
                || (e.getSQLState() != null
                        && (e.getSQLState().startsWith("08") || e.getSQLState().startsWith("57P")));
        return connectionLost
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
