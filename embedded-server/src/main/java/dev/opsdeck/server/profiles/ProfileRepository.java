package dev.opsdeck.server.profiles;

import dev.opsdeck.api.profiles.Profile;
import dev.opsdeck.api.profiles.ProfileDetail;
import dev.opsdeck.api.profiles.ProfileFigures;
import dev.opsdeck.api.profiles.ProfileReason;
import dev.opsdeck.api.profiles.ProfileState;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.http.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The table `profiles`. Every server lists the profiles of all. Thread-safe.
final class ProfileRepository {

    private static final String COLUMNS = "id, node, reason, asked_by, alert_id, state, began_at, ended_at, seconds,"
            + " samples, file_bytes, failure";
    private static final int MAX_ACTOR = 200;
    private static final int MAX_FAILURE = 1_024;

    private final Database database;
    private final Json json;
    private final String node;

    /// @param node whose profiles are written; all are read
    ProfileRepository(Database database, Json json, String node) {
        this.database = database;
        this.json = json;
        this.node = node;
    }

    String node() {
        return node;
    }

    /// One that begins now.
    ///
    /// @return its number
    long insert(ProfileReason reason, @Nullable String askedBy, @Nullable String alertId, Instant now, int seconds) {
        return database.write(c -> Sql.insertReturningId(
                c,
                "insert into profiles (node, reason, asked_by, alert_id, state, began_at, seconds)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                node,
                reason,
                askedBy == null ? null : cut(askedBy, MAX_ACTOR),
                alertId,
                ProfileState.RECORDING,
                now,
                seconds));
    }

    /// It is recorded.
    void recorded(long id, Instant began, Instant ended, int seconds) {
        database.write(c -> Sql.update(
                c,
                "update profiles set state = ?, began_at = ?, ended_at = ?, seconds = ? where id = ?",
                ProfileState.READING,
                began,
                ended,
                seconds,
                id));
    }

    void done(long id, ProfileFigures figures, long fileBytes) {
        byte[] text = json.bytes(figures);
        database.write(c -> Sql.update(
                c,
                "update profiles set state = ?, samples = ?, file_bytes = ?, figures = ? where id = ?",
                ProfileState.DONE,
                figures.samples(),
                fileBytes,
                text,
                id));
    }

    void failed(long id, String sentence) {
        database.write(c -> Sql.update(
                c,
                "update profiles set state = ?, failure = ? where id = ?",
                ProfileState.FAILED,
                cut(sentence, MAX_FAILURE),
                id));
    }

    /// Newest first.
    List<Profile> list(int limit) {
        return database.readPrimary(c -> Sql.list(
                c,
                "select " + COLUMNS + " from profiles order by id desc fetch first ? rows only",
                ProfileRepository::profile,
                limit));
    }

    long count() {
        return database.readPrimary(c -> Sql.number(c, "select count(*) from profiles"));
    }

    /// Those of this node, newest first.
    List<Profile> own() {
        return database.readPrimary(c -> Sql.list(
                c,
                "select " + COLUMNS + " from profiles where node = ? order by id desc",
                ProfileRepository::profile,
                node));
    }

    Optional<ProfileDetail> find(long id) {
        return database
                .readPrimary(c -> Sql.list(
                        c,
                        "select " + COLUMNS + ", figures from profiles where id = ?",
                        row -> new ProfileDetail(profile(row), figures(row)),
                        id))
                .stream()
                .findFirst();
    }

    /// The one that was kept for an alert.
    Optional<Long> ofAlert(String alertId) {
        return database
                .readPrimary(c -> Sql.list(
                        c,
                        "select id from profiles where alert_id = ? order by id desc fetch first 1 rows only",
                        row -> row.getLong("id"),
                        alertId))
                .stream()
                .findFirst();
    }

    /// The last one of this node that was kept for an alert at such a time.
    Optional<Long> ofAlertsBetween(Instant from, Instant to) {
        return database
                .readPrimary(c -> Sql.list(
                        c,
                        "select id from profiles where node = ? and reason = ? and ended_at >= ? and ended_at <= ?"
                                + " order by id desc fetch first 1 rows only",
                        row -> row.getLong("id"),
                        node,
                        ProfileReason.ALERT,
                        from,
                        to))
                .stream()
                .findFirst();
    }

    int delete(long id) {
        return database.write(c -> Sql.update(c, "delete from profiles where id = ?", id));
    }

    private @Nullable ProfileFigures figures(ResultSet row) throws SQLException {
        byte[] text = row.getBytes("figures");
        return text == null ? null : json.read(text, ProfileFigures.class);
    }

    private static Profile profile(ResultSet row) throws SQLException {
        return new Profile(
                row.getLong("id"),
                row.getString("node"),
                ProfileReason.valueOf(row.getString("reason")),
                row.getString("asked_by"),
                row.getString("alert_id"),
                ProfileState.valueOf(row.getString("state")),
                Sql.instant(row, "began_at"),
                Sql.nullableInstant(row, "ended_at"),
                row.getInt("seconds"),
                row.getLong("samples"),
                row.getLong("file_bytes"),
                row.getString("failure"));
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
