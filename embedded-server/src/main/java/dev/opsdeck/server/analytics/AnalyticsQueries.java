package dev.opsdeck.server.analytics;

import dev.opsdeck.api.Money;
import dev.opsdeck.api.analytics.PlatformFigures;
import dev.opsdeck.api.analytics.ProductDay;
import dev.opsdeck.api.analytics.ProductFigures;
import dev.opsdeck.api.analytics.Revenue;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Snapshot;
import dev.opsdeck.server.db.Sql;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the day figures. Totals come from the rows by platform, of which there are few: every event has a platform.
/// So do those of each day; the best sellers come from the blocks of [BlockRepository]. Thread-safe.
final class AnalyticsQueries {

    private static final String PLATFORMS = """
            select platform, currency, sum(views) as views, sum(clicks) as clicks, sum(conversions) as conversions,
              sum(videos) as videos, sum(publications) as publications, sum(revenue) as revenue
            from platform_analytics where on_day >= ? and on_day <= ?
            group by platform, currency order by platform, currency
            """;

    private static final String TITLES = "select id, title from products where id in (:ids)";

    /// What each product earned, a row a currency.
    private static final String EARNED = """
            select product_id, currency, sum(revenue) as revenue from product_analytics
            where product_id in (:ids) and on_day >= ? and on_day <= ? and currency <> ''
            group by product_id, currency order by product_id, currency
            """;

    private static final String BY_DAY = """
            select on_day, currency, sum(views) as views, sum(clicks) as clicks, sum(conversions) as conversions,
              sum(revenue) as revenue
            from platform_analytics
            where on_day >= ? and on_day <= ? and views + clicks + conversions > 0
            group by on_day, currency order by on_day, currency
            """;

    private static final String DAYS = """
            select on_day, currency, views, clicks, conversions, revenue
            from product_analytics where product_id = ? and on_day >= ? and on_day <= ?
            order by on_day, currency
            """;

    private final Database database;

    AnalyticsQueries(Database database) {
        this.database = database;
    }

    /// What the overview is made of, all of one moment.
    record Parts(long activeProducts, List<PlatformFigures> platforms, List<ProductFigures> topProducts) {}

    Parts overview(Period period, int topProducts) {
        return database.read(Snapshot.of(
                database.dialect(),
                c -> new Parts(
                        Sql.number(c, "select count(*) from products where status = 'ACTIVE'"),
                        platforms(c, period),
                        topProducts(c, period, topProducts))));
    }

    boolean productExists(long id) {
        return database.read(c -> Sql.number(c, "select count(*) from products where id = ?", id)) > 0;
    }

    /// Most views first.
    List<PlatformFigures> platforms(Period period) {
        return database.read(c -> platforms(c, period));
    }

    private static List<PlatformFigures> platforms(Connection c, Period period) throws SQLException {
        Map<String, PlatformFigures> byName = new LinkedHashMap<>();
        Sql.list(
                        c,
                        PLATFORMS,
                        row -> new PlatformFigures(
                                row.getString("platform"),
                                row.getLong("views"),
                                row.getLong("clicks"),
                                row.getLong("conversions"),
                                row.getLong("videos"),
                                row.getLong("publications"),
                                money(row)),
                        period.from(),
                        period.to())
                .forEach(part -> byName.merge(part.platform(), part, AnalyticsQueries::sum));
        return byName.values().stream()
                .sorted(Comparator.comparingLong(PlatformFigures::views)
                        .reversed()
                        .thenComparing(PlatformFigures::platform))
                .toList();
    }

