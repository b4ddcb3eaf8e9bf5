package dev.opsdeck.server.alerts.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.opsdeck.api.alerts.Alert;
import dev.opsdeck.api.alerts.Notification;
import dev.opsdeck.api.alerts.NotificationEvent;
import dev.opsdeck.api.alerts.NotificationState;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.http.Json;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The table `notifications`. Thread-safe.
final class OutboxRepository {

    /// So many wait for a channel at most: beyond it the oldest are given up. What still fires is told anew.
    static final int MOST_WAITING = 1_000;

    static final Duration KEPT = Duration.ofDays(90);

    private static final String COLUMNS = "id, channel, event, state, created_at, sent_at, attempts, next_attempt_at,"
            + " error, dedup_key, alert_ids";

    private final Database database;
    private final Json json;
    private final String node;

    OutboxRepository(Database database, Json json, String node) {
        this.database = database;
        this.json = json;
        this.node = node;
    }

    /// A message that waits.
    ///
    /// @param message null: what was stored cannot be read
    record Waiting(
            long id,
            Instant createdAt,
            int attempts,
            Instant nextAttemptAt,
            @Nullable Message message) {}

    /// In the caller's transaction.
    void add(Connection c, List<Draft> drafts, Instant now) throws SQLException {
        Sql.batch(
                c,
                "insert into notifications (node, channel, event, state, created_at, attempts, next_attempt_at,"
                        + " dedup_key, alert_ids, body) values (?, ?, ?, 'WAITING', ?, 0, ?, ?, ?, ?)",
                drafts,
                draft -> new Object[] {
                    node,
                    draft.channel(),
                    draft.event(),
                    now,
                    now,
                    draft.dedupKey(),
                    ids(draft.news()),
                    new String(json.bytes(draft.news()), StandardCharsets.UTF_8)
                });
        for (String channel : drafts.stream().map(Draft::channel).distinct().toList()) {
            giveUpOldest(c, channel);
        }
    }

    /// Its alerts count as not told, so that those that still fire are told anew.
    private void giveUpOldest(Connection c, String channel) throws SQLException {
        List<Long> ids = new ArrayList<>();
        Set<String> alerts = new HashSet<>();
        Sql.each(
                c,
                "select id, alert_ids from notifications where node = ? and channel = ? and state = 'WAITING'"
                        + " order by id desc offset ? rows",
                row -> {
                    ids.add(row.getLong("id"));
                    alerts.addAll(split(row.getString("alert_ids")));
                },
                node,
                channel,
                MOST_WAITING);
        Sql.batch(
                c,
                "update notifications set state = 'FAILED', next_attempt_at = null, body = '', error = ? where id = ?",
                ids,
                id -> new Object[] {"Given up: " + MOST_WAITING + " newer ones wait.", id});
        Sql.batch(c, "delete from delivery_told where node = ? and channel = ? and alert_id = ?", alerts, alert ->
                new Object[] {node, channel, alert});
    }

    /// The oldest message of that channel that is not delivered.
    Optional<Waiting> head(String channel) {
        List<Waiting> first = database.readPrimary(c -> Sql.list(
                c,
                "select " + COLUMNS + ", body from notifications where node = ? and channel = ? and state = 'WAITING'"
                        + " order by id fetch first 1 rows only",
                this::waiting,
                node,
                channel));
        return first.stream().findFirst();
    }

    /// Writes how an attempt ended, in the caller's transaction.
    ///
    /// @param next when it is tried again; null: never
    void attempted(
            Connection c, long id, NotificationState state, Instant at, @Nullable Instant next, @Nullable String error)
            throws SQLException {
        boolean sent = state == NotificationState.SENT;
        Sql.update(
                c,
                "update notifications set state = ?, attempts = attempts + 1, sent_at = ?, next_attempt_at = ?,"
                        + " error = ? where id = ? and state = 'WAITING'",
                state,
                sent ? at : null,
                next,
                error,
                id);
        if (state != NotificationState.WAITING) {
            Sql.update(c, "update notifications set body = '' where id = ?", id);
        }
        if (sent) {
            String ids = Sql.one(c, "select alert_ids from notifications where id = ?", row -> row.getString(1), id);
            Sql.batch(
                    c,
                    "update alerts set notifications = notifications + 1 where id = ?",
                    split(ids == null ? "" : ids),
                    alert -> new Object[] {alert});
        }
    }

    /// A message that was sent past the outbox, for the log.
    void log(Draft draft, NotificationState state, Instant at, @Nullable String error) {
        database.write(c -> Sql.update(
                c,
                "insert into notifications (node, channel, event, state, created_at, sent_at, attempts, error,"
                        + " dedup_key, alert_ids, body) values (?, ?, ?, ?, ?, ?, 1, ?, ?, '', '')",
                node,
                draft.channel(),
                draft.event(),
                state,
                at,
                state == NotificationState.SENT ? at : null,
                error,
                draft.dedupKey()));
    }

    /// How many wait for each channel of this node.
    Map<String, Long> waiting() {
        Map<String, Long> counts = new TreeMap<>();
        database.readPrimary(c -> {
            Sql.each(
                    c,
                    "select channel, count(*) as number from notifications where node = ? and state = 'WAITING'"
                            + " group by channel",
                    row -> counts.put(row.getString("channel"), row.getLong("number")),
                    node);
            return counts.size();
        });
        return counts;
    }

    /// Those of all servers that share the database, newest first.
    ///
    /// @param before only those with a smaller id
    List<Notification> list(long before, int limit) {
        return database.readPrimary(c -> Sql.list(
                c,
                "select " + COLUMNS + " from notifications where id < ? order by id desc fetch first ? rows only",
                OutboxRepository::notification,
                before,
                limit));
    }

    long count() {
        return database.readPrimary(c -> Sql.number(c, "select count(*) from notifications"));
    }

    /// Forgets what was delivered or given up long ago.
    void trim(Instant now) {
        database.write(c -> Sql.update(
                c, "delete from notifications where state <> 'WAITING' and created_at < ?", now.minus(KEPT)));
    }

    private static String ids(News news) {
        return news.alerts().stream().map(Alert::id).distinct().collect(Collectors.joining(" "));
    }

    private static List<String> split(String ids) {
        return ids.isEmpty() ? List.of() : Arrays.asList(ids.split(" ", -1));
    }

    private Waiting waiting(ResultSet row) throws SQLException {
        Notification known = notification(row);
        Instant next = known.nextAttemptAt();
        return new Waiting(
                known.id(),
                known.createdAt(),
                known.attempts(),
                next == null ? known.createdAt() : next,
                news(row.getString("body"), known.event())
                        .map(news -> new Message(known.dedupKey(), known.event(), known.createdAt(), news))
                        .orElse(null));
    }

    private Optional<News> news(String body, NotificationEvent event) {
        try {
            Class<? extends News> type = switch (event) {
                case SUMMARY -> News.Day.class;
                case AUDIT -> News.Review.class;
                default -> News.Group.class;
            };
            return Optional.of(json.mapper().readValue(body, type));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Notification notification(ResultSet row) throws SQLException {
        return new Notification(
                row.getLong("id"),
                row.getString("channel"),
                split(row.getString("alert_ids")),
                NotificationEvent.valueOf(row.getString("event")),
                Sql.instant(row, "created_at"),
                Sql.nullableInstant(row, "sent_at"),
                row.getInt("attempts"),
                Sql.nullableInstant(row, "next_attempt_at"),
                NotificationState.valueOf(row.getString("state")),
                row.getString("error"),
                row.getString("dedup_key"));
    }
}
