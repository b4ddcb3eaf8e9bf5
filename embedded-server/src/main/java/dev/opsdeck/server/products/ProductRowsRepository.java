package dev.opsdeck.server.products;

import dev.opsdeck.api.products.Product;
import dev.opsdeck.api.products.ProductDraft;
import dev.opsdeck.server.cache.Renewal;
import dev.opsdeck.server.db.Dialect;
import dev.opsdeck.server.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements that write products, several at once, each with the point of a new price. On PostgreSQL any number of
/// rows travels as one JSON value: one trip, one commit, and one statement to plan. On H2, which is reached without a
/// trip, each row is a statement. What was written is known here: the row does not travel back, but for what the
/// database adds to it. Thread-safe.
final class ProductRowsRepository {

    /// A row as it was read, with the hash that stands in it.
    record Read(Product product, long contentHash) {}

    /// A row that shall be changed if it is still as it was read.
    ///
    /// @param at     when; later than any former state, so that the time tells states apart
    /// @param priced whether the price is another
    record Update(Read before, ProductDraft draft, Instant at, boolean priced) {

        /// Whether some filter of the list finds it after the change and not before, or the other way round.
        boolean foundByOthers() {
            Product product = before.product();
            return product.status() != draft.status()
                    || !product.network().equals(draft.network())
                    || !product.externalId().equals(draft.externalId())
                    || !product.title().equals(draft.title())
                    || !Objects.equals(product.brand(), draft.brand());
        }
    }

    /// A row that shall be added.
    record Insert(ProductDraft draft, Instant at) {}

    private static final String BY_ID =
            "select " + ProductRepository.COLUMNS + ", content_hash from products where id = any (?) order by id";

    private static final String RETURNED = "p.id, p.trend_score, p.profit_score, p.created_at, p.updated_at";

    /// A price counts from when the product is as it is; those times always rise.
    private static final String PRICE_POINT = """
            insert into price_history (product_id, at, price, sale_price, currency)
            select id, updated_at, price, sale_price, currency from\s""";

    /// How long to wait for the commit of somebody who is about to take the same identity, on PostgreSQL.
    enum Patience {
        /// So that the others of a round are not kept.
        SHORT("1s"),
        /// As long as any statement may take.
        LONG("0");

        private final String lockTimeout;

        Patience(String lockTimeout) {
            this.lockTimeout = lockTimeout;
        }
    }

    private static final String INSERT_ONE = """
            select %s from final table (insert into products (%s, created_at, updated_at, profit_score)
            values (%s, ?, ?, ?)) p""".formatted(RETURNED, ProductColumns.all("%s"), ProductColumns.all("?"));

    /// Whoever else writes the row changes its time, hash or status.
    private static final String UPDATE_ONE =
            """
            select %s from final table (update products set %s, updated_at = ?, profit_score = %s
            where id = ? and updated_at = ? and content_hash = ? and status = ?) p""".formatted(RETURNED, ProductColumns.all("%s = ?"), ScoreRepository.profitOfOne("?", "?"));

    /// [Patience] and the rows as JSON.
    private static final String GIVEN = """
            with patience as materialized (select set_config('lock_timeout', ?, true)),
            d as materialized (select d.* from patience, json_to_recordset(cast(? as json)) as d (%s, %s))""".formatted(ProductColumns.all("%s %s"), ProductRowsJson.FIELDS);

    private static final String INSERT_ALL = GIVEN
            + """
            , p as (insert into products (%s, created_at, updated_at, profit_score)
              select %s, d.at, d.at, d.profit from d returning *),
            h as (%sp),
            %s
            select %s, p.network, p.external_id from p""".formatted(
                    ProductColumns.all("%s"), ProductColumns.all("d.%s"), PRICE_POINT, Renewal.after("p"), RETURNED);

    /// A row that somebody else has locked is left out, as if it had been changed.
    private static final String UPDATE_ALL = GIVEN
            + """
            , free as materialized (select id from products where id = any (?) order by id for update skip locked),
            p as (update products p set %s, updated_at = d.at, profit_score = %s
              from d where p.id = d.id and p.id in (select id from free)
                and p.updated_at = d.was_updated and p.content_hash = d.was_hash and p.status = d.was_status
              returning %s, p.price, p.sale_price, p.currency, d.priced),
            h as (%sp where priced = 1),
            %s
            select %s from p""".formatted(
                    ProductColumns.all("%1$s = case when d.whole = 1 then d.%1$s else coalesce(d.%1$s, p.%1$s) end"),
                    ScoreRepository.profitOfOne("d.paid", "d.commission"),
                    RETURNED,
                    PRICE_POINT,
                    Renewal.after("p"),
                    RETURNED);

    private final boolean oneByOne;

    ProductRowsRepository(Dialect dialect) {
        this.oneByOne = dialect == Dialect.H2;
    }

    /// As what the reads are counted.
    String reading() {
        return BY_ID;
    }

    /// As what the updates are counted.
    String updating() {
        return oneByOne ? UPDATE_ONE : UPDATE_ALL;
    }

