package dev.opsdeck.server.alerts;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.AlertState;
import dev.opsdeck.api.alerts.AlertTransition;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.server.alerts.Turn.StateRow;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.http.Json;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The tables `alert_states`, `alert_nodes`, `alerts` and `alert_transitions`: writing what the engine did, and
/// finding it again after a restart. Thread-safe.
final class AlertRepository {

    /// Stands for all rules without a state of their own.
    private static final String MARK = "";

    private final Database database;
    private final Json json;
    private final String node;

    /// @param node which server this is, stable over restarts
    AlertRepository(Database database, Json json, String node) {
        this.database = database;
        this.json = json;
        this.node = node;
    }

    /// What a former process of this node left.
    ///
    /// @param rows  states of rules, by server
    /// @param until up to when everything of a server was evaluated
    /// @param open  alerts that are not over
    record Stored(List<StateRow> rows, Map<String, Instant> until, List<Alert> open) {

        Set<String> servers() {
            Set<String> servers = new HashSet<>(until.keySet());
            rows.forEach(row -> servers.add(row.server()));
            return servers;
        }

        Map<String, RuleState> states(String server) {
            Map<String, RuleState> states = new HashMap<>();
            rows.stream()
                    .filter(row -> row.server().equals(server))
                    .forEach(row -> states.put(row.rule(), row.state()));
            return states;
        }

        /// From when on a server must be evaluated again; null: it never was.
        @Nullable
        Instant since(String server) {
            Instant since = until.get(server);
            for (RuleState state : states(server).values()) {
                since = since == null || Objects.requireNonNull(state.at()).isBefore(since) ? state.at() : since;
            }
            return since;
        }

        List<Alert> open(String server) {
            return open.stream().filter(alert -> alert.server().equals(server)).toList();
        }
    }

    /// Stores turns, in their order, in one transaction; may come a second time.
    void store(List<Turn> turns) {
        Map<String, Alert> alerts = new LinkedHashMap<>();
        Map<String, StateRow> states = new LinkedHashMap<>();
        Map<String, Instant> marks = new HashMap<>();
        for (Turn turn : turns) {
            turn.alerts().forEach(alert -> alerts.put(alert.id(), alert));
            turn.states().forEach(row -> states.put(row.server() + '\n' + row.rule(), row));
            if (turn.at() != null) {
                marks.put(turn.server(), turn.at());
            }
        }
        List<AlertTransition> transitions =
                turns.stream().flatMap(turn -> turn.transitions().stream()).toList();
        database.write(c -> {
            if (!alerts.isEmpty()) {
                storeAlerts(c, alerts.values());
                storeTransitions(c, transitions);
            }
            storeStates(c, states.values());
            storeMarks(c, marks);
            return turns.size();
        });
    }

    /// What a former process left.
    Stored load() {
        return database.readPrimary(c -> {
            Map<String, Instant> until = new HashMap<>();
            List<StateRow> rows = new ArrayList<>();
            Sql.each(
                    c,
                    "select server, rule, at, body from alert_states where node = ?",
                    row -> {
                        String server = row.getString("server");
                        String rule = row.getString("rule");
                        Instant at = Sql.instant(row, "at");
                        if (rule.equals(MARK)) {
                            until.put(server, at);
                        } else {
                            rows.add(new StateRow(server, rule, new RuleState(at, levels(row.getString("body")))));
                        }
                    },
                    node);
            List<Alert> open = Sql.list(
                    c,
                    "select " + AlertQueries.COLUMNS + " from alerts where node = ? and state <> ?"
                            + " order by pending_since, id",
                    AlertQueries::alert,
                    node,
                    AlertState.RESOLVED);
            return new Stored(rows, until, open);
        });
    }

    /// Somebody has seen it; false when there is no such open alert.
    boolean acknowledge(String id, String by, Instant at, @Nullable String note) {
        return database.write(c -> {
            String owner = Sql.one(c, "select node from alerts where id = ?", row -> row.getString(1), id);
            return owner != null
                    && Sql.update(
                                    c,
                                    "update alerts set acknowledged_by = ?, acknowledged_at = ?, note = ?, changed = ?"
                                            + " where id = ? and state <> ?",
                                    by,
                                    at,
                                    note,
                                    next(c, owner, 1),
                                    id,
                                    AlertState.RESOLVED)
                            > 0;
        });
    }

    /// Forgets what ended before `limit`; what never fired, before `limitOfPending`.
    int trim(Instant limit, Instant limitOfPending) {
        return database.write(c -> Sql.update(
                c,
                "delete from alerts where resolved_at < ? or (resolved_at < ? and firing_since is null)",
                limit,
                limitOfPending));
    }

