package dev.opsdeck.server.products;

import dev.opsdeck.api.products.Product;
import dev.opsdeck.api.products.ProductDraft;
import dev.opsdeck.api.products.ProductStatus;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.DatabaseException;
import dev.opsdeck.server.db.Dialect;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.http.ApiException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Writes of single products: the row, its scores and its price history change together or not at all. A stored draft
/// has no null where its record has a default. Thread-safe.
///
/// A change reads the product without a lock and writes only if it is still as it was read; who comes second reads it
/// again. So a write is two short trips to the database instead of a lock that is held over three. What was written is
/// known here: the row does not travel back, but for what the database adds to it.
final class ProductWritesRepository {

    /// Tries without a lock; after them the row is locked, so that a product that everybody writes is written, too.
    private static final int FREE_TRIES = 3;

    private static final String INSERT = """
            insert into products (network, external_id, title, description, url, image_url, brand, category, gtin, mpn,
              availability, price, sale_price, currency, commission_rate, status, content_hash, created_at, updated_at,
              profit_score)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String UPDATE = """
            update products set network = ?, external_id = ?, title = ?, description = ?, url = ?, image_url = ?,
              brand = ?, category = ?, gtin = ?, mpn = ?, availability = ?, price = ?, sale_price = ?, currency = ?,
              commission_rate = ?, status = ?, content_hash = ?, updated_at = ?, profit_score =\s"""
            + ScoreRepository.PROFIT_OF_ONE
            // Whoever else writes the row changes one of these.
            + " where id = ? and updated_at = ? and content_hash = ? and status = ?";

    /// A price counts from when the product is as it is; those times always rise.
    private static final String PRICE_POINT = """
            insert into price_history (product_id, at, price, sale_price, currency)
            select id, updated_at, price, sale_price, currency from\s""";

    private static final String RETURNED = "id, trend_score, profit_score, created_at, updated_at";

    private static final String BY_ID =
            "select " + ProductRepository.COLUMNS + ", content_hash from products where id = ?";

    private final Database database;
    private final String insert;
    private final String update;
    private final String updateOfPrice;

    ProductWritesRepository(Database database) {
        this.database = database;
        this.insert = returning(INSERT, true);
        this.update = returning(UPDATE, false);
        this.updateOfPrice = returning(UPDATE, true);
    }

    /// A change whose one row is [#RETURNED]. On PostgreSQL it adds the price point as well, in one trip.
    private String returning(String change, boolean priced) {
        if (database.dialect() == Dialect.H2) {
            return "select " + RETURNED + " from final table (" + change + ")";
        }
        return "with p as (" + change + " returning " + RETURNED + ", price, sale_price, currency)"
                + (priced ? ", h as (" + PRICE_POINT + "p)" : "") + " select " + RETURNED + " from p";
    }

    /// What a write found and left. Equal when there was nothing to change.
    record Change(Product before, Product after) {

        boolean changed() {
            return !before.equals(after);
        }
    }

    /// A product that nobody saw yet: its scores are those of no views.
    ///
    /// @throws ApiException 409 if the identity is taken
    Product insert(ProductDraft draft, Instant now) {
        List<@Nullable Object> values = columns(draft);
        values.addAll(Arrays.asList(now, now, Products.profitScoreOfNew(draft)));
        try {
            return database.writeAtOnce(c -> write(c, insert, values, draft, true))
                    .orElseThrow();
        } catch (DatabaseException e) {
            throw refused(e, draft, 0);
        }
    }

    /// Changes one product. `edit` sees it as no other write can change it in between; it is called again when
    /// another write came first. What it throws undoes everything.
    ///
    /// @return empty if there is no such product
    /// @throws ApiException 409 if the new identity is taken
    Optional<Change> change(long id, UnaryOperator<ProductDraft> edit, Instant now) {
        AtomicReference<@Nullable ProductDraft> wanted = new AtomicReference<>();
        UnaryOperator<ProductDraft> remembered = present -> {
            ProductDraft draft = edit.apply(present);
            wanted.set(draft);
            return draft;
        };
        try {
            for (int i = 0; i < FREE_TRIES; i++) {
                Attempt attempt = database.writeAtOnce(c -> attempt(c, BY_ID, id, remembered, now));
                if (!attempt.overtaken()) {
                    return attempt.change();
                }
            }
            return database.write(c -> attempt(c, BY_ID + " for update", id, remembered, now))
                    .change();
        } catch (DatabaseException e) {
            ProductDraft draft = wanted.get();
            throw draft == null ? e : refused(e, draft, id);
        }
    }

    /// @return empty if there is no such product
    Optional<Change> archive(long id, Instant now) {
        return change(id, draft -> withStatus(draft, ProductStatus.ARCHIVED), now);
    }

    /// @param overtaken whether another write came first, so that nothing was written
    /// @param change    empty also when there is no such product
    private record Attempt(boolean overtaken, Optional<Change> change) {}

    private Attempt attempt(Connection c, String read, long id, UnaryOperator<ProductDraft> edit, Instant now)
            throws SQLException {
        Read before = Sql.one(c, read, ProductWritesRepository::asRead, id);
        if (before == null) {
            return new Attempt(false, Optional.empty());
        }
        ProductDraft present = ProductRepository.draftOf(before.product());
        ProductDraft draft = edit.apply(present);
        if (same(present, draft)) {
            return new Attempt(false, Optional.of(new Change(before.product(), before.product())));
        }
        Optional<Product> after = update(c, before, draft, !samePrice(present, draft), now);
        return new Attempt(after.isEmpty(), after.map(product -> new Change(before.product(), product)));
    }

    /// A row as it was read, with the hash that stands in it.
    private record Read(Product product, long contentHash) {}

    private static Read asRead(ResultSet row) throws SQLException {
        return new Read(ProductRepository.product(row), row.getLong("content_hash"));
    }

    /// @return empty if the row is not as it was read any more
    private Optional<Product> update(Connection c, Read before, ProductDraft draft, boolean priced, Instant now)
            throws SQLException {
        Product product = before.product();
        List<@Nullable Object> values = columns(draft);
        // Later than any former state, so that the time tells states apart.
        values.add(now.isAfter(product.updatedAt()) ? now : product.updatedAt().plusMillis(1));
        values.addAll(ScoreRepository.profitOfOne(draft));
        values.addAll(List.of(product.id(), product.updatedAt(), before.contentHash(), product.status()));
        return write(c, priced ? updateOfPrice : update, values, draft, priced);
    }

    /// Runs an insert or update of one product and adds the point of a new price.
    ///
    /// @return the product as it is now; empty if there was none to change
    private Optional<Product> write(
            Connection c, String change, List<@Nullable Object> values, ProductDraft draft, boolean priced)
            throws SQLException {
        Product after = Sql.one(c, change, row -> ProductRepository.written(draft, row), values.toArray());
        if (after != null && priced && database.dialect() == Dialect.H2) {
            Sql.update(c, PRICE_POINT + "products where id = ?", after.id());
        }
        return Optional.ofNullable(after);
    }

    /// Of the database's refusal of an identity that another product has, one that says which.
    private RuntimeException refused(DatabaseException e, ProductDraft draft, long own) {
        List<Long> taken = e.constraintViolated() ? holders(draft, own) : List.of();
        return taken.isEmpty()
                ? e
                : ApiException.conflict("Product " + taken.getFirst() + " has this network and external id already:"
                        + " change that one, or give this one another external id.");
    }

    private List<Long> holders(ProductDraft draft, long own) {
        return database.readPrimary(c -> Sql.list(
                c,
                "select id from products where network = ? and external_id = ? and id <> ?",
                row -> row.getLong(1),
                draft.network(),
                draft.externalId(),
                own));
    }

    /// The values of the written columns, in the order of both statements, and the hash behind them.
    private static List<@Nullable Object> columns(ProductDraft draft) {
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

    /// Whether two drafts are stored as the same row: 15.0 is 15.00.
    private static boolean same(ProductDraft a, ProductDraft b) {
        return samePrice(a, b)
                && sameAmount(a.commissionRate(), b.commissionRate())
                && a.network().equals(b.network())
                && a.externalId().equals(b.externalId())
                && a.title().equals(b.title())
                && Objects.equals(a.description(), b.description())
                && a.url().equals(b.url())
                && Objects.equals(a.imageUrl(), b.imageUrl())
                && Objects.equals(a.brand(), b.brand())
                && Objects.equals(a.category(), b.category())
                && Objects.equals(a.gtin(), b.gtin())
                && Objects.equals(a.mpn(), b.mpn())
                && a.availability() == b.availability()
                && a.status() == b.status();
    }

    private static boolean samePrice(ProductDraft a, ProductDraft b) {
        return sameAmount(a.price(), b.price())
                && sameAmount(a.salePrice(), b.salePrice())
                && a.currency().equals(b.currency());
    }

    private static boolean sameAmount(@Nullable BigDecimal a, @Nullable BigDecimal b) {
        return a == null ? b == null : b != null && a.compareTo(b) == 0;
    }

    private static ProductDraft withStatus(ProductDraft draft, ProductStatus status) {
        return new ProductDraft(
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
                status);
    }
}
