package dev.opsdeck.server.requests;

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