    private void storeAlerts(Connection c, Collection<Alert> alerts) throws SQLException {
        long changed = next(c, node, alerts.size()) - alerts.size();
        for (Alert alert : alerts) {
            changed++;
            int known = Sql.update(
                    c,
                    "update alerts set metric = ?, state = ?, reading = ?, threshold = ?, unit = ?, text = ?, link = ?,"
                            + " firing_since = ?, resolved_at = ?, silenced_by = ?, gap = ?, changed = ? where id = ?",
                    alert.metric(),
                    alert.state(),
                    alert.value(),
                    alert.threshold(),
                    alert.unit(),
                    alert.text(),
                    alert.link(),
                    alert.firingSince(),
                    alert.resolvedAt(),
                    alert.silencedBy(),
                    alert.gap(),
                    changed,
                    alert.id());
            if (known == 0) {
                Sql.update(
                        c,
                        "insert into alerts (id, node, server, rule, metric, severity, state, reading, threshold, unit,"
                                + " text, link, pending_since, firing_since, resolved_at, silenced_by, gap, changed)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        alert.id(),
                        node,
                        alert.server(),
                        alert.rule(),
                        alert.metric(),
                        alert.severity(),
                        alert.state(),
                        alert.value(),
                        alert.threshold(),
                        alert.unit(),
                        alert.text(),
                        alert.link(),
                        alert.pendingSince(),
                        alert.firingSince(),
                        alert.resolvedAt(),
                        alert.silencedBy(),
                        alert.gap(),
                        changed);
            }
        }
    }

    private static void storeTransitions(Connection c, List<AlertTransition> transitions) throws SQLException {
        Sql.batch(
                c, "delete from alert_transitions where alert_id = ? and to_state = ? and at = ?", transitions, step ->
                        new Object[] {step.alertId(), step.to(), step.at()});
        Sql.batch(
                c,
                "insert into alert_transitions (alert_id, at, to_state, from_state, severity, reading)"
                        + " values (?, ?, ?, ?, ?, ?)",
                transitions,
                step -> new @Nullable Object[] {
                    step.alertId(), step.at(), step.to(), step.from(), step.severity(), step.value()
                });
    }

    private void storeStates(Connection c, Collection<StateRow> states) throws SQLException {
        Sql.batch(c, "delete from alert_states where node = ? and server = ? and rule = ?", states, row ->
                new Object[] {node, row.server(), row.rule()});
        Sql.batch(
                c,
                "insert into alert_states (node, server, rule, at, body) values (?, ?, ?, ?, ?)",
                states.stream().filter(row -> !row.state().inactive()).toList(),
                row -> new Object[] {
                    node,
                    row.server(),
                    row.rule(),
                    Objects.requireNonNull(row.state().at()),
                    new String(json.bytes(row.state().levels()), StandardCharsets.UTF_8)
                });
    }

    private void storeMarks(Connection c, Map<String, Instant> marks) throws SQLException {
        for (Map.Entry<String, Instant> mark : marks.entrySet()) {
            int known = Sql.update(
                    c,
                    "update alert_states set at = ? where node = ? and server = ? and rule = ?",
                    mark.getValue(),
                    node,
                    mark.getKey(),
                    MARK);
            if (known == 0) {
                Sql.update(
                        c,
                        "insert into alert_states (node, server, rule, at, body) values (?, ?, ?, ?, '')",
                        node,
                        mark.getKey(),
                        MARK,
                        mark.getValue());
            }
        }
    }

    /// Forgets the states of a server that is not watched any more.
    void forget(String server) {
        database.write(c -> Sql.update(c, "delete from alert_states where node = ? and server = ?", node, server));
    }

    /// The last of `count` new numbers of a node. Until the transaction ends, nobody else gets one.
    private static long next(Connection c, String node, int count) throws SQLException {
        int known = Sql.update(c, "update alert_nodes set changed = changed + ? where node = ?", count, node);
        if (known == 0) {
            Sql.update(c, "insert into alert_nodes (node, changed) values (?, ?)", node, count);
        }
        return Sql.number(c, "select changed from alert_nodes where node = ?", node);
    }

    private Map<Severity, LevelState> levels(String body) {
        Levels levels = json.read(("{\"levels\":" + body + "}").getBytes(StandardCharsets.UTF_8), Levels.class);
        return levels.levels();
    }

    private record Levels(Map<Severity, LevelState> levels) {}
}
