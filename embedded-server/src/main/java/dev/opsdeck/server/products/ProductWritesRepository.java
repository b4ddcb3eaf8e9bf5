package dev.opsdeck.server.products;

import dev.opsdeck.api.products.Product;
import dev.opsdeck.api.products.ProductDraft;
import dev.opsdeck.api.products.ProductStatus;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.DatabaseException;
import dev.opsdeck.server.db.Dialect;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.http.ApiException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Writes of single products: the row, its scores and its price history change together or not at all. A stored draft
/// has no null where its record has a default. Thread-safe.
///
/// A change reads the product without a lock and writes only if it is still as it was read; who comes second reads it
/// again. So a write is two short trips to the database instead of a lock that is held over three.
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

    /// A point never replaces another: should the clock stand or go back, it comes a millisecond after the last one.
    private static final String PRICE_POINT = """
            insert into price_history (product_id, at, price, sale_price, currency)
            select p.id, greatest(n.at, coalesce((select max(h.at) + interval '0.001' second
              from price_history h where h.product_id = p.id), n.at)), p.price, p.sale_price, p.currency
            from (select cast(? as timestamp(3) with time zone) as at) n,\s""";

    private static final String BY_ID = "select * from products where id = ?";

    private final Database database;

    ProductWritesRepository(Database database) {
        this.database = database;
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
        return unlessTaken(draft, 0, () -> database.writeAtOnce(c -> write(c, INSERT, values, now)))
                .orElseThrow();
    }

    /// Changes one product. `edit` sees it as no other write can change it in between; it is called again when another
    /// write came first. What it throws undoes everything.
    ///
    /// @return empty if there is no such product
    /// @throws ApiException 409 if the new identity is taken
    Optional<Change> change(long id, UnaryOperator<ProductDraft> edit, Instant now) {
        for (int i = 0; i < FREE_TRIES; i++) {
            Optional<Read> found = database.readPrimary(
                    c -> Optional.ofNullable(Sql.one(c, BY_ID, ProductWritesRepository::asRead, id)));
            if (found.isEmpty()) {
                return Optional.empty();
            }
            Read before = found.get();
            ProductDraft draft = edit.apply(before.draft());
            if (before.has(draft)) {
                return Optional.of(new Change(before.product(), before.product()));
            }
            Optional<Product> after =
                    unlessTaken(draft, id, () -> database.writeAtOnce(c -> update(c, before, draft, now)));
            if (after.isPresent()) {
                return Optional.of(new Change(before.product(), after.get()));
            }
        }
        try {
            return database.write(c -> changeLocked(c, id, edit, now));
        } catch (DatabaseException e) {
            if (e.constraintViolated()) {
                throw ApiException.conflict("Another product has this network and external id already.");
            }
            throw e;
        }
    }

    private Optional<Change> changeLocked(Connection c, long id, UnaryOperator<ProductDraft> edit, Instant now)
            throws SQLException {
        Read before = Sql.one(c, BY_ID + " for update", ProductWritesRepository::asRead, id);
        if (before == null) {
            return Optional.empty();
        }
        ProductDraft draft = edit.apply(before.draft());
        Product after = before.has(draft)
                ? before.product()
                : update(c, before, draft, now).orElseThrow();
        return Optional.of(new Change(before.product(), after));
    }

    /// @return empty if there is no such product
    Optional<Change> archive(long id, Instant now) {
        return change(id, draft -> withStatus(draft, ProductStatus.ARCHIVED), now);
    }

    /// A row as it was read, with the hash that stands in it.
    private record Read(Product product, long contentHash) {

        ProductDraft draft() {
            return ProductRepository.draftOf(product);
        }

        boolean has(ProductDraft draft) {
            ProductDraft now = draft();
            return draft.network().equals(now.network())
                    && draft.externalId().equals(now.externalId())
                    && draft.status() == now.status()
                    && ContentHash.of(draft) == ContentHash.of(now);
        }
    }

    private static Read asRead(ResultSet row) throws SQLException {
        return new Read(ProductRepository.product(row), row.getLong("content_hash"));
    }

    /// @return empty if the row is not as it was read any more
    private Optional<Product> update(Connection c, Read before, ProductDraft draft, Instant now) throws SQLException {
        Product product = before.product();
        LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        List<@Nullable Object> values = columns(draft);
        // Later than any former state, so that the time tells states apart.
        values.add(now.isAfter(product.updatedAt()) ? now : product.updatedAt().plusMillis(1));
        values.addAll(ScoreRepository.profitOfOne(product.id(), draft, today));
        values.addAll(List.of(product.id(), product.updatedAt(), before.contentHash(), product.status()));
        return write(c, UPDATE, values, samePrice(before.draft(), draft) ? null : now);
    }

    /// Runs an insert or update of one product and adds the point of a new price.
    ///
    /// @param priced when the price changed; null if it did not
    /// @return the row as it is now; empty if there was none to change
    private Optional<Product> write(
            Connection c, String change, List<@Nullable Object> values, @Nullable Instant priced) throws SQLException {
        if (database.dialect() == Dialect.POSTGRESQL) {
            // One trip for both.
            String point = "";
            if (priced != null) {
                point = ", h as (" + PRICE_POINT + "p)";
                values.add(priced);
            }
            String sql = "with p as (" + change + " returning *)" + point + " select * from p";
            return Optional.ofNullable(Sql.one(c, sql, ProductRepository::product, values.toArray()));
        }
        Product after =
                Sql.one(c, "select * from final table (" + change + ")", ProductRepository::product, values.toArray());
        if (after != null && priced != null) {
            Sql.update(c, PRICE_POINT + "products p where p.id = ?", priced, after.id());
        }
        return Optional.ofNullable(after);
    }

    /// Turns the database's refusal of an identity that another product has into one that says which.
    private Optional<Product> unlessTaken(ProductDraft draft, long own, Supplier<Optional<Product>> write) {
        try {
            return write.get();
        } catch (DatabaseException e) {
            List<Long> taken = e.constraintViolated() ? holders(draft, own) : List.of();
            if (taken.isEmpty()) {
                throw e;
            }
            throw ApiException.conflict(
                    "Product " + taken.getFirst() + " has this network and external id already: change that"
                            + " one, or give this one another external id.");
        }
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

    private static boolean samePrice(ProductDraft a, ProductDraft b) {
        return a.price().compareTo(b.price()) == 0
                && (a.salePrice() == null ? b.salePrice() == null : sameAmount(a, b))
                && a.currency().equals(b.currency());
    }

    private static boolean sameAmount(ProductDraft a, ProductDraft b) {
        return a.salePrice() != null && b.salePrice() != null && a.salePrice().compareTo(b.salePrice()) == 0;
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
