package dev.opsdeck.server.products;

import dev.opsdeck.api.products.ProductDraft;
import dev.opsdeck.server.cache.Renewal;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Sql;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.function.Supplier;

/// Both scores of a product, computed by the database over ranges of the catalogue. Rows whose scores stay as
/// they are are not touched.
///
/// **profitScore**: expected commission per 1,000 views, in the product's currency: smoothed conversion rate x price
/// (the sale price where there is one) x commission rate x 1,000, over the last 30 days. The rate is the mean of the
/// posterior of a Beta([#PRIOR_CONVERSIONS], [#PRIOR_VIEWS] - [#PRIOR_CONVERSIONS]) prior,
/// `(conversions + 2) / (views + 200)`: without a view it is 1 %, and 200 views weigh as much as the prior (Gelman et
/// al., *Bayesian Data Analysis*, 3rd edition, section 2.4). It is at most 1, as conversions can arrive whose views did
/// not.
///
/// **trendScore**: views of the last 7 days, today included, against the 7 days before, each with [#DAMPING] views
/// added: `(views7 + 50) / (previous7 + 50)`. 1 is no change. Additive smoothing (Manning, Raghavan and Schuetze,
/// *Introduction to Information Retrieval*, section 13.2) keeps a product with three views at 1.06, while 500 views
/// against 100 give 3.67.
///
/// Both are rounded to six decimals. Amounts of different currencies are not converted: profit scores of products in
/// one currency can be compared.
final class ScoreRepository {

    /// Conversions and views that every product starts with.
    static final int PRIOR_CONVERSIONS = 2;

    static final int PRIOR_VIEWS = 200;

    /// Views that are added to both weeks.
    static final int DAMPING = 50;

    static final int PROFIT_DAYS = 30;

    /// Ids a transaction covers, so that none is long.
    private static final long RANGE = 20_000;

    /// The smoothed conversion rate over sums of conversions and views; kept in the column `conversion_rate`.
    private static String rate(String conversions, String views) {
        return """
                cast(least(1e0, cast(coalesce(%s, 0) + %d as double precision)
                    / cast(coalesce(%s, 0) + %d as double precision)) as double precision)""".formatted(conversions, PRIOR_CONVERSIONS, views, PRIOR_VIEWS);
    }

    /// The profit formula over a rate, a price and a commission rate.
    private static String profit(String rate, String price, String commission) {
        return """
                cast(cast(1e3 * %s * cast(%s as double precision) * cast(%s as double precision)
                    as numeric(24, 6)) as double precision)""".formatted(rate, price, commission);
    }

    /// An expression: the profit score of a product with another price and commission. Its rate is that of the
    /// last [#recompute], as its trend score is.
    ///
    /// @param paid       what stands for [#paid]
    /// @param commission what stands for [#commission]
    static String profitOfOne(String paid, String commission) {
        return profit("conversion_rate", paid, commission);
    }

    private static final String RECOMPUTE = """
            merge into products p using (
              select n.id, n.trend, n.profit, n.rate from (
                select q.id, q.trend_score, q.profit_score, q.conversion_rate,
                  cast(cast(cast(coalesce(a.views7, 0) + %1$d as double precision)
                    / cast(coalesce(a.previous7, 0) + %1$d as double precision)
                    as numeric(24, 6)) as double precision) as trend,
                  %2$s as rate,
                  %3$s as profit
                from products q left join (
                  select product_id,
                    sum(case when on_day > ? then views else 0 end) as views7,
                    sum(case when on_day <= ? and on_day > ? then views else 0 end) as previous7,
                    sum(views) as views,
                    sum(conversions) as conversions
                  from product_analytics
                  where product_id >= ? and product_id <= ? and on_day > ? and on_day <= ?
                  group by product_id) a on a.product_id = q.id
                where q.id >= ? and q.id <= ?) n
              where n.trend <> n.trend_score or n.profit <> n.profit_score or n.rate <> n.conversion_rate) s
            on (p.id = s.id)
            when matched then update set trend_score = s.trend, profit_score = s.profit, conversion_rate = s.rate
            """.formatted(
                    DAMPING,
                    rate("a.conversions", "a.views"),
                    profit(rate("a.conversions", "a.views"), "coalesce(q.sale_price, q.price)", "q.commission_rate"));

    private final Database database;
    private final Supplier<Renewal> renewal;

    /// @param renewal of what other scores make old
    ScoreRepository(Database database, Supplier<Renewal> renewal) {
        this.database = database;
        this.renewal = renewal;
    }

    /// Recomputes the whole catalogue, a range of ids a transaction.
    ///
    /// @return how many products have other scores now
    long recompute(LocalDate today) {
        long last = database.readPrimary(c -> Sql.number(c, "select max(id) from products"));
        long changed = 0;
        for (long from = 1; from <= last; from += RANGE) {
            long first = from;
            changed += Renewal.<Integer>write(
                    database::write,
                    c -> recompute(c, first, first + RANGE - 1, today),
                    rows -> rows == 0 ? null : renewal.get());
        }
        return changed;
    }

    private static int recompute(Connection c, long from, long to, LocalDate today) throws SQLException {
        LocalDate weekAgo = today.minusDays(7);
        LocalDate twoWeeksAgo = today.minusDays(14);
        LocalDate start = today.minusDays(PROFIT_DAYS);
        return Sql.update(c, RECOMPUTE, weekAgo, weekAgo, twoWeeksAgo, from, to, start, today, from, to);
    }

    /// The profit score of a product that nobody has seen yet, as [#recompute] would compute it.
    static double ofNew(ProductDraft draft) {
        return BigDecimal.valueOf(1000)
                .multiply(BigDecimal.valueOf(PRIOR_CONVERSIONS))
                .multiply(paid(draft))
                .multiply(commission(draft))
                .divide(BigDecimal.valueOf(PRIOR_VIEWS), 6, RoundingMode.HALF_UP)
                .doubleValue();
    }

    static BigDecimal paid(ProductDraft draft) {
        return draft.salePrice() == null ? draft.price() : draft.salePrice();
    }

    static BigDecimal commission(ProductDraft draft) {
        return draft.commissionRate() == null ? BigDecimal.ZERO : draft.commissionRate();
    }
}