    /// Most conversions first, then clicks, then views.
    private static List<ProductFigures> topProducts(Connection c, Period period, int limit) throws SQLException {
        Best<ProductSums> best = new Best<>(ProductSums.BEST_FIRST, limit);
        BlockRepository.sums(c, period, best::add);
        List<ProductSums> top = best.inOrder();
        if (top.isEmpty()) {
            return List.of();
        }
        List<Long> ids = top.stream().map(ProductSums::productId).toList();
        Map<Long, String> titles = titles(c, ids);
        List<Object> params = new ArrayList<>(ids);
        params.add(period.from());
        params.add(period.to());
        Map<Long, List<Money>> earned = new HashMap<>();
        Sql.list(
                        c,
                        EARNED.replace(":ids", marks(ids)),
                        row -> Map.entry(row.getLong("product_id"), money(row)),
                        params.toArray())
                .forEach(part -> earned.merge(part.getKey(), part.getValue(), AnalyticsQueries::both));
        return top.stream()
                .map(sums -> new ProductFigures(
                        sums.productId(),
                        titles.getOrDefault(sums.productId(), ""),
                        sums.views(),
                        sums.clicks(),
                        sums.conversions(),
                        earned.getOrDefault(sums.productId(), List.of())))
                .toList();
    }

    static Map<Long, String> titles(Connection c, List<Long> ids) throws SQLException {
        Map<Long, String> titles = new HashMap<>();
        if (!ids.isEmpty()) {
            Sql.each(
                    c,
                    TITLES.replace(":ids", marks(ids)),
                    row -> titles.put(row.getLong("id"), row.getString("title")),
                    ids.toArray());
        }
        return titles;
    }

    private static String marks(List<Long> ids) {
        return String.join(", ", Collections.nCopies(ids.size(), "?"));
    }

    /// Days with figures only, oldest first.
    List<Revenue.Day> byDay(Period period) {
        Map<LocalDate, Revenue.Day> byDay = new LinkedHashMap<>();
        database.read(c -> Sql.list(
                        c,
                        BY_DAY,
                        row -> new Revenue.Day(
                                row.getObject("on_day", LocalDate.class),
                                row.getLong("views"),
                                row.getLong("clicks"),
                                row.getLong("conversions"),
                                money(row)),
                        period.from(),
                        period.to()))
                .forEach(part -> byDay.merge(
                        part.day(),
                        part,
                        (a, b) -> new Revenue.Day(
                                a.day(),
                                a.views() + b.views(),
                                a.clicks() + b.clicks(),
                                a.conversions() + b.conversions(),
                                both(a.revenue(), b.revenue()))));
        return List.copyOf(byDay.values());
    }

    /// Of one product, days with figures only, oldest first.
    List<ProductDay> days(long productId, Period period) {
        Map<LocalDate, ProductDay> byDay = new LinkedHashMap<>();
        database.read(c -> Sql.list(
                        c,
                        DAYS,
                        row -> new ProductDay(
                                row.getObject("on_day", LocalDate.class),
                                row.getLong("views"),
                                row.getLong("clicks"),
                                row.getLong("conversions"),
                                money(row)),
                        productId,
                        period.from(),
                        period.to()))
                .forEach(part -> byDay.merge(
                        part.day(),
                        part,
                        (a, b) -> new ProductDay(
                                a.day(),
                                a.views() + b.views(),
                                a.clicks() + b.clicks(),
                                a.conversions() + b.conversions(),
                                both(a.revenue(), b.revenue()))));
        return List.copyOf(byDay.values());
    }

    private static PlatformFigures sum(PlatformFigures a, PlatformFigures b) {
        return new PlatformFigures(
                a.platform(),
                a.views() + b.views(),
                a.clicks() + b.clicks(),
                a.conversions() + b.conversions(),
                a.videos() + b.videos(),
                a.publications() + b.publications(),
                both(a.revenue(), b.revenue()));
    }

    private static List<Money> both(List<Money> a, List<Money> b) {
        List<Money> both = new ArrayList<>(a);
        both.addAll(b);
        return both;
    }

    /// The row's amount; none in the row of what has no currency.
    private static List<Money> money(ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        BigDecimal amount = row.getBigDecimal("revenue");
        if (currency == null || currency.isEmpty() || amount == null) {
            return List.of();
        }
        return List.of(new Money(Earned.plain(amount), currency));
    }
}
