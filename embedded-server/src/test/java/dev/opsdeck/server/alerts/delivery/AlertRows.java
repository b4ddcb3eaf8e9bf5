package dev.opsdeck.server.alerts.delivery;

import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Sql;
import org.jspecify.annotations.Nullable;

/// Writes alerts as the engine stores them.
final class AlertRows {

    private AlertRows() {}

    /// In one transaction: new, or changed.
    static void store(Database database, String node, Alert alert) {
        database.write(c -> {
            int known = Sql.update(
                    c,
                    "update alerts set state = ?, resolved_at = ?, acknowledged_by = ?, acknowledged_at = ?,"
                            + " silenced_by = ?, changed = changed + 1 where id = ?",
                    alert.state(),
                    alert.resolvedAt(),
                    alert.acknowledgedBy(),
                    alert.acknowledgedAt(),
                    alert.silencedBy(),
                    alert.id());
            if (known == 0) {
                Sql.update(
                        c,
                        "insert into alerts (id, node, server, rule, metric, severity, state, reading, threshold, unit,"
                                + " text, link, pending_since, firing_since, resolved_at, gap, changed) values"
                                + " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
                        values(node, alert));
            }
            return known;
        });
    }

    private static @Nullable Object[] values(String node, Alert alert) {
        return new @Nullable Object[] {
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
            alert.gap()
        };
    }
}
