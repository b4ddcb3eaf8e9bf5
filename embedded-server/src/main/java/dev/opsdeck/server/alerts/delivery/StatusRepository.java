package dev.opsdeck.server.alerts.delivery;

import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The table `delivery_channels`: how the channels of this node do. Thread-safe.
final class StatusRepository {

    private final Database database;
    private final String node;

    StatusRepository(Database database, String node) {
        this.database = database;
        this.node = node;
    }

    /// @param lastError null: all went well since
    record Status(
            @Nullable Instant lastSuccessAt,
            @Nullable Instant lastFailureAt,
            @Nullable String lastError) {}

    /// Makes the rows of these channels, before anything else is asked of them.
    void prepare(List<String> channels) {
        database.write(c -> {
            for (String channel : channels) {
                if (Sql.number(
                                c,
                                "select count(*) from delivery_channels where node = ? and channel = ?",
                                node,
                                channel)
                        == 0) {
                    Sql.update(c, "insert into delivery_channels (node, channel) values (?, ?)", node, channel);
                }
            }
            return channels.size();
        });
    }

    Map<String, Status> all() {
        Map<String, Status> statuses = new HashMap<>();
        database.readPrimary(c -> {
            Sql.each(
                    c,
                    "select channel, last_success_at, last_failure_at, last_error from delivery_channels"
                            + " where node = ?",
                    row -> statuses.put(
                            row.getString("channel"),
                            new Status(
                                    Sql.nullableInstant(row, "last_success_at"),
                                    Sql.nullableInstant(row, "last_failure_at"),
                                    row.getString("last_error"))),
                    node);
            return statuses.size();
        });
        return statuses;
    }

    /// Writes how an attempt ended, in the caller's transaction.
    ///
    /// @param error null: well
    void attempted(Connection c, String channel, Instant at, @Nullable String error) throws SQLException {
        if (error == null) {
            Sql.update(
                    c,
                    "update delivery_channels set last_success_at = ?, last_error = null"
                            + " where node = ? and channel = ?",
                    at,
                    node,
                    channel);
        } else {
            Sql.update(
                    c,
                    "update delivery_channels set last_failure_at = ?, last_error = ? where node = ? and channel = ?",
                    at,
                    error,
                    node,
                    channel);
        }
    }

    /// As the other, in a transaction of its own.
    void attempted(String channel, Instant at, @Nullable String error) {
        database.write(c -> {
            attempted(c, channel, at, error);
            return true;
        });
    }

    /// Until when the last summary reached; empty before the first.
    Optional<Instant> summaryAt(String channel) {
        List<Instant> known = database.readPrimary(c -> Sql.list(
                c,
                "select summary_at from delivery_channels where node = ? and channel = ? and summary_at is not null",
                row -> Sql.instant(row, "summary_at"),
                node,
                channel));
        return known.stream().findFirst();
    }

    /// In the caller's transaction.
    void summaryAt(Connection c, String channel, Instant at) throws SQLException {
        Sql.update(c, "update delivery_channels set summary_at = ? where node = ? and channel = ?", at, node, channel);
    }
}
