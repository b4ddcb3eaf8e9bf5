package dev.opsdeck.server.sync;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.sync.FeedFormat;
import dev.opsdeck.api.sync.RowIssue;
import dev.opsdeck.api.sync.SyncCounts;
import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.api.sync.SyncState;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.DatabaseException;
import dev.opsdeck.server.db.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Runs, their lock and their issues. Thread-safe.
final class SyncRepository {

    private static final int KEPT_RUNS = 100;

    private final Database database;

    SyncRepository(Database database) {
        this.database = database;
    }

    /// Takes the lock of the source and starts a run; null if another run holds it.
    @Nullable
    Long begin(String source, Instant at) {
        try {
            return database.write(c -> {
                Sql.update(c, """
                        delete from sync_runs where source = ? and running_source is null and id not in (
                            select id from sync_runs where source = ? order by id desc
                            fetch first\s""" + KEPT_RUNS + " rows only)", source, source);
                return Sql.insertReturningId(
                        c,
                        "insert into sync_runs (source, running_source, state, started_at, heartbeat_at)"
                                + " values (?, ?, ?, ?, ?)",
                        source,
                        source,
                        SyncState.RUNNING,
                        at,
                        at);
            });
        } catch (DatabaseException e) {
            if (e.constraintViolated()) {
                return null;
            }
            throw e;
        }
    }

    /// Says that the run lives, and how far it is. False if the run was declared dead meanwhile.
    boolean beat(SyncRun run, Instant at) {
        return database.write(c -> Sql.update(
                        c,
                        "update sync_runs set heartbeat_at = ?, format = ?, rows_read = ?, rejected = ?, repeated = ?,"
                                + " warnings = ? where id = ? and state = ?",
                        at,
                        run.format(),
                        run.counts().read(),
                        run.counts().rejected(),
                        run.counts().repeated(),
                        run.counts().warnings(),
                        run.id(),
                        SyncState.RUNNING))
                == 1;
    }

    /// Ends the run and gives its lock back. False if it was declared dead meanwhile.
    boolean finish(SyncRun run) {
        return database.write(c -> finish(c, run));
    }

    /// As [#finish(SyncRun)], inside the caller's transaction.
    static boolean finish(Connection c, SyncRun run) throws SQLException {
        SyncCounts counts = run.counts();
        return Sql.update(
                        c,
                        """
                        update sync_runs set running_source = null, state = ?, finished_at = ?, format = ?, rows_read = ?,
                            added = ?, changed = ?, unchanged = ?, archived = ?, rejected = ?, repeated = ?,
                            warnings = ?, reason = ? where id = ? and state = ?""",
                        run.state(),
                        run.finishedAt(),
                        run.format(),
                        counts.read(),
                        counts.added(),
                        counts.changed(),
                        counts.unchanged(),
                        counts.archived(),
                        counts.rejected(),
                        counts.repeated(),
                        counts.warnings(),
                        run.reason(),
                        run.id(),
                        SyncState.RUNNING)
                == 1;
    }

    /// Marks runs as failed that were silent since `before`: their processes are dead. Says how many.
    int fail(Instant before, Instant at) {
        return database.write(c -> Sql.update(
                c,
                "update sync_runs set running_source = null, state = ?, finished_at = ?, reason = ?"
                        + " where state = ? and heartbeat_at <= ?",
                SyncState.FAILED,
                at,
                "The server stopped in the middle of the run; the catalogue is as before. Start it again.",
                SyncState.RUNNING,
                before));
    }

    Page<SyncRun> list(int limit, int offset) {
        return database.readPrimary(c -> new Page<>(
                Sql.list(
                        c,
                        "select * from sync_runs order by id desc offset ? rows fetch first ? rows only",
                        SyncRepository::run,
                        offset,
                        limit),
                Sql.number(c, "select count(*) from sync_runs"),
                null));
    }

    @Nullable
    SyncRun find(long id) {
        return first(database.readPrimary(
                c -> Sql.list(c, "select * from sync_runs where id = ?", SyncRepository::run, id)));
    }

    /// The latest run of a source.
    @Nullable
    SyncRun latest(String source) {
        return first(database.readPrimary(c -> Sql.list(
                c,
                "select * from sync_runs where source = ? order by id desc fetch first 1 rows only",
                SyncRepository::run,
                source)));
    }

    void addIssues(long run, int firstSeq, List<RowIssue> issues) {
        if (issues.isEmpty()) {
            return;
        }
        database.write(c -> {
            AtomicInteger seq = new AtomicInteger(firstSeq);
            Sql.batch(c, """
                    insert into sync_issues (run_id, seq, kind, line, row_id, field, field_value, reason)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""", issues, issue -> new @Nullable Object[] {
                run,
                seq.getAndIncrement(),
                issue.kind(),
                issue.line(),
                issue.rowId(),
                issue.field(),
                issue.value(),
                issue.reason()
            });
            return issues.size();
        });
    }

    Page<RowIssue> issues(long run, int limit, int offset) {
        return database.readPrimary(c -> new Page<>(
                Sql.list(
                        c,
                        "select * from sync_issues where run_id = ? order by seq offset ? rows fetch first ? rows only",
                        SyncRepository::issue,
                        run,
                        offset,
                        limit),
                Sql.number(c, "select count(*) from sync_issues where run_id = ?", run),
                null));
    }

    /// When runs of that time ended that changed the catalogue, in order.
    List<Instant> publishedBetween(Instant after, Instant until) {
        return database.readPrimary(c -> Sql.list(
                c,
                "select finished_at from sync_runs where finished_at > ? and finished_at <= ? and state in (?, ?)"
                        + " order by finished_at",
                row -> Sql.instant(row, "finished_at"),
                after,
                until,
                SyncState.DONE,
                SyncState.ROLLED_BACK));
    }

    private static RowIssue issue(ResultSet row) throws SQLException {
        return new RowIssue(
                RowIssue.Kind.valueOf(row.getString("kind")),
                row.getLong("line"),
                row.getString("row_id"),
                row.getString("field"),
                row.getString("field_value"),
                row.getString("reason"));
    }

    private static SyncRun run(ResultSet row) throws SQLException {
        String format = row.getString("format");
        return new SyncRun(
                row.getLong("id"),
                row.getString("source"),
                SyncState.valueOf(row.getString("state")),
                Sql.instant(row, "started_at"),
                Sql.nullableInstant(row, "finished_at"),
                format == null ? null : FeedFormat.valueOf(format),
                new SyncCounts(
                        row.getLong("rows_read"),
                        row.getLong("added"),
                        row.getLong("changed"),
                        row.getLong("unchanged"),
                        row.getLong("archived"),
                        row.getLong("rejected"),
                        row.getLong("repeated"),
                        row.getLong("warnings")),
                null,
                row.getString("reason"));
    }

    private static @Nullable SyncRun first(List<SyncRun> rows) {
        return rows.isEmpty() ? null : rows.getFirst();
    }
}
