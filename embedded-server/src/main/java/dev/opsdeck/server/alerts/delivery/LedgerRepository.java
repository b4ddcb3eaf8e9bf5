package dev.opsdeck.server.alerts.delivery;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.server.alerts.AlertQueries;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What this node has to tell, and what it told: reads `alerts`, keeps `delivery_told`, `delivery_groups` and
/// `delivery_origins`. One thread calls it.
final class LedgerRepository {

    private static final String ALERT = "select " + AlertQueries.COLUMNS + " from alerts a";

    private final Database database;
    private final OutboxRepository outbox;
    private final String node;

    LedgerRepository(Database database, OutboxRepository outbox, String node) {
        this.database = database;
        this.outbox = outbox;
        this.node = node;
    }

    Ledger load() {
        return database.readPrimary(c -> {
            List<Told> told = Sql.list(
                    c,
                    "select channel, alert_id, acknowledged, told_at from delivery_told where node = ?",
                    row -> new Told(
                            row.getString("channel"),
                            row.getString("alert_id"),
                            row.getBoolean("acknowledged"),
                            Sql.instant(row, "told_at")),
                    node);
            Map<String, Instant> groups = new HashMap<>();
            Sql.each(
                    c,
                    "select server, flush_at from delivery_groups where node = ?",
                    row -> groups.put(row.getString("server"), Sql.instant(row, "flush_at")),
                    node);
            Set<String> busy = new HashSet<>(Sql.list(
                    c,
                    "select distinct channel from notifications where node = ? and state = 'WAITING'",
                    row -> row.getString(1),
                    node));
            return new Ledger(openAlerts(c), told, groups, busy);
        });
    }

    private List<Alert> openAlerts(Connection c) throws SQLException {
        return Sql.list(
                c,
                ALERT + " where a.node = ? and a.state = 'FIRING' union all " + ALERT
                        + " where a.node = ? and a.state = 'RESOLVED' and exists"
                        + " (select 1 from delivery_told t where t.node = ? and t.alert_id = a.id)",
                AlertQueries::alert,
                node,
                node,
                node);
    }

    /// Writes all of it or nothing.
    void commit(Plan plan, Instant now) {
        database.write(c -> {
            outbox.add(c, plan.drafts(), now);
            List<Told> gone = java.util.stream.Stream.concat(plan.over().stream(), plan.told().stream())
                    .toList();
            Sql.batch(c, "delete from delivery_told where node = ? and channel = ? and alert_id = ?", gone, row ->
                    new Object[] {node, row.channel(), row.alertId()});
            Sql.batch(
                    c,
                    "insert into delivery_told (node, channel, alert_id, acknowledged, told_at) values (?, ?, ?, ?, ?)",
                    plan.told(),
                    row -> new Object[] {node, row.channel(), row.alertId(), row.acknowledged(), row.at()});
            Sql.batch(
                    c,
                    "delete from delivery_groups where node = ? and server = ?",
                    plan.groups().keySet(),
                    server -> new Object[] {node, server});
            List<Map.Entry<String, Optional<Instant>>> kept = plan.groups().entrySet().stream()
                    .filter(group -> group.getValue().isPresent())
                    .toList();
            Sql.batch(
                    c,
                    "insert into delivery_groups (node, server, flush_at) values (?, ?, ?)",
                    kept,
                    group -> new @Nullable Object[] {
                        node, group.getKey(), group.getValue().orElse(null)
                    });
            return kept.size();
        });
    }

    /// What fired in that time, for a summary: how many of each severity, the first of them, and what fires now.
    News.Day day(String server, Instant from, Instant to, int most) {
        return database.readPrimary(c -> {
            String within = " where a.node = ? and a.firing_since >= ? and a.firing_since < ?";
            Map<Severity, Long> counts = new HashMap<>();
            Sql.each(
                    c,
                    "select a.severity, count(*) as number from alerts a" + within + " group by a.severity",
                    row -> counts.put(Severity.valueOf(row.getString("severity")), row.getLong("number")),
                    node,
                    from,
                    to);
            List<Alert> fired = Sql.list(
                    c,
                    ALERT + within + " order by a.firing_since, a.id fetch first ? rows only",
                    AlertQueries::alert,
                    node,
                    from,
                    to,
                    most);
            List<Alert> open = Sql.list(
                    c,
                    ALERT + " where a.node = ? and a.state = 'FIRING' order by a.firing_since, a.id fetch first ?"
                            + " rows only",
                    AlertQueries::alert,
                    node,
                    most);
            long openInAll = Sql.number(c, "select count(*) from alerts where node = ? and state = 'FIRING'", node);
            return new News.Day(
                    server,
                    from,
                    to,
                    counts.getOrDefault(Severity.WARNING, 0L),
                    counts.getOrDefault(Severity.CRITICAL, 0L),
                    fired,
                    open,
                    openInAll);
        });
    }

    /// The random name of this node, made up at its first start.
    String origin(String made) {
        return database.write(c -> {
            String known = Sql.one(
                    c, "select origin from delivery_origins where node = ?", row -> row.getString("origin"), node);
            if (known == null) {
                Sql.update(c, "insert into delivery_origins (node, origin) values (?, ?)", node, made);
                return made;
            }
            return known;
        });
    }

    /// Rows whose alert is not kept any more.
    void trim() {
        database.write(c -> Sql.update(
                c,
                "delete from delivery_told where node = ?"
                        + " and not exists (select 1 from alerts a where a.id = delivery_told.alert_id)",
                node));
    }
}
