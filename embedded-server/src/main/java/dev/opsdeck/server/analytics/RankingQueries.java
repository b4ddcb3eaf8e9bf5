package dev.opsdeck.server.analytics;

import dev.opsdeck.api.Money;
import dev.opsdeck.api.analytics.AnalyticsMetric;
import dev.opsdeck.api.analytics.AnalyticsSums;
import dev.opsdeck.api.analytics.ProductRanking;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Snapshot;
import dev.opsdeck.server.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads which products come first in a period, beside another period, all of one moment: from the blocks of
/// [BlockRepository] and [MoneyRepository], so that its cost hardly grows with the rows. Thread-safe.
final class RankingQueries {

    private static final String SOLD = """
            select currency, sum(conversions) as conversions, sum(revenue) as revenue from analytics_days
            where on_day >= ? and on_day <= ? and currency <> ''
            group by currency order by currency
            """;

    private final Database database;

    RankingQueries(Database database) {
        this.database = database;
    }

    /// What is asked for; also the key in the cache.
    ///
    /// @param compared the other period; null for none
    /// @param currency null for the one with most sales
    record Asked(
            Period period,
            @Nullable Period compared,
            AnalyticsMetric sort,
            @Nullable String currency,
            int limit) {}

    /// All that was sold in one currency.
    private record Sold(long conversions, Money revenue) {}

    ProductRanking ranking(Asked asked) {
        return database.read(Snapshot.of(database.dialect(), c -> ranking(c, asked)));
    }

    private static ProductRanking ranking(Connection c, Asked asked) throws SQLException {
        Period period = asked.period();
        Period compared = asked.compared();
        List<Sold> sold = sold(c, period);
        String currency = asked.currency() == null ? mostSold(sold) : asked.currency();
        Some now = asked.sort() == AnalyticsMetric.REVENUE
                ? byRevenue(c, period, currency, asked.limit())
                : byCount(c, period, asked.sort(), asked.limit());
        Some before = compared == null ? null : some(c, compared, new HashSet<>(now.order));
        Map<Long, String> titles = AnalyticsQueries.titles(c, now.order);
        return new ProductRanking(
                period.from(),
                period.to(),
                compared == null ? null : compared.from(),
                compared == null ? null : compared.to(),
                asked.sort(),
                currency,
                new AnalyticsSums(
                        now.views,
                        now.clicks,
                        now.conversions,
                        sold.stream().map(Sold::revenue).toList()),
                now.products,
                now.order.stream()
                        .map(id -> new ProductRanking.Ranked(
                                id, titles.getOrDefault(id, ""), now.of(id), before == null ? null : before.of(id)))
                        .toList());
    }

    private static List<Sold> sold(Connection c, Period period) throws SQLException {
        return Sql.list(
                c,
                SOLD,
                row -> new Sold(
                        row.getLong("conversions"),
                        new Money(Earned.plain(row.getBigDecimal("revenue")), row.getString("currency"))),
                period.from(),
                period.to());
    }

    /// Sales can be compared where amounts cannot.
    private static @Nullable String mostSold(List<Sold> sold) {
        return sold.stream()
                .max(Comparator.comparingLong(Sold::conversions)
                        .thenComparing(all -> all.revenue().currency(), Comparator.reverseOrder()))
                .map(all -> all.revenue().currency())
                .orElse(null);
    }

    /// Products without revenue in that currency are not among them.
    private static Some byRevenue(Connection c, Period period, @Nullable String currency, int limit)
            throws SQLException {
        if (currency == null) {
            return some(c, period, Set.of());
        }
        Best<Earned> best = new Best<>(Earned.bestFirst(currency), limit);
        MoneyRepository.earned(c, period, earned -> {
            if (earned.in(currency).signum() > 0) {
                best.add(earned);
            }
        });
        List<Earned> order = best.inOrder();
        Some some = new Some();
        order.forEach(some::add);
        Set<Long> ids = some.revenue.keySet();
        BlockRepository.sums(c, period, sums -> some.count(sums, ids.contains(sums.productId())));
        order.forEach(earned -> some.order.add(earned.productId()));
        return some;
    }

    private static Some byCount(Connection c, Period period, AnalyticsMetric sort, int limit) throws SQLException {
        Some some = new Some();
        Best<ProductSums> best = new Best<>(ProductSums.bestFirst(sort), limit);
        BlockRepository.sums(c, period, sums -> {
            some.count(sums, false);
            if (sums.of(sort) > 0) {
                best.add(sums);
            }
        });
        for (ProductSums sums : best.inOrder()) {
            some.order.add(sums.productId());
            some.counts.put(sums.productId(), sums);
        }
        addRevenue(c, period, some, some.counts.keySet());
        return some;
    }

    private static Some some(Connection c, Period period, Set<Long> ids) throws SQLException {
        Some some = new Some();
        BlockRepository.sums(c, period, sums -> some.count(sums, ids.contains(sums.productId())));
        addRevenue(c, period, some, ids);
        return some;
    }

    private static void addRevenue(Connection c, Period period, Some some, Set<Long> ids) throws SQLException {
        if (!ids.isEmpty()) {
            MoneyRepository.earned(c, period, earned -> {
                if (ids.contains(earned.productId())) {
                    some.add(earned);
                }
            });
        }
    }

    /// What was read of some products, and the sums over all.
    private static final class Some {

        private final List<Long> order = new ArrayList<>();
        private final Map<Long, ProductSums> counts = new HashMap<>();
        private final Map<Long, List<Money>> revenue = new HashMap<>();
        private long products;
        private long views;
        private long clicks;
        private long conversions;

        /// @param kept whether it is one of the products that are read
        void count(ProductSums sums, boolean kept) {
            products++;
            views += sums.views();
            clicks += sums.clicks();
            conversions += sums.conversions();
            if (kept) {
                counts.put(sums.productId(), sums);
            }
        }

        void add(Earned earned) {
            revenue.put(earned.productId(), earned.money());
        }

        AnalyticsSums of(long id) {
            ProductSums sums = counts.getOrDefault(id, new ProductSums(id, 0, 0, 0));
            return new AnalyticsSums(
                    sums.views(), sums.clicks(), sums.conversions(), revenue.getOrDefault(id, List.of()));
        }
    }
}
