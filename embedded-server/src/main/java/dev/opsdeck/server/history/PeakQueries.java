package dev.opsdeck.server.history;

import dev.opsdeck.api.capacity.CapacityPeaks;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.history.PeakTally.Minute;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/// Reads the minutes of a period of all servers that share the database, a day at a time. Any thread.
final class PeakQueries {

    private static final Duration DAY = Duration.ofDays(1);

    private final Database database;

    PeakQueries(Database database) {
        this.database = database;
    }

    /// @param usersAdvised stretches with more users are looked for
    CapacityPeaks peaks(Instant from, Instant to, double usersAdvised) {
        PeakTally tally = new PeakTally(usersAdvised);
        for (Instant begin = from; begin.isBefore(to); begin = begin.plus(DAY)) {
            Instant after = begin;
            Instant until = begin.plus(DAY).isBefore(to) ? begin.plus(DAY) : to;
            database.readPrimary(c -> {
                Sql.each(
                        c,
                        "select node, at, samples, seconds, requests, load_requests, users_max, users_sum, db_max,"
                                + " memory_min, cpu_sum from samples where tier = ? and at > ? and at <= ? order by at, node",
                        row -> tally.add(minute(row)),
                        Tier.MINUTE.seconds(),
                        after,
                        until);
                return tally;
            });
            tally.endDay();
        }
        return tally.read(from, to);
    }

    private static Minute minute(ResultSet row) throws SQLException {
        int samples = Math.max(1, row.getInt("samples"));
        return new Minute(
                row.getString("node"),
                Sql.instant(row, "at"),
                row.getDouble("seconds"),
                row.getLong("requests"),
                row.getLong("load_requests"),
                row.getDouble("users_max"),
                row.getDouble("users_sum") / samples,
                row.getDouble("db_max"),
                row.getDouble("memory_min"),
                row.getDouble("cpu_sum") / samples);
    }
}
