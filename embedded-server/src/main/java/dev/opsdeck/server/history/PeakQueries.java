package dev.opsdeck.server.history;

import dev.opsdeck.api.capacity.CapacityPeaks;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.history.PeakTally.Minute;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/// Reads the minutes of a period of all servers that share the database, in a few parts. Any thread.
final class PeakQueries {

    /// Few, so that it is not one statement repeated again and again; not one, so that a quarter is not in memory at
    /// once.
    private static final int PARTS = 4;

    private final Database database;

    PeakQueries(Database database) {
        this.database = database;
    }

    /// @param usersAdvised stretches with more users are looked for
    CapacityPeaks peaks(Instant from, Instant to, double usersAdvised) {
        PeakTally tally = new PeakTally(from, usersAdvised);
        Duration length = Duration.between(from, to);
        for (int part = 0; part < PARTS; part++) {
            Instant after = from.plus(length.multipliedBy(part).dividedBy(PARTS));
            Instant until = from.plus(length.multipliedBy(part + 1L).dividedBy(PARTS));
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
        }
        return tally.read(to);
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
