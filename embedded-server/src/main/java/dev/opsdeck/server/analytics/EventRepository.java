package dev.opsdeck.server.analytics;

import dev.opsdeck.api.analytics.AnalyticsEvent;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.DatabaseException;
import dev.opsdeck.server.db.Dialect;
import dev.opsdeck.server.db.RowReader;
import dev.opsdeck.server.db.Sql;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// Counts batches of events into the day figures. Every step is one statement for the whole batch. Thread-safe.
///
/// **An event counts once**, because its id is the primary key of the ids: a batch first claims its ids, and counts the
/// events whose ids it got. On PostgreSQL batches of all servers run side by side: one that claims an id of another
/// batch under way waits for that batch's end. Nobody waits in a circle, as every batch goes through ids and tables in
/// the same order. H2 has no such claim, so there batches come one after the other.
final class EventRepository {

    /// How often a batch is tried that lost against another one.
    private static final int ATTEMPTS = 5;

    private static final String KNOWN_PRODUCTS = """
            select e.id from unnest(cast(? as bigint array)) as e(id) join products p on p.id = e.id
            """;

    private static final String CLAIM_POSTGRESQL = """
            insert into analytics_event_ids (id, received_at)
            select e.id, cast(? as timestamp(3) with time zone) from unnest(cast(? as varchar(64) array)) as e(id)
            on conflict do nothing returning id
            """;

    /// As batches come one after the other, what is new now is still new when it is inserted.
    private static final String NEW_H2 = """
            select e.id from unnest(cast(? as varchar(64) array)) as e(id)
            where not exists (select 1 from analytics_event_ids k where k.id = e.id)
            """;

    private static final String CLAIM_H2 = """
            insert into analytics_event_ids (id, received_at)
            select e.id, cast(? as timestamp(3) with time zone) from unnest(cast(? as varchar(64) array)) as e(id)
            """;

    private final Database database;
    private final boolean oneByOne;
    private final String addToProducts;
    private final String addToDays;
    private final String addToPlatforms;

    /// On H2 batches of this process wait here, without a connection of the pool in their hands.
    private final ReentrantLock turn = new ReentrantLock(true);

    EventRepository(Database database) {
        this.database = database;
        Dialect dialect = database.dialect();
        this.oneByOne = dialect == Dialect.H2;
        this.addToProducts = SumTable.PRODUCTS.add(dialect);
        this.addToDays = SumTable.DAYS.add(dialect);
        this.addToPlatforms = SumTable.PLATFORMS.add(dialect);
    }

    /// What became of a batch.
    ///
    /// @param unknownProducts events, by their place in the list, whose product is not in the catalogue
    record Counted(int taken, int repeated, List<Integer> unknownProducts, Tally tally) {}

    /// Counts in one transaction: all that can be counted, or nothing when it throws.
    Counted count(List<AnalyticsEvent> events, Instant now) {
        if (!oneByOne) {
            return attempt(events, now);
        }
        turn.lock();
        try {
            return attempt(events, now);
        } finally {
            turn.unlock();
        }
    }

