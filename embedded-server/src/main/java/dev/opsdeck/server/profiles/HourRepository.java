package dev.opsdeck.server.profiles;

import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.http.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The table `profile_hours`. Each server writes its own hours, and reads those of all. Thread-safe.
final class HourRepository {

    private final Database database;
    private final Json json;
    private final String node;

    /// @param node whose hours are written
    HourRepository(Database database, Json json, String node) {
        this.database = database;
        this.json = json;
        this.node = node;
    }

    /// What is stored of an hour.
    ///
    /// @param at     its begin
    /// @param weight nanoseconds that the samples with a stack stand for
    record Hour(Instant at, long samples, long weight, List<SampleCounts.Row> rows) {

        Hour {
            rows = List.copyOf(rows);
        }
    }

    /// In place of what is stored of that hour.
    void save(Hour hour) {
        byte[] methods = json.bytes(hour.rows());
        database.write(c -> {
            Sql.update(c, "delete from profile_hours where node = ? and at_hour = ?", node, hour.at());
            return Sql.update(
                    c,
                    "insert into profile_hours (node, at_hour, samples, weight, methods) values (?, ?, ?, ?, ?)",
                    node,
                    hour.at(),
                    hour.samples(),
                    hour.weight(),
                    methods);
        });
    }

    /// What this server has stored of an hour.
    Optional<Hour> own(Instant at) {
        return database
                .readPrimary(c -> Sql.list(
                        c,
                        "select at_hour, samples, weight, methods from profile_hours where node = ? and at_hour = ?",
                        this::hour,
                        node,
                        at))
                .stream()
                .findFirst();
    }

    /// The hours of all servers since then, oldest first.
    List<Hour> since(Instant from) {
        return database.readPrimary(c -> Sql.list(
                c,
                "select at_hour, samples, weight, methods from profile_hours where at_hour >= ? order by at_hour, node",
                this::hour,
                from));
    }

    int trim(Instant before) {
        return database.write(c -> Sql.update(c, "delete from profile_hours where at_hour < ?", before));
    }

    private Hour hour(ResultSet row) throws SQLException {
        return new Hour(
                Sql.instant(row, "at_hour"),
                row.getLong("samples"),
                row.getLong("weight"),
                List.of(json.read(row.getBytes("methods"), SampleCounts.Row[].class)));
    }
}
