package dev.opsdeck.server.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// How to connect to one PostgreSQL server, directly or through a pooler such as PgBouncer that gives every transaction
/// another connection. Nothing is ever set on a session: it could belong to somebody else in the next moment. What the
/// URL says goes before what stands here. Thread-safe.
///
/// The statement timeout is the server's own when the connection is direct. A pooler refuses such a setting at
/// the start of a connection, so that there the driver counts the time and asks the server to cancel. Either way
/// the socket gives up soon after, should the server not answer at all.
final class PostgresServer {

    private static final int SOCKET_GRACE_SECONDS = 2;
    private static final int CONNECT_SECONDS = 3;
    private static final int LOGIN_SECONDS = 5;
    private static final int WATCH_SECONDS = 2;
    private static final int UNTIMED_SECONDS = 3_600;

    private final String url;
    private final @Nullable String user;
    private final @Nullable String password;
    private final Duration statementTimeout;

    PostgresServer(String url, @Nullable String user, @Nullable String password, Duration statementTimeout) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.statementTimeout = statementTimeout;
    }

    /// For requests: with the statement timeout.
    Connection connect(boolean behindPooler) throws SQLException {
        Properties properties = properties(seconds(statementTimeout) + SOCKET_GRACE_SECONDS, behindPooler);
        if (behindPooler) {
            properties.setProperty("queryTimeout", String.valueOf(seconds(statementTimeout)));
        } else {
            properties.setProperty("options", "-c statement_timeout=" + statementTimeout.toMillis());
        }
        return DriverManager.getConnection(url, properties);
    }

    /// For work that may take long, such as a migration: only a server that is silent for an hour is given up.
    Connection connectUntimed(boolean behindPooler) throws SQLException {
        return DriverManager.getConnection(url, properties(UNTIMED_SECONDS, behindPooler));
    }

    /// For watching: a server that does not answer at once is as good as gone.
    Connection connectToWatch() throws SQLException {
        Properties properties = properties(WATCH_SECONDS, true);
        properties.setProperty("connectTimeout", String.valueOf(WATCH_SECONDS));
        properties.setProperty("loginTimeout", String.valueOf(WATCH_SECONDS));
        return DriverManager.getConnection(url, properties);
    }

    /// Whether a pooler stands in between: it presents itself with another process than the one that does the
    /// work. With PostgreSQL itself the two are the same by its protocol (manual, 54.7, BackendKeyData).
    boolean behindPooler() throws SQLException {
        try (Connection connection = connectToWatch()) {
            long works = Sql.number(connection, "select pg_backend_pid()");
            return works != connection.unwrap(PGConnection.class).getBackendPID();
        }
    }

    /// Where it is, without secrets.
    @Override
    public String toString() {
        return DatabaseSettings.masked(url).replaceAll("[?].*", "").replace("jdbc:postgresql:", "");
    }

    /// @param behindPooler then no statement is prepared on the server under a name: the next transaction of this
    ///                     client runs on another connection, which does not know it
    private Properties properties(long socketSeconds, boolean behindPooler) {
        Properties properties = new Properties();
        properties.setProperty("user", user == null ? "" : user);
        properties.setProperty("password", password == null ? "" : password);
        properties.setProperty("ApplicationName", "opsdeck");
        properties.setProperty("connectTimeout", String.valueOf(CONNECT_SECONDS));
        properties.setProperty("loginTimeout", String.valueOf(LOGIN_SECONDS));
        properties.setProperty("cancelSignalTimeout", String.valueOf(WATCH_SECONDS));
        if (url.contains("socketFactory=") || url.contains("socketTimeout=")) {
            properties.setProperty("socketTimeout", String.valueOf(socketSeconds));
        } else {
            properties.setProperty("socketFactory", WatchedSockets.class.getName());
            properties.setProperty(
                    "socketFactoryArg",
                    String.valueOf(Duration.ofSeconds(socketSeconds).toMillis()));
        }
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("reWriteBatchedInserts", "true");
        if (behindPooler) {
            properties.setProperty("prepareThreshold", "0");
        }
        return properties;
    }

    /// The driver knows whole seconds only.
    private static long seconds(Duration duration) {
        return Math.max(1, duration.plusMillis(999).toSeconds());
    }
}
