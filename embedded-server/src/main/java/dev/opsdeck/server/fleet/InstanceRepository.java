package dev.opsdeck.server.fleet;

import dev.opsdeck.api.health.Instance;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Sql;
import java.time.Instant;
import java.util.List;

/// The table `instances`.
final class InstanceRepository {

    private final Database database;

    InstanceRepository(Database database) {
        this.database = database;
    }

    void beat(Instance self) {
        database.write(c -> {
            int known = Sql.update(
                    c, "update instances set heartbeat_at = ? where instance = ?", self.heartbeatAt(), self.instance());
            return known > 0
                    ? known
                    : Sql.update(
                            c,
                            "insert into instances (instance, version, host, started_at, heartbeat_at, database_kind)"
                                    + " values (?, ?, ?, ?, ?, ?)",
                            self.instance(),
                            self.version(),
                            self.host(),
                            self.startedAt(),
                            self.heartbeatAt(),
                            self.database());
        });
    }

    void remove(String instance) {
        database.write(c -> Sql.update(c, "delete from instances where instance = ?", instance));
    }

    void removeSilentSince(Instant limit) {
        database.write(c -> Sql.update(c, "delete from instances where heartbeat_at < ?", limit));
    }

    /// Those that gave a sign of life since then, oldest first.
    List<Instance> aliveSince(Instant limit) {
        return database.readPrimary(c -> Sql.list(
                c,
                "select instance, version, host, started_at, heartbeat_at, database_kind from instances"
                        + " where heartbeat_at >= ? order by started_at, instance",
                row -> new Instance(
                        row.getString("instance"),
                        row.getString("version"),
                        row.getString("host"),
                        Sql.instant(row, "started_at"),
                        Sql.instant(row, "heartbeat_at"),
                        row.getString("database_kind")),
                limit));
    }
}
