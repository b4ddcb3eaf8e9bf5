package dev.opsdeck.server.requests;

import dev.opsdeck.api.audits.AuditFault;
import dev.opsdeck.api.audits.AuditSlow;
import dev.opsdeck.api.requests.RequestEntry;
import dev.opsdeck.api.requests.RequestKind;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tables `request_log` and `request_log_settings`. Thread-safe.
final class RequestRepository {

    private static final String COLUMNS =
            "id, node, at, method, url, route, status, duration_millis, user_agent, load_run,"
                    + " error, message, left_out, trace_id";

    private final Database database;

    RequestRepository(Database database) {
        this.database = database;
    }

    /// An entry and why it is kept.
    record Kept(RequestKind kind, RequestEntry entry) {}

    /// What is asked for.
    ///
    /// @param from  included
    /// @param to    excluded
    /// @param route a part of the route; null: any
    record Filter(
            RequestKind kind,
            Instant from,
            Instant to,
            @Nullable String route) {}

    void store(List<Kept> rows) {
        database.write(c -> {
            // A batch may come a second time after a commit whose answer was lost.
            Sql.batch(c, "delete from request_log where kind = ? and id = ? and node = ?", rows, row ->
                    new Object[] {row.kind, row.entry.id(), row.entry.node()});
            Sql.batch(
                    c,
                    "insert into request_log (kind, " + COLUMNS
                            + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    rows,
                    RequestRepository::values);
            return rows.size();
        });
    }

    /// Newest first.
    List<RequestEntry> list(Filter filter, @Nullable RequestCursor after, int limit) {
        List<@Nullable Object> params = new ArrayList<>();
        String where = where(filter, params);
        if (after != null) {
            where += " and id <= ? and (id < ? or node < ?)";
            params.addAll(List.of(after.id(), after.id(), after.node()));
        }
        params.add(limit);
        String sql = "select " + COLUMNS + " from request_log where " + where
                + " order by id desc, node desc fetch first ? rows only";
        return database.read(c -> Sql.list(c, sql, RequestRepository::entry, params.toArray()));
    }

    long count(Filter filter) {
        List<@Nullable Object> params = new ArrayList<>();
        String sql = "select count(*) from request_log where " + where(filter, params);
        return database.read(c -> Sql.number(c, sql, params.toArray()));
    }

    /// When the oldest request that is kept was answered; null when none is.
    @Nullable
    Instant since() {
        List<Instant> first = database.read(c -> Sql.list(
                c, "select at from request_log order by at fetch first 1 rows only", row -> Sql.instant(row, "at")));
        return first.isEmpty() ? null : first.getFirst();
    }

    /// Failed requests by route, status and error, most first.
    List<AuditFault> faults(Instant from, Instant to, int limit) {
        return database.read(c -> Sql.list(
                c,
                """
                select g.route, g.status, g.error, g.requests, g.first_at, g.last_at,
                       (select max(r.message) from request_log r where r.kind = 'ERROR' and r.id = g.last_id) as message
                from (select route, status, error, count(*) + sum(left_out) as requests, min(at) as first_at,
                             max(at) as last_at, max(id) as last_id
                      from request_log where kind = 'ERROR' and at >= ? and at < ?
                      group by route, status, error) g
                order by g.requests desc, g.route, g.status, g.error
                fetch first ? rows only
                """,
                row -> new AuditFault(
                        row.getString("route"),
                        row.getInt("status"),
                        row.getString("error"),
                        row.getString("message"),
                        row.getLong("requests"),
                        Sql.instant(row, "first_at"),
                        Sql.instant(row, "last_at")),
                from,
                to,
                limit));
    }

    /// Slow requests by route, slowest first.
    List<AuditSlow> slow(Instant from, Instant to, int limit) {
        return database.read(c -> Sql.list(
                c,
                """
                select g.route, g.requests, w.duration_millis, w.at, w.url
                from (select r.route, count(*) + sum(r.left_out) as requests,
                             (select x.id from request_log x
                              where x.kind = 'SLOW' and x.route = r.route and x.at >= ? and x.at < ?
                              order by x.duration_millis desc, x.id, x.node fetch first 1 rows only) as worst,
                             (select x.node from request_log x
                              where x.kind = 'SLOW' and x.route = r.route and x.at >= ? and x.at < ?
                              order by x.duration_millis desc, x.id, x.node fetch first 1 rows only) as worst_node
                      from request_log r where r.kind = 'SLOW' and r.at >= ? and r.at < ?
                      group by r.route) g
                join request_log w on w.kind = 'SLOW' and w.id = g.worst and w.node = g.worst_node
                order by w.duration_millis desc, g.route
                fetch first ? rows only
                """,
                row -> new AuditSlow(
                        row.getString("route"),
                        row.getLong("requests"),
                        row.getDouble("duration_millis"),
                        Sql.instant(row, "at"),
                        row.getString("url")),
                from,
                to,
                from,
                to,
                from,
                to,
                limit));
    }

    /// Forgets what came before `limit`, and of each kind all but the newest `most`.
    int trim(Instant limit, int most) {
        int old = database.write(c -> Sql.update(c, "delete from request_log where at < ?", limit));
        for (RequestKind kind : RequestKind.values()) {
            old += database.write(c -> Sql.update(
                    c,
                    "delete from request_log where kind = ? and id <= (select id from request_log where kind = ?"
                            + " order by id desc, node desc offset ? rows fetch first 1 rows only)",
                    kind,
                    kind,
                    most));
        }
        return old;
    }

    /// The threshold that somebody set; null when nobody did.
    @Nullable
    Integer slowMillis() {
        List<Integer> set = database.read(c -> Sql.list(
                c,
                "select slow_millis from request_log_settings where id = 1 and slow_millis is not null",
                row -> row.getInt(1)));
        return set.isEmpty() ? null : set.getFirst();
    }

    void saveSlowMillis(int millis) {
        database.write(c -> Sql.update(c, "update request_log_settings set slow_millis = ? where id = 1", millis));
    }

    private static String where(Filter filter, List<@Nullable Object> params) {
        params.addAll(List.of(filter.kind, filter.from, filter.to));
        if (filter.route == null) {
            return "kind = ? and at >= ? and at < ?";
        }
        params.add(filter.route);
        return "kind = ? and at >= ? and at < ? and position(? in route) > 0";
    }

    private static @Nullable Object[] values(Kept row) {
        RequestEntry entry = row.entry;
        return new @Nullable Object[] {
            row.kind,
            entry.id(),
            entry.node(),
            entry.at(),
            entry.method(),
            entry.url(),
            entry.route(),
            entry.status(),
            entry.durationMillis(),
            entry.userAgent(),
            entry.loadRun(),
            entry.error(),
            entry.message(),
            entry.leftOut(),
            entry.traceId()
        };
    }

    private static RequestEntry entry(ResultSet row) throws SQLException {
        return new RequestEntry(
                row.getLong("id"),
                row.getString("node"),
                Sql.instant(row, "at"),
                row.getString("method"),
                row.getString("url"),
                row.getString("route"),
                row.getInt("status"),
                row.getDouble("duration_millis"),
                row.getString("user_agent"),
                row.getBoolean("load_run"),
                row.getString("error"),
                row.getString("message"),
                row.getLong("left_out"),
                row.getString("trace_id"));
    }
}
