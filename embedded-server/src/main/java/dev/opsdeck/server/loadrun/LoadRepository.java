package dev.opsdeck.server.loadrun;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.opsdeck.api.loadruns.LoadFigures;
import dev.opsdeck.api.loadruns.LoadFindings;
import dev.opsdeck.api.loadruns.LoadModel;
import dev.opsdeck.api.loadruns.LoadPoint;
import dev.opsdeck.api.loadruns.LoadProfile;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadServerSide;
import dev.opsdeck.api.loadruns.LoadState;
import dev.opsdeck.api.loadruns.LoadStretch;
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
    private static final TypeReference<LoadFindings> FINDINGS = new TypeReference<>() {};
    private static final TypeReference<LoadServerSide> SERVER_SIDE = new TypeReference<>() {};
    private static final int LONGEST_JSON = 4_000;
    private static final int LONGEST_FINDINGS = 20_000;
    private static final int LONGEST_SERVER_SIDE = 100_000;

    private final Database database;
    private final Json json;

    LoadRepository(Database database, Json json) {
        this.database = database;
        this.json = json;
    }

    /// The run as it stands, and the seconds and stretches that came since the last time. False, and nothing is
    /// written, when it was taken for dead meanwhile.
    boolean save(LoadRun run, RunFigures measured, List<LoadPoint> added, List<LoadStretch> stretches, Instant now) {
        return database.write(c -> {
            LoadFigures figures = run.figures();
            int alive = Sql.update(
                    c,
                    """
                    update load_runs set state = ?, seen_at = ?, finished_at = ?, asked = ?, sent = ?, completed = ?,
                        errors = ?, errors_by_kind = ?, asked_per_second = ?, reached_per_second = ?,
                        lateness_millis_max = ?, response = ?, service = ?, lateness = ?, blocked = ?, verdict = ?, remarks = ?, reason = ?,
                        late = ?, findings = ?,
                        running_target = case when cast(? as varchar) = 'RUNNING' then running_target end
                    where id = ? and state = 'RUNNING'
                    """,
                    run.state(),
                    now,
                    run.finishedAt(),
                    figures.asked(),
                    figures.sent(),
                    figures.completed(),
                    figures.errors(),
                    text(figures.errorsByKind(), LONGEST_JSON),
                    figures.askedPerSecond(),
                    figures.reachedPerSecond(),
                    figures.latenessMillisMax(),
                    measured.response(),
                    measured.service(),
                    measured.delays().lateness(),
                    measured.delays().blocked(),
                    run.verdict(),
                    text(run.remarks(), LONGEST_JSON),
                    run.reason(),
                    figures.late(),
                    run.findings() == null ? null : text(run.findings(), LONGEST_FINDINGS),
                    run.state(),
                    run.id());
            if (alive == 1) {
                SeriesRepository.insert(c, run.id(), added, stretches);
            }
            return alive == 1;
        });
    }

    /// What the server under load said of itself.
    void saveServerSide(long id, LoadServerSide side) {
        String text = text(side, LONGEST_SERVER_SIDE);
        database.write(c -> Sql.update(c, "update load_runs set server_side = ? where id = ?", text, id));
    }

    /// Newest first.
    ///
    /// @param target only runs of it; null: all
    List<LoadRun> list(@Nullable String target, int limit, int offset) {
        return database.readPrimary(c -> target == null
                ? Sql.list(c, "select * from load_runs order by id desc limit ? offset ?", this::run, limit, offset)
                : Sql.list(
                        c,
                        "select * from load_runs where target = ? order by id desc limit ? offset ?",
                        this::run,
                        target,
                        limit,
                        offset));
    }

    /// Those that began in a stretch of time, newest first; the end is excluded.
    List<LoadRun> between(Instant from, Instant to, int limit) {
        return database.readPrimary(c -> Sql.list(
                c,
                "select * from load_runs where started_at >= ? and started_at < ? order by id desc"
                        + " fetch first ? rows only",
                this::run,
                from,
                to,
                limit));
    }

    /// Those of a profile that ran their time and began before that moment, newest first.
    List<LoadRun> done(LoadProfile profile, Instant before, int limit) {
        return database.readPrimary(c -> Sql.list(
                c,
                "select * from load_runs where profile = ? and state = 'DONE' and started_at < ? order by id desc"
                        + " fetch first ? rows only",
                this::run,
                profile,
                before,
                limit));
    }

    /// Those of a server against itself that ran their time and began before that moment, newest first.
    List<LoadRun> ownDone(String node, LoadProfile profile, Instant before, int limit) {
        return database.readPrimary(c -> Sql.list(
                c,
                "select * from load_runs where own_node = ? and profile = ? and state = 'DONE' and started_at < ?"
                        + " order by id desc fetch first ? rows only",
                this::run,
                node,
                profile,
                before,
                limit));
    }

    /// @param target only runs of it; null: all
    long count(@Nullable String target) {
        return database.readPrimary(c -> target == null
                ? Sql.number(c, "select count(*) from load_runs")
                : Sql.number(c, "select count(*) from load_runs where target = ?", target));
    }

    @Nullable
    LoadRun find(long id) {
        List<LoadRun> found =
                database.readPrimary(c -> Sql.list(c, "select * from load_runs where id = ?", this::run, id));
        return found.isEmpty() ? null : found.getFirst();
    }

    /// Marks a run as baseline; of the same target and profile there is one. Or takes the mark off.
    void baseline(LoadRun run, boolean baseline) {
        database.write(c -> Sql.update(c, """
                update load_runs set baseline = case when id = ? then ? else false end
                where target = ? and profile = ? and (id = ? or (baseline and ?))
                """, run.id(), baseline, run.target(), run.profile(), run.id(), baseline));
    }

    @Nullable
    LoadServerSide serverSide(long id) {
        List<LoadServerSide> found = database.readPrimary(c -> Sql.list(
                c,
                "select server_side from load_runs where id = ? and server_side is not null",
                row -> value(row.getString("server_side"), SERVER_SIDE),
                id));
        return found.isEmpty() ? null : found.getFirst();
    }

    private LoadRun run(ResultSet row) throws SQLException {
        String verdict = row.getString("verdict");
        String findings = row.getString("findings");
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
                row.getDouble("lateness_millis_max"),
                row.getLong("late"),
                DelaySums.decoded(row.getBytes("lateness"), row.getBytes("blocked")));
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
                row.getString("reason"),
                row.getInt("ramp_up_seconds"),
                row.getString("scenario"),
                row.getBoolean("baseline"),
                findings == null ? null : value(findings, FINDINGS));
    }

    private static Latency latency(byte @Nullable [] histogram) {
        return histogram == null ? Latency.NONE : Durations.decoded(histogram).latency();
    }

    private String text(Object value, int longest) {
        String text = new String(json.bytes(value), StandardCharsets.UTF_8);
        if (text.length() > longest) {
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
