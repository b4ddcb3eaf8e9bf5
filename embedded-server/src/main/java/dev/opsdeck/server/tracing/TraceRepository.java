package dev.opsdeck.server.tracing;

import dev.opsdeck.api.traces.SpanKind;
import dev.opsdeck.api.traces.Trace;
import dev.opsdeck.api.traces.TraceReason;
import dev.opsdeck.api.traces.TraceSpan;
import dev.opsdeck.api.traces.TraceSummary;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.http.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The table `traces`. Thread-safe.
final class TraceRepository {

    private static final String COLUMNS =
            "id, node, trace_id, reason, kind, at, name, route, status, duration_millis," + " span_count, load_run";

    /// Requests of one trace id that are shown together; whoever sends more of them with the same header sees the
    /// last.
    private static final int MOST_PARTS = 50;

    private final Database database;
    private final Json json;

    TraceRepository(Database database, Json json) {
        this.database = database;
        this.json = json;
    }

    /// A trace and its place in the list.
    record Row(long id, Trace trace) {}

    /// A row without its spans.
    record Listed(TraceCursor cursor, TraceSummary summary) {}

    /// What is asked for.
    ///
    /// @param route a part of the route; null: any
    /// @param error whether it failed; null: either
    record Filter(
            @Nullable String route, int minMillis, @Nullable Boolean error) {}

    void store(List<Row> rows) {
        database.write(c -> {
            // A batch may come a second time after a commit whose answer was lost.
            Sql.batch(c, "delete from traces where id = ? and node = ?", rows, row ->
                    new Object[] {row.id, row.trace.summary().node()});
            Sql.batch(
                    c,
                    "insert into traces (" + COLUMNS + ", spans) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    rows,
                    this::values);
            return rows.size();
        });
    }

    /// The one that ended last first.
    List<Listed> list(Filter filter, @Nullable TraceCursor after, int limit) {
        List<@Nullable Object> params = new ArrayList<>();
        String where = where(filter, params);
        if (after != null) {
            where += " and id <= ? and (id < ? or node < ?)";
            params.addAll(List.of(after.id(), after.id(), after.node()));
        }
        params.add(limit);
        String sql = "select " + COLUMNS + " from traces where " + where
                + " order by id desc, node desc fetch first ? rows only";
        return database.read(c -> Sql.list(
                c,
                sql,
                row -> new Listed(new TraceCursor(row.getLong("id"), row.getString("node")), summary(row)),
                params.toArray()));
    }

    long count(Filter filter) {
        List<@Nullable Object> params = new ArrayList<>();
        String sql = "select count(*) from traces where " + where(filter, params);
        return database.read(c -> Sql.number(c, sql, params.toArray()));
    }

    /// The requests of a trace, or its run.
    List<Trace> find(String traceId) {
        return database.read(c -> Sql.list(
                c,
                "select " + COLUMNS + ", spans from traces where trace_id = ? order by id desc fetch first ? rows only",
                row -> new Trace(summary(row), List.of(json.read(row.getBytes("spans"), TraceSpan[].class))),
                traceId,
                MOST_PARTS));
    }

    /// Forgets for each reason all but the newest `most`.
    int trim(int most) {
        int old = 0;
        for (TraceReason reason : TraceReason.values()) {
            old += database.write(c -> Sql.update(
                    c,
                    "delete from traces where reason = ? and id <= (select id from traces where reason = ?"
                            + " order by id desc, node desc offset ? rows fetch first 1 rows only)",
                    reason,
                    reason,
                    most));
        }
        return old;
    }

    private static String where(Filter filter, List<@Nullable Object> params) {
        params.add(filter.minMillis);
        String where = "duration_millis >= ?";
        if (filter.route != null) {
            where += " and position(? in route) > 0";
            params.add(filter.route);
        }
        if (filter.error != null) {
            where += filter.error ? " and reason = 'ERROR'" : " and reason <> 'ERROR'";
        }
        return where;
    }

    private @Nullable Object[] values(Row row) {
        TraceSummary summary = row.trace.summary();
        return new @Nullable Object[] {
            row.id,
            summary.node(),
            summary.id(),
            summary.reason(),
            summary.kind(),
            summary.at(),
            summary.name(),
            summary.route(),
            summary.status(),
            summary.durationMillis(),
            summary.spans(),
            summary.loadRun(),
            json.bytes(row.trace.spans())
        };
    }

    private static TraceSummary summary(ResultSet row) throws SQLException {
        Long status = Sql.nullableLong(row, "status");
        return new TraceSummary(
                row.getString("trace_id"),
                row.getString("node"),
                TraceReason.valueOf(row.getString("reason")),
                SpanKind.valueOf(row.getString("kind")),
                Sql.instant(row, "at"),
                row.getString("name"),
                row.getString("route"),
                status == null ? null : status.intValue(),
                row.getDouble("duration_millis"),
                row.getInt("span_count"),
                row.getBoolean("load_run"));
    }
}
