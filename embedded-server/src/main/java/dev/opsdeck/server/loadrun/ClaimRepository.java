package dev.opsdeck.server.loadrun;

import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.DatabaseException;
import dev.opsdeck.server.db.Sql;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which servers are under a run's load, among all that share the database. The row of a run that is under way is the
/// claim, a unique key the lock, and the run's sign of life keeps it; no session of the database is held. Thread-safe.
final class ClaimRepository {

    private final Database database;

    ClaimRepository(Database database) {
        this.database = database;
    }

    /// @param server    under load, in one spelling
    /// @param runBy     which server makes the run
    /// @param startedBy who wanted it
    record Claim(String server, String runBy, String startedBy) {}

    /// A run that holds a claim.
    record Holder(long id, String target, String runBy, String startedBy, Instant startedAt) {}

    /// A run that begins now; its id, or null when another one holds its server.
    ///
    /// @param ownNode name of the server that puts load on itself; null for another target
    @Nullable
    Long insert(RunOrder order, String target, @Nullable String ownNode, Claim claim, Instant now) {
        try {
            return database.write(c -> Sql.insertReturningId(
                    c,
                    """
                    insert into load_runs (profile, model, target, rate_per_second, users, duration_seconds, think_millis,
                                           ramp_up_seconds, scenario, own_node, running_target, run_by, started_by,
                                           state, started_at, seen_at)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'RUNNING', ?, ?)
                    """,
                    order.profile(),
                    order.model(),
                    target,
                    order.ratePerSecond(),
                    order.users(),
                    order.durationSeconds(),
                    order.thinkMillis(),
                    order.rampUpSeconds(),
                    order.scenario().name(),
                    ownNode,
                    claim.server(),
                    claim.runBy(),
                    claim.startedBy(),
                    now,
                    now));
        } catch (DatabaseException e) {
            if (e.constraintViolated()) {
                return null;
            }
            throw e;
        }
    }

    /// The run that puts load on a server; null when there is none.
    @Nullable
    Holder holder(String server) {
        return first("running_target = ?", server);
    }

    /// A run that is under way, wherever; null when it is not.
    @Nullable
    Holder holder(long id) {
        return first("id = ? and running_target is not null", id);
    }

    /// Signs of life of runs that are under way.
    void beat(Collection<Long> ids, Instant now) {
        database.write(c -> {
            Sql.batch(c, "update load_runs set seen_at = ? where id = ? and state = 'RUNNING'", List.copyOf(ids), id ->
                    new Object[] {now, id});
            return ids.size();
        });
    }

    /// Runs of processes that are gone: running ones that nobody has seen since then become failed.
    int failUnseenSince(Instant since, Instant now, String reason) {
        return database.write(c -> Sql.update(
                c,
                "update load_runs set state = 'FAILED', running_target = null, finished_at = ?, reason = ?"
                        + " where state = 'RUNNING' and seen_at < ?",
                now,
                reason,
                since));
    }

    private @Nullable Holder first(String condition, Object value) {
        List<Holder> found = database.readPrimary(c -> Sql.list(
                c,
                "select id, target, run_by, started_by, started_at from load_runs where " + condition,
                row -> new Holder(
                        row.getLong("id"),
                        row.getString("target"),
                        row.getString("run_by"),
                        row.getString("started_by"),
                        Sql.instant(row, "started_at")),
                value));
        return found.isEmpty() ? null : found.getFirst();
    }
}
