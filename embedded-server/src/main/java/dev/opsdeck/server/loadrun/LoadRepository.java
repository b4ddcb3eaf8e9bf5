package dev.opsdeck.server.loadrun;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.opsdeck.api.loadruns.LoadFigures;
import dev.opsdeck.api.loadruns.LoadModel;
import dev.opsdeck.api.loadruns.LoadPoint;
import dev.opsdeck.api.loadruns.LoadProfile;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadState;
import dev.opsdeck.api.loadruns.LoadVerdict;
import dev.opsdeck.api.metrics.Latency;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.http.Json;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Load runs in the database. Latencies are kept as histograms and read from them. Thread-safe.
final class LoadRepository {

    private static final TypeReference<Map<String, Long>> KINDS = new TypeReference<>() {};
    private static final TypeReference<List<String>> SENTENCES = new TypeReference<>() {};
    private static final int LONGEST_JSON = 4000;

    private final Database database;
    private final Json json;

    LoadRepository(Database database, Json json) {
        this.database = database;
        this.json = json;
    }

    /// A run that begins now; returns its id.
    long insert(RunOrder order, String target, Instant now) {
        return database.write(c -> Sql.insertReturningId(
                c,
                """
                insert into load_runs (profile, model, target, rate_per_second, users, duration_seconds, think_millis,
                                       state, started_at, seen_at)
                values (?, ?, ?, ?, ?, ?, ?, 'RUNNING', ?, ?)
                """,
                order.profile(),
                order.model(),
                target,
                order.ratePerSecond(),
                order.users(),
                order.durationSeconds(),
                order.thinkMillis(),
                now,
                now));
    }

    /// The run as it stands, and the seconds that came since the last time.
    void save(LoadRun run, byte[] response, byte[] service, List<LoadPoint> added, Instant now) {
        database.write(c -> {
            LoadFigures figures = run.figures();
            Sql.update(
                    c,
                    """
                    update load_runs set state = ?, seen_at = ?, finished_at = ?, asked = ?, sent = ?, completed = ?,
                        errors = ?, errors_by_kind = ?, asked_per_second = ?, reached_per_second = ?,
                        lateness_millis_max = ?, response = ?, service = ?, verdict = ?, remarks = ?, reason = ?
                    where id = ?
                    """,
                    run.state(),
                    now,
                    run.finishedAt(),
                    figures.asked(),
                    figures.sent(),
                    figures.completed(),
                    figures.errors(),
                    text(figures.errorsByKind()),
                    figures.askedPerSecond(),
                    figures.reachedPerSecond(),
                    figures.latenessMillisMax(),
                    response,
                    service,
                    run.verdict(),
                    text(run.remarks()),
                    run.reason(),
                    run.id());
            for (LoadPoint point : added) {
                Sql.update(
                        c,
                        """
                        insert into load_run_seconds (run_id, at_second, asked, completed, errors, p50_millis,
                                                      p95_millis, max_millis)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        """,
                        run.id(),
                        point.second(),
                        point.asked(),
                        point.completed(),
                        point.errors(),
                        point.p50Millis(),
                        point.p95Millis(),
                        point.maxMillis());
            }
            return run;
        });
    }

    /// Runs of processes that are gone: running ones that nobody has seen since then become failed.
    int failUnseenSince(Instant since, Instant now, String reason) {
        return database.write(c -> Sql.update(
                c,
                "update load_runs set state = 'FAILED', finished_at = ?, reason = ? where state = 'RUNNING' and seen_at < ?",
                now,
                reason,
                since));
    }

    /// Newest first.
    List<LoadRun> list(int limit, int offset) {
        return database.readPrimary(c ->
                Sql.list(c, "select * from load_runs order by id desc limit ? offset ?", this::run, limit, offset));
    }

    long count() {
        return database.readPrimary(c -> Sql.number(c, "select count(*) from load_runs"));
    }

    @Nullable
    LoadRun find(long id) {
        List<LoadRun> found =
                database.readPrimary(c -> Sql.list(c, "select * from load_runs where id = ?", this::run, id));
        return found.isEmpty() ? null : found.getFirst();
    }

    List<LoadPoint> seconds(long id) {
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
                        row.getDouble("max_millis")),
                id));
    }

    private LoadRun run(ResultSet row) throws SQLException {
        String verdict = row.getString("verdict");
        LoadFigures figures = new LoadFigures(
                row.getLong("asked"),
                row.getLong("sent"),
                row.getLong("completed"),
                row.getLong("errors"),
                value(row.getString("errors_by_kind"), KINDS),
                row.getDouble("asked_per_second"),
                row.getDouble("reached_per_second"),
                latency(row.getBytes("response")),
                latency(row.getBytes("service")),
                row.getDouble("lateness_millis_max"));
        return new LoadRun(
                row.getLong("id"),
                LoadProfile.valueOf(row.getString("profile")),
                LoadModel.valueOf(row.getString("model")),
                row.getString("target"),
                row.getDouble("rate_per_second"),
                row.getInt("users"),
                row.getInt("duration_seconds"),
                LoadState.valueOf(row.getString("state")),
                Sql.instant(row, "started_at"),
                Sql.nullableInstant(row, "finished_at"),
                figures,
                verdict == null ? null : LoadVerdict.valueOf(verdict),
                value(row.getString("remarks"), SENTENCES),
                row.getString("reason"));
    }

    private static Latency latency(byte @Nullable [] histogram) {
        return histogram == null ? Latency.NONE : Durations.decoded(histogram).latency();
    }

    private String text(Object value) {
        String text = new String(json.bytes(value), StandardCharsets.UTF_8);
        if (text.length() > LONGEST_JSON) {
            throw new IllegalStateException("longer than its column: " + text.length());
        }
        return text;
    }

    private <T> T value(String text, TypeReference<T> type) throws SQLException {
        try {
            return json.mapper().readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new SQLException("a load run's JSON column cannot be read", e);
        }
    }
}
