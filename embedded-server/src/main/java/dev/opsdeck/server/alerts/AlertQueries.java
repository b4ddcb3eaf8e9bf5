package dev.opsdeck.server.alerts;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.api.alerts.AlertTransition;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Stored alerts, for pages and for delivery. Thread-safe.
public final class AlertQueries {

    /// What [#alert] reads.
    public static final String COLUMNS =
            "id, server, rule, metric, severity, state, reading, threshold, unit, text, link,"
                    + " pending_since, firing_since, resolved_at, acknowledged_by, acknowledged_at, note, silenced_by,"
                    + " notifications, gap";

    private final Database database;

    public AlertQueries(Database database) {
        this.database = database;
    }

    /// An alert as it was when it changed.
    ///
    /// @param changed rises with every change of an alert of the node
    public record Changed(long changed, Alert alert) {}

    /// What is asked for; null: any.
    ///
    /// @param from not over then
    /// @param to   pending before
    record Filter(
            @Nullable AlertState state,
            @Nullable String server,
            @Nullable String rule,
            @Nullable Severity severity,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /// Alerts of a node that changed after a number, in the order of their numbers: each once, as it is now. Who
    /// remembers the last number misses none; an alert that changed twice in between is there with its last change.
    public List<Changed> changedAfter(String node, long changed, int limit) {
        return database.readPrimary(c -> Sql.list(
                c,
                "select " + COLUMNS + ", changed from alerts where node = ? and changed > ? order by changed"
                        + " fetch first ? rows only",
                row -> new Changed(row.getLong("changed"), alert(row)),
                node,
                changed,
                limit));
    }

    /// Alerts of all nodes that fired at some time within a stretch, oldest first.
    ///
    /// @param to excluded
    List<Alert> fired(Instant from, Instant to) {
        return database.readPrimary(c -> Sql.list(
                c,
                "select " + COLUMNS + " from alerts where firing_since < ? and (resolved_at is null or resolved_at > ?)"
                        + " order by firing_since, id",
                AlertQueries::alert,
                to,
                from));
    }

    /// The alerts of a node that fire now, oldest first.
    public List<Alert> firing(String node) {
        return database.readPrimary(c -> Sql.list(
                c,
                "select " + COLUMNS + " from alerts where node = ? and state = ? order by pending_since, id",
                AlertQueries::alert,
                node,
                AlertState.FIRING));
    }

    /// So many more messages about these alerts have gone out. Not a change that anybody is told of.
    public void notified(List<String> ids) {
        database.write(c -> {
            Sql.batch(c, "update alerts set notifications = notifications + 1 where id = ?", ids, id ->
                    new Object[] {id});
            return ids.size();
        });
    }

    /// Newest first. Alerts that ended while they were pending are left out.
    List<Alert> list(Filter filter, @Nullable AlertCursor after, int limit) {
        List<@Nullable Object> params = new ArrayList<>();
        String where = where(filter, params);
        if (after != null) {
            where += " and pending_since <= ? and (pending_since < ? or id < ?)";
            params.addAll(List.of(after.at(), after.at(), after.id()));
        }
        params.add(limit);
        String sql = "select " + COLUMNS + " from alerts where " + where
                + " order by pending_since desc, id desc fetch first ? rows only";
        return database.readPrimary(c -> Sql.list(c, sql, AlertQueries::alert, params.toArray()));
    }

    long count(Filter filter) {
        List<@Nullable Object> params = new ArrayList<>();
        String sql = "select count(*) from alerts where " + where(filter, params);
        return database.readPrimary(c -> Sql.number(c, sql, params.toArray()));
    }

    /// Every firing alert, of all nodes.
    List<Alert> firing() {
        return database.readPrimary(c -> Sql.list(
                c, "select " + COLUMNS + " from alerts where state = ?", AlertQueries::alert, AlertState.FIRING));
    }

    /// Alerts of a node that are not over.
    List<Alert> open(String node) {
        return database.readPrimary(c -> Sql.list(
                c,
                "select " + COLUMNS + " from alerts where node = ? and state <> ?",
                AlertQueries::alert,
                node,
                AlertState.RESOLVED));
    }

    Optional<Alert> get(String id) {
        return database
                .readPrimary(
                        c -> Sql.list(c, "select " + COLUMNS + " from alerts where id = ?", AlertQueries::alert, id))
                .stream()
                .findFirst();
    }

    /// The steps of an alert, oldest first.
    List<AlertTransition> transitions(String id) {
        return database.readPrimary(c -> Sql.list(
                c,
                "select alert_id, at, from_state, to_state, severity, reading from alert_transitions"
                        + " where alert_id = ? order by at, case to_state when 'PENDING' then 0 when 'FIRING' then 1"
                        + " else 2 end",
                AlertQueries::transition,
                id));
    }

    private static String where(Filter filter, List<@Nullable Object> params) {
        StringBuilder where = new StringBuilder("(firing_since is not null or state <> 'RESOLVED')");
        add(where, params, " and state = ?", filter.state);
        add(where, params, " and server = ?", filter.server);
        add(where, params, " and rule = ?", filter.rule);
        add(where, params, " and severity = ?", filter.severity);
        add(where, params, " and (resolved_at is null or resolved_at > ?)", filter.from);
        add(where, params, " and pending_since < ?", filter.to);
        return where.toString();
    }

    private static void add(
            StringBuilder where, List<@Nullable Object> params, String condition, @Nullable Object value) {
        if (value != null) {
            where.append(condition);
            params.add(value);
        }
    }

    /// The alert of a row with these columns.
    public static Alert alert(ResultSet row) throws SQLException {
        return new Alert(
                row.getString("id"),
                row.getString("rule"),
                row.getString("metric"),
                Severity.valueOf(row.getString("severity")),
                AlertState.valueOf(row.getString("state")),
                Sql.nullableDouble(row, "reading"),
                row.getDouble("threshold"),
                row.getString("unit"),
                row.getString("server"),
                Sql.instant(row, "pending_since"),
                Sql.nullableInstant(row, "firing_since"),
                Sql.nullableInstant(row, "resolved_at"),
                row.getString("acknowledged_by"),
                Sql.nullableInstant(row, "acknowledged_at"),
                row.getString("note"),
                Sql.nullableLong(row, "silenced_by"),
                null,
                row.getString("text"),
                row.getString("link"),
                row.getInt("notifications"),
                row.getBoolean("gap"));
    }

    private static AlertTransition transition(ResultSet row) throws SQLException {
        String from = row.getString("from_state");
        return new AlertTransition(
                row.getString("alert_id"),
                Sql.instant(row, "at"),
                from == null ? null : AlertState.valueOf(from),
                AlertState.valueOf(row.getString("to_state")),
                Severity.valueOf(row.getString("severity")),
                Sql.nullableDouble(row, "reading"));
    }
}
