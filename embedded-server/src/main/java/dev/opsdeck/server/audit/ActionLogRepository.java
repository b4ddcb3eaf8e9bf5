package dev.opsdeck.server.audit;

import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.DatabaseException;
import dev.opsdeck.server.db.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The table `action_log`.
final class ActionLogRepository {

    private final Database database;
    private final String node;

    /// @param node which server writes; all of them are read
    ActionLogRepository(Database database, String node) {
        this.database = database;
        this.node = node;
    }

    void store(List<LogEntry> entries) {
        try {
            database.write(c -> insert(c, entries));
        } catch (DatabaseException e) {
            if (!e.constraintViolated()) {
                throw e;
            }
            // The batch came a second time, after a commit whose answer was lost.
            database.write(c -> {
                Sql.batch(c, "delete from action_log where id = ? and node = ?", entries, entry ->
                        new Object[] {entry.id(), node});
                return insert(c, entries);
            });
        }
    }

    private int insert(Connection c, List<LogEntry> entries) throws SQLException {
        Sql.batch(
                c,
                "insert into action_log (id, node, at, until_at, kind, text, actor) values (?, ?, ?, ?, ?, ?, ?)",
                entries,
                entry -> new @Nullable Object[] {
                    entry.id(), node, entry.at(), entry.until(), entry.kind(), entry.text(), entry.actor()
                });
        return entries.size();
    }

    /// Newest first; from included, to excluded.
    List<LogEntry> list(Instant from, Instant to, int limit) {
        return database.readPrimary(c -> Sql.list(
                c,
                "select id, at, until_at, kind, text, actor from action_log where at >= ? and at < ?"
                        + " order by at desc, id desc fetch first ? rows only",
                ActionLogRepository::entry,
                from,
                to,
                limit));
    }

    long count(Instant from, Instant to) {
        return database.readPrimary(
                c -> Sql.number(c, "select count(*) from action_log where at >= ? and at < ?", from, to));
    }

    int deleteBefore(Instant limit) {
        return database.write(c -> Sql.update(c, "delete from action_log where at < ?", limit));
    }

    private static LogEntry entry(ResultSet row) throws SQLException {
        return new LogEntry(
                row.getLong("id"),
                Sql.instant(row, "at"),
                Sql.nullableInstant(row, "until_at"),
                LogEntry.Kind.valueOf(row.getString("kind")),
                row.getString("text"),
                row.getString("actor"));
    }
}
