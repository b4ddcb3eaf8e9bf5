package dev.opsdeck.server.analytics;

import dev.opsdeck.api.Money;
import dev.opsdeck.api.analytics.PlatformFigures;
import dev.opsdeck.api.analytics.ProductDay;
import dev.opsdeck.api.analytics.ProductFigures;
import dev.opsdeck.api.analytics.Revenue;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Sql;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the day figures. Totals and revenue come from the rows by platform, of which there are few: every event has a
/// platform. Thread-safe.
final class AnalyticsQueries {

    private static final String PLATFORMS = """
            select platform, currency, sum(views) as views, sum(clicks) as clicks, sum(conversions) as conversions,
              sum(videos) as videos, sum(publications) as publications, sum(revenue) as revenue
            from platform_analytics where on_day >= ? and on_day <= ?
            group by platform, currency order by platform, currency
            """;

    /// The best sellers by their conversions alone.
    private static final String SOLD = """
            select sum(conversions) as conversions from product_analytics
            where currency > '' and on_day >= ? and on_day <= ?
            group by product_id having sum(conversions) > 0 order by sum(conversions) desc limit ?
            """;

    /// Those that sold at least so much, to stand in [#TOP] where it says `sold`.
    private static final String SOLD_AT_LEAST = """
            join (select product_id as sold from product_analytics
              where currency > '' and on_day >= ? and on_day <= ?
              group by product_id having sum(conversions) >= ?) s on s.sold = product_id
            """;

    private static final String TOP = """
            select t.product_id, p.title, t.views, t.clicks, t.conversions, a.currency, sum(a.revenue) as revenue
            from (select product_id, sum(views) as views, sum(clicks) as clicks, sum(conversions) as conversions
                from product_analytics /* sold */ where on_day >= ? and on_day <= ?
                group by product_id order by sum(conversions) desc, sum(clicks) desc, sum(views) desc, product_id
                limit ?) t
            join products p on p.id = t.product_id
            left join product_analytics a on a.product_id = t.product_id and a.on_day >= ? and a.on_day <= ?
              and a.currency <> ''
            group by t.product_id, p.title, t.views, t.clicks, t.conversions, a.currency
            order by t.conversions desc, t.clicks desc, t.views desc, t.product_id, a.currency
            """;

    private static final String REVENUE = """
            select on_day, currency, sum(conversions) as conversions, sum(revenue) as revenue
            from platform_analytics where on_day >= ? and on_day <= ? and currency <> ''
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

    long activeProducts() {
        return database.read(c -> Sql.number(c, "select count(*) from products where status = 'ACTIVE'"));
    }

    boolean productExists(long id) {
        return database.read(c -> Sql.number(c, "select count(*) from products where id = ?", id)) > 0;
    }

    /// Most views first.
    List<PlatformFigures> platforms(Period period) {
        Map<String, PlatformFigures> byName = new LinkedHashMap<>();
        database.read(c -> Sql.list(
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
                        period.to()))
                .forEach(part -> byName.merge(part.platform(), part, AnalyticsQueries::sum));
        return byName.values().stream()
                .sorted(Comparator.comparingLong(PlatformFigures::views)
                        .reversed()
                        .thenComparing(PlatformFigures::platform))
                .toList();
    }

    /// Most conversions first, then clicks, then views. When enough products have sold, only those that sold as much as
    /// the last of them are looked at: the sums of all views of all products would take many times as long.
    List<ProductFigures> topProducts(Period period, int limit) {
        List<Long> sold = database.read(
                c -> Sql.list(c, SOLD, row -> row.getLong("conversions"), period.from(), period.to(), limit));
        boolean enough = sold.size() == limit;
        List<Object> params = new ArrayList<>();
        if (enough) {
            params.addAll(List.of(period.from(), period.to(), sold.getLast()));
        }
        params.addAll(List.of(period.from(), period.to(), limit, period.from(), period.to()));
        String sql = enough ? TOP.replace("/* sold */", SOLD_AT_LEAST) : TOP;
        Map<Long, ProductFigures> byId = new LinkedHashMap<>();
        database.read(c -> Sql.list(
                        c,
                        sql,
                        row -> new ProductFigures(
                                row.getLong("product_id"),
                                row.getString("title"),
                                row.getLong("views"),
                                row.getLong("clicks"),
                                row.getLong("conversions"),
                                money(row)),
                        params.toArray()))
                .forEach(part -> byId.merge(
                        part.productId(),
                        part,
                        (a, b) -> new ProductFigures(
                                a.productId(),
                                a.title(),
                                a.views(),
                                a.clicks(),
                                a.conversions(),
                                both(a.revenue(), b.revenue()))));
        return List.copyOf(byId.values());
    }

    /// Days with conversions only, oldest first.
    List<Revenue.Day> revenue(Period period) {
        Map<LocalDate, Revenue.Day> byDay = new LinkedHashMap<>();
        database.read(c -> Sql.list(
                        c,
                        REVENUE,
                        row -> new Revenue.Day(
                                row.getObject("on_day", LocalDate.class), row.getLong("conversions"), money(row)),
                        period.from(),
                        period.to()))
                .forEach(part -> byDay.merge(
                        part.day(),
                        part,
                        (a, b) -> new Revenue.Day(
                                a.day(), a.conversions() + b.conversions(), both(a.revenue(), b.revenue()))));
        return List.copyOf(byDay.values());
    }

    /// Days with figures only, oldest first.
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
        BigDecimal shortest = amount.stripTrailingZeros();
        return List.of(new Money(shortest.scale() < 0 ? shortest.setScale(0) : shortest, currency));
    }
}
