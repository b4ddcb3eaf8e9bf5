package dev.opsdeck.server.alerts;

import dev.opsdeck.api.alerts.Recurrence;
import dev.opsdeck.api.alerts.Severity;
import dev.opsdeck.api.alerts.Silence;
import dev.opsdeck.api.alerts.SilenceDraft;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.http.Json;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The table `silences`. Thread-safe.
final class SilenceRepository {

    private static final String COLUMNS =
            "id, rule, server, severity, from_at, until_at, recurrence, reason, author, created_at";

    private final Database database;
    private final Json json;

    SilenceRepository(Database database, Json json) {
        this.database = database;
        this.json = json;
    }

    /// Those that are not over, oldest first.
    List<Silence> notOver(Instant now) {
        return database.readPrimary(c ->
                Sql.list(c, "select " + COLUMNS + " from silences where until_at > ? order by id", this::silence, now));
    }

    /// Those that held at some time within a stretch, oldest first.
    ///
    /// @param to excluded
    List<Silence> between(Instant from, Instant to) {
        return database.readPrimary(c -> Sql.list(
                c,
                "select " + COLUMNS + " from silences where from_at < ? and until_at > ? order by id",
                this::silence,
                to,
                from));
    }

    /// The last ones, newest first.
    List<Silence> list(int limit) {
        return database.readPrimary(c -> Sql.list(
                c,
                "select " + COLUMNS + " from silences order by id desc fetch first ? rows only",
                this::silence,
                limit));
    }

    Silence add(SilenceDraft draft, Instant from, String author, Instant now) {
        Recurrence hours = draft.recurrence();
        long id = database.write(c -> Sql.insertReturningId(
                c,
                "insert into silences (rule, server, severity, from_at, until_at, recurrence, reason, author,"
                        + " created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                draft.rule(),
                draft.server(),
                draft.severity(),
                from,
                draft.until(),
                hours == null ? null : new String(json.bytes(hours), StandardCharsets.UTF_8),
                draft.reason(),
                author,
                now));
        return new Silence(
                id,
                draft.rule(),
                draft.server(),
                draft.severity(),
                from,
                draft.until(),
                hours,
                draft.reason(),
                author,
                now);
    }

    /// Ends it now, unless it is over.
    ///
    /// @return as it is now; empty when there is no such silence
    Optional<Silence> end(long id, Instant now) {
        List<Silence> ended = database.write(c -> {
            Sql.update(
                    c,
                    "update silences set until_at = ?, from_at = case when from_at > ? then ? else from_at end"
                            + " where id = ? and until_at > ?",
                    now,
                    now,
                    now,
                    id,
                    now);
            return Sql.list(c, "select " + COLUMNS + " from silences where id = ?", this::silence, id);
        });
        return ended.stream().findFirst();
    }

    int trim(Instant limit) {
        return database.write(c -> Sql.update(c, "delete from silences where until_at < ?", limit));
    }

    private Silence silence(ResultSet row) throws SQLException {
        String severity = row.getString("severity");
        String hours = row.getString("recurrence");
        return new Silence(
                row.getLong("id"),
                row.getString("rule"),
                row.getString("server"),
                severity == null ? null : Severity.valueOf(severity),
                Sql.instant(row, "from_at"),
                Sql.instant(row, "until_at"),
                hours == null ? null : json.read(hours.getBytes(StandardCharsets.UTF_8), Recurrence.class),
                row.getString("reason"),
                row.getString("author"),
                Sql.instant(row, "created_at"));
    }
}
