package dev.opsdeck.server.products;

import dev.opsdeck.api.products.Product;
import dev.opsdeck.api.products.ProductDraft;
import dev.opsdeck.server.db.Dialect;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.http.JsonBytes;
import dev.opsdeck.server.http.JsonBytes.Name;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
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
    record Update(Read before, ProductDraft draft, Instant at, boolean priced) {}

    /// A row that shall be added.
    record Insert(ProductDraft draft, Instant at) {}

    /// What is written of a draft, in the order of [#values], and its types on PostgreSQL.
    private static final String[][] COLUMNS = {
        {"network", "text"},
        {"external_id", "text"},
        {"title", "text"},
        {"description", "text"},
        {"url", "text"},
        {"image_url", "text"},
        {"brand", "text"},
        {"category", "text"},
        {"gtin", "text"},
        {"mpn", "text"},
        {"availability", "text"},
        {"price", "numeric"},
        {"sale_price", "numeric"},
        {"currency", "text"},
        {"commission_rate", "numeric"},
        {"status", "text"},
        {"content_hash", "bigint"}
    };

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
            values (%s, ?, ?, ?)) p""".formatted(RETURNED, columns("%s"), columns("?"));

    /// Whoever else writes the row changes its time, hash or status.
    private static final String UPDATE_ONE =
            """
            select %s from final table (update products set %s, updated_at = ?, profit_score = %s
            where id = ? and updated_at = ? and content_hash = ? and status = ?) p""".formatted(RETURNED, columns("%s = ?"), ScoreRepository.profitOfOne("?", "?"));

    /// The rows of the JSON, and [Patience].
    private static final String GIVEN = """
            with patience as materialized (select set_config('lock_timeout', ?, true)),
            d as materialized (select d.* from patience, json_to_recordset(cast(? as json)) as d (
              id bigint, was_updated timestamptz, was_hash bigint, was_status text, %s, at timestamptz, priced integer,
              profit double precision))""".formatted(columns("%s %s"));

    private static final String INSERT_ALL =
            GIVEN + """
            , p as (insert into products (%s, created_at, updated_at, profit_score)
              select %s, d.at, d.at, d.profit from d returning *),
            h as (%sp)
            select %s, p.network, p.external_id from p""".formatted(columns("%s"), columns("d.%s"), PRICE_POINT, RETURNED);

    /// A row that somebody else has locked is left out, as if it had been changed.
    private static final String UPDATE_ALL = GIVEN
            + """
            , free as materialized (select id from products where id = any (?) order by id for update skip locked),
            p as (update products p set %s, updated_at = d.at, profit_score = %s
              from d where p.id = d.id and p.id in (select id from free)
                and p.updated_at = d.was_updated and p.content_hash = d.was_hash and p.status = d.was_status
              returning %s, p.price, p.sale_price, p.currency, d.priced),
            h as (%sp where priced = 1)
            select %s from p""".formatted(
                            columns("%1$s = d.%1$s"),
                            ScoreRepository.profitOfOne("coalesce(d.sale_price, d.price)", "d.commission_rate"),
                            RETURNED,
                            PRICE_POINT,
                            RETURNED);

    private static final int BYTES_OF_A_ROW = 1_000;
    private static final List<Name> NAMES =
            Arrays.stream(COLUMNS).map(column -> Name.of(column[0])).toList();
    private static final Name ID = Name.of("id");
    private static final Name WAS_UPDATED = Name.of("was_updated");
    private static final Name WAS_HASH = Name.of("was_hash");
    private static final Name WAS_STATUS = Name.of("was_status");
    private static final Name AT = Name.of("at");
    private static final Name PRICED = Name.of("priced");
    private static final Name PROFIT = Name.of("profit");

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
    /// @return the products as they are now; empty where the row is not as it was read any more
    List<Optional<Product>> update(Connection c, List<Update> updates, Patience patience) throws SQLException {
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
                    json(first.values(), ProductRowsRepository::update),
                    c.createArrayOf("bigint", first.keySet().toArray()));
        }
        // Taken by the first of each product.
        return updates.stream()
                .map(update -> Optional.ofNullable(
                        written.remove(update.before().product().id())))
                .toList();
    }

    /// A product that nobody saw yet: its scores are those of no views.
    ///
    /// @return the products as they are now
    List<Product> insert(Connection c, List<Insert> inserts, Patience patience) throws SQLException {
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
                json(inserts, ProductRowsRepository::insert));
        inserts.forEach(insert -> written.add(Objects.requireNonNull(byIdentity.get(identity(insert.draft())))));
        return written;
    }

    private static List<String> identity(ProductDraft draft) {
        return List.of(draft.network(), draft.externalId());
    }

    private @Nullable Product updateOne(Connection c, Update update) throws SQLException {
        List<@Nullable Object> values = values(update.draft());
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
        List<@Nullable Object> values = values(insert.draft());
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

    private static <T> String json(Collection<T> rows, BiConsumer<JsonBytes, T> row) {
        JsonBytes json = new JsonBytes(rows.size() * BYTES_OF_A_ROW);
        json.open('[');
        for (T one : rows) {
            json.open('{');
            row.accept(json, one);
            json.close('}');
        }
        json.close(']');
        return new String(json.toBytes(), StandardCharsets.UTF_8);
    }

    private static void update(JsonBytes json, Update update) {
        Product before = update.before().product();
        json.field(ID, before.id());
        json.field(WAS_UPDATED, before.updatedAt());
        json.field(WAS_HASH, update.before().contentHash());
        json.field(WAS_STATUS, before.status().name());
        draft(json, update.draft());
        json.field(AT, update.at());
        json.field(PRICED, update.priced() ? 1 : 0);
    }

    private static void insert(JsonBytes json, Insert insert) {
        draft(json, insert.draft());
        json.field(AT, insert.at());
        json.field(PROFIT, Products.profitScoreOfNew(insert.draft()));
    }

    private static void draft(JsonBytes json, ProductDraft draft) {
        List<@Nullable Object> values = values(draft);
        for (int i = 0; i < values.size(); i++) {
            switch (values.get(i)) {
                case null -> {}
                case String text -> json.field(NAMES.get(i), text);
                case Enum<?> constant -> json.field(NAMES.get(i), constant.name());
                case BigDecimal number -> json.field(NAMES.get(i), number);
                case Long number -> json.field(NAMES.get(i), number);
                case Object other -> throw new IllegalStateException("a draft has no " + other.getClass());
            }
        }
    }

    /// The values of [#COLUMNS].
    private static List<@Nullable Object> values(ProductDraft draft) {
        List<@Nullable Object> values = new ArrayList<>(32);
        Collections.addAll(
                values,
                draft.network(),
                draft.externalId(),
                draft.title(),
                draft.description(),
                draft.url(),
                draft.imageUrl(),
                draft.brand(),
                draft.category(),
                draft.gtin(),
                draft.mpn(),
                draft.availability(),
                draft.price(),
                draft.salePrice(),
                draft.currency(),
                draft.commissionRate(),
                draft.status(),
                ContentHash.of(draft));
        return values;
    }

    /// @param each with the name of the column, and its type
    private static String columns(String each) {
        return Arrays.stream(COLUMNS)
                .map(column -> each.formatted((Object[]) column))
                .collect(Collectors.joining(", "));
    }
}
