package dev.opsdeck.server.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the primary how far its log is, on a thread and a connection of its own, and wakes those who watch replicas.
/// Closed by who made it.
final class PrimaryWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PrimaryWatch.class);

    /// What is inserted, not only what is written: under `synchronous_commit = off` a commit is answered before.
    private static final String POSITION =
            "select cast(pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0') as bigint) as at";

    static final String IDENTITY = "select system_identifier from pg_control_system()";

    private final PostgresServer server;
    private final LogMarks marks;
    private final LongSupplier nanos;
    private final Runnable looked;
    private final Pulse pulse = new Pulse();
    private final Thread thread;
    private volatile @Nullable Long identity;
    private @Nullable Connection connection;

    /// @param looked called by the watching thread after every look
    PrimaryWatch(PostgresServer server, LogMarks marks, LongSupplier nanos, Runnable looked) {
        this.server = server;
        this.marks = marks;
        this.nanos = nanos;
        this.looked = looked;
        this.thread = Thread.ofPlatform().daemon().name("opsdeck-primary-watch").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Look soon: something was committed.
    void ask() {
        pulse.ask();
    }

    /// Of which database cluster it is the primary; null as long as nobody knows.
    @Nullable
    Long identity() {
        return identity;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                look();
                looked.run();
                pulse.await();
            }
        } catch (InterruptedException ending) {
            LOG.debug("Watching the primary ends");
        } finally {
            disconnect();
        }
    }

    private void look() {
        try {
            Connection open = connection;
            if (open == null) {
                marks.clear();
                open = server.connectToWatch();
                connection = open;
                identity = Sql.number(open, IDENTITY);
            }
            long asked = nanos.getAsLong();
            marks.add(asked, Sql.number(open, POSITION));
        } catch (SQLException e) {
            // That the database is gone is said by the pool. Replicas are not read from as nobody knows how fresh they
            // are.
            LOG.debug("The primary could not be asked for its position", e);
            disconnect();
        }
    }

    private void disconnect() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException broken) {
                LOG.debug("A broken connection to the primary was closed", broken);
            }
        }
    }
}
