package dev.opsdeck.server.sync;

import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When the schedules of the sources were last obeyed. Thread-safe, also between servers.
final class ScheduleRepository {

    private static final String SELECT =
            "select name, schedule, schedule_zone, last_scheduled from sync_sources where schedule is not null";

    private final Database database;

    ScheduleRepository(Database database) {
        this.database = database;
    }

    /// A source with a schedule.
    ///
    /// @param zone null for one that was stored before schedules had zones
    /// @param last what is due after this moment is to be run; null if nobody has looked at it yet
    record Scheduled(
            String source,
            String cron,
            @Nullable String zone,
            @Nullable Instant last) {}

    List<Scheduled> all() {
        return database.write(c -> Sql.list(c, SELECT + " order by name", ScheduleRepository::scheduled));
    }

    @Nullable
    Scheduled find(String source) {
        List<Scheduled> found =
                database.readPrimary(c -> Sql.list(c, SELECT + " and name = ?", ScheduleRepository::scheduled, source));
        return found.isEmpty() ? null : found.getFirst();
    }

    /// Moves the schedule on; false if another server did, or somebody changed it.
    boolean claim(Scheduled seen, Instant at) {
        return database.write(c -> Sql.update(
                        c,
                        "update sync_sources set last_scheduled = ? where name = ? and schedule = ? and last_scheduled"
                                + " is not distinct from cast(? as timestamp(3) with time zone)",
                        at,
                        seen.source(),
                        seen.cron(),
                        seen.last()))
                == 1;
    }

    private static Scheduled scheduled(ResultSet row) throws SQLException {
        return new Scheduled(
                row.getString("name"),
                row.getString("schedule"),
                row.getString("schedule_zone"),
                Sql.nullableInstant(row, "last_scheduled"));
    }
}
