package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadPoint;
import dev.opsdeck.api.loadruns.LoadStretch;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;

/// The seconds and stretches of load runs in the database. Thread-safe.
final class SeriesRepository {

    private final Database database;

    SeriesRepository(Database database) {
        this.database = database;
    }

    /// Adds to a run, on the connection of whoever saves it.
    static void insert(Connection c, long run, List<LoadPoint> points, List<LoadStretch> stretches)
            throws SQLException {
        Sql.batch(c, """
                insert into load_run_seconds (run_id, at_second, asked, completed, errors, p50_millis, p95_millis,
                                              max_millis, lateness_p95_millis, blocked_p95_millis)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, points, point -> new Object[] {
            run,
            point.second(),
            point.asked(),
            point.completed(),
            point.errors(),
            point.p50Millis(),
            point.p95Millis(),
            point.maxMillis(),
            point.latenessP95Millis(),
            point.blockedP95Millis()
        });
        Sql.batch(c, """
                insert into load_run_stretches (run_id, at_second, seconds, call_name, completed, errors, response)
                values (?, ?, ?, ?, ?, ?, ?)
                """, stretches, stretch -> new Object[] {
            run,
            stretch.second(),
            stretch.seconds(),
            stretch.call(),
            stretch.completed(),
            stretch.errors(),
            Base64.getDecoder().decode(stretch.response())
        });
    }

    List<LoadPoint> seconds(long run) {
        return database.readPrimary(c -> Sql.list(
                c,
                "select * from load_run_seconds where run_id = ? order by at_second",
                row -> new LoadPoint(
                        row.getInt("at_second"),
                        row.getLong("asked"),
                        row.getLong("completed"),
                        row.getLong("errors"),
                        row.getDouble("p50_millis"),
                        row.getDouble("p95_millis"),
                        row.getDouble("max_millis"),
                        row.getObject("lateness_p95_millis", Double.class),
                        row.getObject("blocked_p95_millis", Double.class)),
                run));
    }

    /// In the order of time, those of one time by call.
    List<LoadStretch> stretches(long run) {
        return database.readPrimary(c -> Sql.list(
                c,
                "select * from load_run_stretches where run_id = ? order by at_second, call_name",
                row -> new LoadStretch(
                        row.getInt("at_second"),
                        row.getInt("seconds"),
                        row.getString("call_name"),
                        row.getLong("completed"),
                        row.getLong("errors"),
                        Base64.getEncoder().encodeToString(row.getBytes("response"))),
                run));
    }
}
