package dev.opsdeck.server.products;

import dev.opsdeck.api.products.ProductStatus;
import dev.opsdeck.server.db.Dialect;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which rows a filter lets through, as SQL. What a caller wrote is bound, never written into it.
///
/// @param table      the table to look through
/// @param id         its column with the product's id; of the counts, where no product has a row, empty
/// @param number     how many products the rows are
/// @param conditions what stands behind `where`
/// @param params     the values of the conditions, in their order
record FilterSql(String table, String id, String number, String conditions, List<@Nullable Object> params) {

    /// Of the products themselves.
    static FilterSql ofProducts(ListQuery.Filter filter, Dialect dialect) {
        List<@Nullable Object> params = new ArrayList<>();
        String conditions = common(filter, params);
        if (filter.q() != null) {
            String like = " like " + wanted(dialect);
            conditions +=
                    " and (lower(title)" + like + " or lower(brand)" + like + " or lower(external_id)" + like + ")";
            String pattern = pattern(filter.q());
            params.add(pattern);
            params.add(pattern);
            params.add(pattern);
        }
        return new FilterSql("products", "id", "count(*)", conditions, params);
    }

    /// Of the table where these rows are found and counted at the least cost.
    static FilterSql of(ListQuery.Filter filter, Dialect dialect) {
        String q = filter.q();
        if (dialect == Dialect.H2 || (q != null && q.indexOf(SearchTexts.BETWEEN) >= 0)) {
            return ofProducts(filter, dialect);
        }
        List<@Nullable Object> params = new ArrayList<>();
        String conditions = common(filter, params);
        if (q == null) {
            return new FilterSql("product_counts", "", "cast(coalesce(sum(change), 0) as bigint)", conditions, params);
        }
        conditions += " and words like " + wanted(dialect);
        params.add(pattern(q));
        return new FilterSql("product_words", "product_id", "count(*)", conditions, params);
    }

    String count() {
        return "select " + number + " from " + table + " where " + conditions;
    }

    /// The ids, as many as fit into the limit, in no order.
    String ids(int limit) {
        return "select " + id + " from " + table + " where " + conditions + " limit " + limit;
    }

    /// Id, status, network and the texts in lower case of every product.
    static String texts(Dialect dialect) {
        return dialect == Dialect.H2
                ? "select id, status, network, lower(title) || char(1) || lower(coalesce(brand, '')) || char(1)"
                        + " || lower(external_id) from products"
                : "select product_id, status, network, words from product_words";
    }

    /// Written, not bound: a plan for any status would read a wider index. It is a word of ours, not of a caller.
    static String is(ProductStatus status) {
        return "status = '" + status.name() + "'";
    }

    private static String common(ListQuery.Filter filter, List<@Nullable Object> params) {
        String conditions = filter.status() == null ? "1 = 1" : is(filter.status());
        if (filter.network() != null) {
            conditions += " and network = ?";
            params.add(filter.network());
        }
        return conditions;
    }

    /// In a select, so that PostgreSQL makes the pattern once and not for each row, and plans for any word: of one that
    /// it knows it guesses that hardly any product has it, and looks through all to put them in order.
    private static String wanted(Dialect dialect) {
        String lower = "lower(cast(? as varchar(256)))";
        return dialect == Dialect.H2 ? lower : "(select " + lower + ")";
    }

    private static String pattern(String q) {
        return '%' + q.replaceAll("([\\\\%_])", "\\\\$1") + '%';
    }
}
