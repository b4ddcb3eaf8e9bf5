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
import java.util.PriorityQueue;

/// Reads the day figures. Totals come from the rows by platform, of which there are few: every event has a platform.
/// Revenue comes from the days' own rows, the best sellers from the blocks of [BlockRepository]. Thread-safe.
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

    private static final String REVENUE = """
            select on_day, currency, conversions, revenue from analytics_days
            where on_day >= ? and on_day <= ? and currency <> '' order by on_day, currency
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
        PriorityQueue<ProductSums> best = new PriorityQueue<>(ProductSums.BEST_FIRST.reversed());
        BlockRepository.sums(c, period, sums -> {
            best.add(sums);
            if (best.size() > limit) {
                best.remove();
            }
        });
        if (best.isEmpty()) {
            return List.of();
        }
        List<ProductSums> top = best.stream().sorted(ProductSums.BEST_FIRST).toList();
        List<Object> params =
                new ArrayList<>(top.stream().map(ProductSums::productId).toList());
        String marks = String.join(", ", Collections.nCopies(top.size(), "?"));
        Map<Long, String> titles = new HashMap<>();
        Sql.list(
                        c,
                        TITLES.replace(":ids", marks),
                        row -> Map.entry(row.getLong("id"), row.getString("title")),
                        params.toArray())
                .forEach(title -> titles.put(title.getKey(), title.getValue()));
        params.add(period.from());
        params.add(period.to());
        Map<Long, List<Money>> earned = new HashMap<>();
        Sql.list(
                        c,
                        EARNED.replace(":ids", marks),
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
