package dev.opsdeck.server.analytics;

import dev.opsdeck.api.analytics.AnalyticsEvent;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.RowReader;
import dev.opsdeck.server.db.Sql;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/// Counts batches of events into the day figures. Every step is one statement for the whole batch. Thread-safe.
final class EventRepository {

    private static final String KNOWN_IDS = """
            select e.id from unnest(cast(? as varchar(64) array)) as e(id)
            join analytics_event_ids k on k.id = e.id
            """;

    private static final String KNOWN_PRODUCTS = """
            select e.id from unnest(cast(? as bigint array)) as e(id) join products p on p.id = e.id
            """;

    private static final String REMEMBER = """
            insert into analytics_event_ids (id, received_at)
            select e.id, cast(? as timestamp(3) with time zone) from unnest(cast(? as varchar(64) array)) as e(id)
            """;

    private static final String ADD_TO_PRODUCTS = """
            merge into product_analytics t using (
              select e.product_id, e.on_day, e.currency, e.views, e.clicks, e.conversions, e.revenue
              from unnest(cast(? as bigint array), cast(? as date array), cast(? as varchar(3) array),
                cast(? as bigint array), cast(? as bigint array), cast(? as bigint array),
                cast(? as numeric(28, 4) array))
                as e(product_id, on_day, currency, views, clicks, conversions, revenue)) s
            on (t.product_id = s.product_id and t.on_day = s.on_day and t.currency = s.currency)
            when matched then update set views = t.views + s.views, clicks = t.clicks + s.clicks,
              conversions = t.conversions + s.conversions, revenue = t.revenue + s.revenue
            when not matched then insert (product_id, on_day, currency, views, clicks, conversions, revenue)
              values (s.product_id, s.on_day, s.currency, s.views, s.clicks, s.conversions, s.revenue)
            """;

    private static final String ADD_TO_PLATFORMS = """
            merge into platform_analytics t using (
              select e.platform, e.on_day, e.currency, e.views, e.clicks, e.conversions, e.videos, e.publications,
                e.revenue
              from unnest(cast(? as varchar(64) array), cast(? as date array), cast(? as varchar(3) array),
                cast(? as bigint array), cast(? as bigint array), cast(? as bigint array), cast(? as bigint array),
                cast(? as bigint array), cast(? as numeric(28, 4) array))
                as e(platform, on_day, currency, views, clicks, conversions, videos, publications, revenue)) s
            on (t.platform = s.platform and t.on_day = s.on_day and t.currency = s.currency)
            when matched then update set views = t.views + s.views, clicks = t.clicks + s.clicks,
              conversions = t.conversions + s.conversions, videos = t.videos + s.videos,
              publications = t.publications + s.publications, revenue = t.revenue + s.revenue
            when not matched then
              insert (platform, on_day, currency, views, clicks, conversions, videos, publications, revenue)
              values (s.platform, s.on_day, s.currency, s.views, s.clicks, s.conversions, s.videos, s.publications,
                s.revenue)
            """;

    private final Database database;

    EventRepository(Database database) {
        this.database = database;
    }

    /// What became of a batch.
    ///
    /// @param unknownProducts events, by their place in the list, whose product is not in the catalogue
    record Counted(int taken, int repeated, List<Integer> unknownProducts, Tally tally) {}

    /// Counts in one transaction: all that can be counted, or nothing when it throws. Batches of all processes come one
    /// after the other, so that an id which is in two of them counts once.
    Counted count(List<AnalyticsEvent> events, Instant now) {
        return database.write(c -> {
            Sql.number(c, "select id from analytics_intake where id = 1 for update");
            Set<Long> products = found(c, KNOWN_PRODUCTS, "bigint", productsOf(events), row -> row.getLong(1));
            Set<String> repeatedIds = found(
                    c,
                    KNOWN_IDS,
                    "varchar",
                    events.stream().map(AnalyticsEvent::id).distinct().toArray(),
                    row -> row.getString(1));
            Tally tally = new Tally();
            Set<String> taken = new HashSet<>();
            List<Integer> unknown = new ArrayList<>();
            int repeated = 0;
            for (int i = 0; i < events.size(); i++) {
                AnalyticsEvent event = events.get(i);
                if (event.productId() != null && !products.contains(event.productId())) {
                    unknown.add(i);
                } else if (repeatedIds.contains(event.id()) || !taken.add(event.id())) {
                    repeated++;
                } else {
                    tally.add(event, now);
                }
            }
            if (!taken.isEmpty()) {
                remember(c, taken, now);
                add(c, tally);
            }
            return new Counted(taken.size(), repeated, unknown, tally);
        });
    }

    /// Forgets the ids of events that came before `before`.
    int forget(Instant before) {
        return database.write(c -> Sql.update(c, "delete from analytics_event_ids where received_at < ?", before));
    }

    private static Object[] productsOf(List<AnalyticsEvent> events) {
        return events.stream()
                .map(AnalyticsEvent::productId)
                .filter(Objects::nonNull)
                .distinct()
                .toArray();
    }

    private static <T> Set<T> found(Connection c, String sql, String type, Object[] keys, RowReader<T> key)
            throws SQLException {
        try (PreparedStatement statement = c.prepareStatement(sql)) {
            statement.setArray(1, c.createArrayOf(type, keys));
            try (ResultSet rows = statement.executeQuery()) {
                Set<T> found = new HashSet<>();
                while (rows.next()) {
                    found.add(key.read(rows));
                }
                return found;
            }
        }
    }

    private static void remember(Connection c, Set<String> ids, Instant now) throws SQLException {
        try (PreparedStatement statement = c.prepareStatement(REMEMBER)) {
            Sql.bind(statement, now);
            statement.setArray(2, c.createArrayOf("varchar", ids.toArray()));
            statement.executeUpdate();
        }
    }

    private static void add(Connection c, Tally tally) throws SQLException {
        Collection<Tally.Sums> products = tally.products().values();
        if (!products.isEmpty()) {
            execute(
                    c,
                    ADD_TO_PRODUCTS,
                    keys(c, "bigint", tally.products(), Tally.ProductRow::productId),
                    keys(c, "date", tally.products(), Tally.ProductRow::day),
                    keys(c, "varchar", tally.products(), Tally.ProductRow::currency),
                    numbers(c, products, sums -> sums.views),
                    numbers(c, products, sums -> sums.clicks),
                    numbers(c, products, sums -> sums.conversions),
                    amounts(c, products));
        }
        Collection<Tally.Sums> platforms = tally.platforms().values();
        execute(
                c,
                ADD_TO_PLATFORMS,
                keys(c, "varchar", tally.platforms(), Tally.PlatformRow::platform),
                keys(c, "date", tally.platforms(), Tally.PlatformRow::day),
                keys(c, "varchar", tally.platforms(), Tally.PlatformRow::currency),
                numbers(c, platforms, sums -> sums.views),
                numbers(c, platforms, sums -> sums.clicks),
                numbers(c, platforms, sums -> sums.conversions),
                numbers(c, platforms, sums -> sums.videos),
                numbers(c, platforms, sums -> sums.publications),
                amounts(c, platforms));
    }

    private static void execute(Connection c, String sql, Array... columns) throws SQLException {
        try (PreparedStatement statement = c.prepareStatement(sql)) {
            for (int i = 0; i < columns.length; i++) {
                statement.setArray(i + 1, columns[i]);
            }
            statement.executeUpdate();
        }
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