    /// As what the inserts are counted.
    String inserting() {
        return oneByOne ? INSERT_ONE : INSERT_ALL;
    }

    /// @param lock whether nobody else may write them before this transaction ends
    /// @return one for each id; empty where there is no such product
    List<Optional<Read>> read(Connection c, List<Long> ids, boolean lock) throws SQLException {
        Map<Long, Read> found = new HashMap<>();
        Sql.each(
                c,
                lock ? BY_ID + " for update" : BY_ID,
                row -> found.put(
                        row.getLong("id"), new Read(ProductRepository.product(row), row.getLong("content_hash"))),
                c.createArrayOf("bigint", ids.toArray()));
        return ids.stream().map(id -> Optional.ofNullable(found.get(id))).toList();
    }

    /// Of several updates of one product only the first is done.
    ///
    /// @param renewal goes with the statement on PostgreSQL; on H2, which one process has for itself, nobody else
    ///                needs to be told
    /// @return the products as they are now; empty where the row is not as it was read any more
    List<Optional<Product>> update(Connection c, List<Update> updates, Patience patience, Renewal renewal)
            throws SQLException {
        Map<Long, Update> first = new LinkedHashMap<>();
        updates.forEach(update -> first.putIfAbsent(update.before().product().id(), update));
        Map<Long, Product> written = new HashMap<>();
        if (oneByOne) {
            for (Map.Entry<Long, Update> each : first.entrySet()) {
                Product after = updateOne(c, each.getValue());
                if (after != null) {
                    written.put(each.getKey(), after);
                }
            }
        } else {
            Sql.each(
                    c,
                    UPDATE_ALL,
                    row -> written.put(
                            row.getLong("id"),
                            ProductRepository.written(
                                    Objects.requireNonNull(first.get(row.getLong("id")))
                                            .draft(),
                                    row)),
                    patience.lockTimeout,
                    ProductRowsJson.updates(first.values()),
                    c.createArrayOf("bigint", first.keySet().toArray()),
                    c.createArrayOf("varchar", renewal.scopes().toArray()),
                    renewal.stamp());
        }
        // Taken by the first of each product.
        return updates.stream()
                .map(update -> Optional.ofNullable(
                        written.remove(update.before().product().id())))
                .toList();
    }

    /// A product that nobody saw yet: its scores are those of no views.
    ///
    /// @param renewal as for [#update]
    /// @return the products as they are now
    List<Product> insert(Connection c, List<Insert> inserts, Patience patience, Renewal renewal) throws SQLException {
        List<Product> written = new ArrayList<>();
        if (oneByOne) {
            for (Insert insert : inserts) {
                written.add(insertOne(c, insert));
            }
            return written;
        }
        Map<List<String>, Product> byIdentity = new HashMap<>();
        Map<List<String>, ProductDraft> drafts = new HashMap<>();
        inserts.forEach(insert -> drafts.put(identity(insert.draft()), insert.draft()));
        Sql.each(
                c,
                INSERT_ALL,
                row -> {
                    List<String> identity = List.of(row.getString("network"), row.getString("external_id"));
                    byIdentity.put(
                            identity, ProductRepository.written(Objects.requireNonNull(drafts.get(identity)), row));
                },
                patience.lockTimeout,
                ProductRowsJson.inserts(inserts),
                c.createArrayOf("varchar", renewal.scopes().toArray()),
                renewal.stamp());
        inserts.forEach(insert -> written.add(Objects.requireNonNull(byIdentity.get(identity(insert.draft())))));
        return written;
    }

    private static List<String> identity(ProductDraft draft) {
        return List.of(draft.network(), draft.externalId());
    }

    private @Nullable Product updateOne(Connection c, Update update) throws SQLException {
        List<@Nullable Object> values = ProductColumns.of(update.draft(), ContentHash.of(update.draft()));
        Product before = update.before().product();
        values.add(update.at());
        values.addAll(List.of(ScoreRepository.paid(update.draft()), ScoreRepository.commission(update.draft())));
        values.addAll(List.of(before.id(), before.updatedAt(), update.before().contentHash(), before.status()));
        Product after = Sql.one(c, UPDATE_ONE, row -> ProductRepository.written(update.draft(), row), values.toArray());
        if (after != null && update.priced()) {
            addPricePoint(c, after.id());
        }
        return after;
    }

    private Product insertOne(Connection c, Insert insert) throws SQLException {
        List<@Nullable Object> values = ProductColumns.of(insert.draft(), ContentHash.of(insert.draft()));
        values.addAll(Arrays.asList(insert.at(), insert.at(), Products.profitScoreOfNew(insert.draft())));
        Product after = Sql.one(c, INSERT_ONE, row -> ProductRepository.written(insert.draft(), row), values.toArray());
        if (after == null) {
            throw new SQLException("an insert returned nothing");
        }
        addPricePoint(c, after.id());
        return after;
    }

    private static void addPricePoint(Connection c, long id) throws SQLException {
        Sql.update(c, PRICE_POINT + "products where id = ?", id);
    }
}