    private Counted attempt(List<AnalyticsEvent> events, Instant now) {
        for (int attempt = 1; ; attempt++) {
            try {
                return database.write(c -> count(c, events, now));
            } catch (DatabaseException e) {
                if (!e.lostARace() || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private Counted count(Connection c, List<AnalyticsEvent> events, Instant now) throws SQLException {
        if (oneByOne) {
            // Also between processes that share an H2 server.
            Sql.number(c, "select id from analytics_intake where id = 1 for update");
        }
        Set<Long> products =
                found(c, KNOWN_PRODUCTS, row -> row.getLong(1), c.createArrayOf("bigint", products(events)));
        Map<String, AnalyticsEvent> byId = new TreeMap<>();
        List<Integer> unknown = new ArrayList<>();
        int repeated = 0;
        for (int i = 0; i < events.size(); i++) {
            AnalyticsEvent event = events.get(i);
            if (event.productId() != null && !products.contains(event.productId())) {
                unknown.add(i);
            } else if (byId.putIfAbsent(event.id(), event) != null) {
                repeated++;
            }
        }
        Set<String> taken = claim(c, byId.keySet(), now);
        Tally tally = new Tally();
        byId.forEach((id, event) -> {
            if (taken.contains(id)) {
                tally.add(event, now);
            }
        });
        if (!taken.isEmpty()) {
            add(c, tally);
        }
        return new Counted(taken.size(), repeated + byId.size() - taken.size(), unknown, tally);
    }

    /// @return the ids that nobody had claimed before
    private Set<String> claim(Connection c, Set<String> ids, Instant now) throws SQLException {
        Array all = c.createArrayOf("varchar", ids.toArray());
        if (!oneByOne) {
            return found(c, CLAIM_POSTGRESQL, row -> row.getString(1), now, all);
        }
        // In two steps: of the rows that an insert gives back, H2 forgets the last ones as soon as there are more than
        // it keeps in memory (10,000 with 256 MB of heap).
        Set<String> claimed = found(c, NEW_H2, row -> row.getString(1), all);
        Sql.update(c, CLAIM_H2, now, c.createArrayOf("varchar", claimed.toArray()));
        return claimed;
    }

    private static Object[] products(List<AnalyticsEvent> events) {
        return events.stream()
                .map(AnalyticsEvent::productId)
                .filter(Objects::nonNull)
                .distinct()
                .toArray();
    }

    private static <T> Set<T> found(Connection c, String sql, RowReader<T> key, Object... params) throws SQLException {
        return new HashSet<>(Sql.list(c, sql, key, params));
    }

    /// The rows of today that all batches touch come last: they are held for the shortest time.
    private void add(Connection c, Tally tally) throws SQLException {
        if (!tally.products().isEmpty()) {
            Collection<Tally.Sums> products = tally.products().values();
            Sql.update(
                    c,
                    addToProducts,
                    keys(c, "bigint", tally.products(), Tally.ProductRow::productId),
                    keys(c, "date", tally.products(), Tally.ProductRow::day),
                    keys(c, "varchar", tally.products(), Tally.ProductRow::currency),
                    numbers(c, products, sums -> sums.views),
                    numbers(c, products, sums -> sums.clicks),
                    numbers(c, products, sums -> sums.conversions),
                    amounts(c, products));
        }
        Collection<Tally.Sums> platforms = tally.platforms().values();
        Sql.update(
                c,
                addToPlatforms,
                keys(c, "varchar", tally.platforms(), Tally.PlatformRow::platform),
                keys(c, "date", tally.platforms(), Tally.PlatformRow::day),
                keys(c, "varchar", tally.platforms(), Tally.PlatformRow::currency),
                numbers(c, platforms, sums -> sums.views),
                numbers(c, platforms, sums -> sums.clicks),
                numbers(c, platforms, sums -> sums.conversions),
                numbers(c, platforms, sums -> sums.videos),
                numbers(c, platforms, sums -> sums.publications),
                amounts(c, platforms));
        Collection<Tally.Sums> days = tally.days().values();
        Sql.update(
                c,
                addToDays,
                keys(c, "date", tally.days(), Tally.DayRow::day),
                keys(c, "varchar", tally.days(), Tally.DayRow::currency),
                numbers(c, days, sums -> 1L),
                numbers(c, days, sums -> sums.conversions),
                amounts(c, days));
    }

    private static <K> Array keys(Connection c, String type, Map<K, Tally.Sums> rows, Function<K, Object> column)
            throws SQLException {
        return c.createArrayOf(type, rows.keySet().stream().map(column).toArray());
    }

    private static Array numbers(Connection c, Collection<Tally.Sums> rows, Function<Tally.Sums, Long> column)
            throws SQLException {
        return c.createArrayOf("bigint", rows.stream().map(column).toArray());
    }

    private static Array amounts(Connection c, Collection<Tally.Sums> rows) throws SQLException {
        BigDecimal[] amounts = rows.stream().map(sums -> sums.revenue).toArray(BigDecimal[]::new);
        return c.createArrayOf("numeric", amounts);
    }
}
