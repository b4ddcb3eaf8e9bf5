package dev.opsdeck.server.flushes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.opsdeck.api.caches.FlushFindings;
import dev.opsdeck.api.caches.FlushPoint;
import dev.opsdeck.api.caches.FlushResult;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.http.Json;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The table `flushes`, of all nodes. Thread-safe.
final class FlushRepository {

    private static final TypeReference<List<FlushResult.Dropped>> DROPPED = new TypeReference<>() {};
    private static final TypeReference<FlushFindings> FINDINGS = new TypeReference<>() {};
    private static final TypeReference<List<FlushPoint>> CURVE = new TypeReference<>() {};

    private final Database database;
    private final Json json;

    FlushRepository(Database database, Json json) {
        this.database = database;
        this.json = json;
    }

    /// A flush as it is kept.
    ///
    /// @param startedAt   when the process was started that was asked
    /// @param restartedAt when the next of the same node was, while the recovery was followed; else null
    /// @param findings    null while it is followed
    record Row(
            long id,
            String node,
            Instant at,
            @Nullable String cache,
            String actor,
            long entries,
            List<FlushResult.Dropped> dropped,
            Instant startedAt,
            @Nullable Instant restartedAt,
            @Nullable FlushFindings findings) {}

    /// @return its id
    long insert(String node, FlushResult result, @Nullable String cache, String actor, Instant startedAt) {
        String dropped = text(result.caches());
        return database.write(c -> Sql.insertReturningId(
                c,
                "insert into flushes (node, at, cache_name, actor, entries, dropped, started_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                node,
                result.at(),
                cache,
                actor,
                result.entries(),
                dropped,
                startedAt));
    }

    /// Newest first, without their curves.
    List<Row> list(int limit) {
        return database.readPrimary(c -> Sql.list(
                c, "select * from flushes order by at desc, id desc fetch first ? rows only", this::row, limit));
    }

    long count() {
        return database.readPrimary(c -> Sql.number(c, "select count(*) from flushes"));
    }

    @Nullable
    Row find(long id) {
        List<Row> found = database.readPrimary(c -> Sql.list(c, "select * from flushes where id = ?", this::row, id));
        return found.isEmpty() ? null : found.getFirst();
    }

    /// The stored curve; empty while there is none.
    List<FlushPoint> curve(long id) {
        List<List<FlushPoint>> found = database.readPrimary(c -> Sql.list(
                c,
                "select curve from flushes where id = ? and curve is not null",
                row -> value(row.getString("curve"), CURVE),
                id));
        return found.isEmpty() ? List.of() : found.getFirst();
    }

    /// Those of a node whose recovery is still followed, and those that no node followed to the end.
    ///
    /// @param abandoned made before
    List<Row> open(String node, Instant abandoned) {
        return database.readPrimary(c -> Sql.list(
                c,
                "select * from flushes where findings is null and (node = ? or at < ?) order by at",
                this::row,
                node,
                abandoned));
    }

    /// The moments of all flushes of a stretch of time but one; its beginning is excluded.
    List<Instant> others(long id, Instant after, Instant until) {
        return database.readPrimary(c -> Sql.list(
                c,
                "select at from flushes where at > ? and at <= ? and id <> ? order by at",
                row -> Sql.instant(row, "at"),
                after,
                until,
                id));
    }

    void settle(long id, FlushFindings findings, List<FlushPoint> curve) {
        String words = text(findings);
        String points = text(curve);
        database.write(
                c -> Sql.update(c, "update flushes set findings = ?, curve = ? where id = ?", words, points, id));
    }

    /// A new process of a node: the recoveries that it finds under way end with it.
    void restarted(String node, Instant at) {
        database.write(c -> Sql.update(
                c,
                "update flushes set restarted_at = ? where node = ? and findings is null and restarted_at is null"
                        + " and at < ?",
                at,
                node,
                at));
    }

    /// Forgets all but the newest.
    void keepNewest(int kept) {
        database.write(c -> Sql.update(
                c,
                "delete from flushes where id not in"
                        + " (select id from flushes order by at desc, id desc fetch first ? rows only)",
                kept));
    }

    private Row row(ResultSet row) throws SQLException {
        String findings = row.getString("findings");
        return new Row(
                row.getLong("id"),
                row.getString("node"),
                Sql.instant(row, "at"),
                row.getString("cache_name"),
                row.getString("actor"),
                row.getLong("entries"),
                value(row.getString("dropped"), DROPPED),
                Sql.instant(row, "started_at"),
                Sql.nullableInstant(row, "restarted_at"),
                findings == null ? null : value(findings, FINDINGS));
    }

    private String text(Object value) {
        return new String(json.bytes(value), StandardCharsets.UTF_8);
    }

    private <T> T value(String text, TypeReference<T> type) {
        try {
            return json.mapper().readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a flush's JSON column cannot be read", e);
        }
    }
}
