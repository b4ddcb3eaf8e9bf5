package dev.opsdeck.server.products;

import dev.opsdeck.api.products.Product;
import dev.opsdeck.api.products.ProductDraft;
import dev.opsdeck.api.products.ProductStatus;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.http.ApiException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Writes of single products, each one transaction: the row, its price history, its scores. A stored draft has no null
/// where its record has a default. Thread-safe.
final class ProductWritesRepository {

    private static final String INSERT = """
            insert into products (network, external_id, title, description, url, image_url, brand, category, gtin, mpn,
              availability, price, sale_price, currency, commission_rate, status, content_hash, created_at, updated_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String UPDATE = """
            update products set network = ?, external_id = ?, title = ?, description = ?, url = ?, image_url = ?,
              brand = ?, category = ?, gtin = ?, mpn = ?, availability = ?, price = ?, sale_price = ?, currency = ?,
              commission_rate = ?, status = ?, content_hash = ?, updated_at = ?
            where id = ?
            """;

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

    /// @throws ApiException 409 if the identity is taken
    Product insert(ProductDraft draft, Instant now) {
        return database.write(c -> {
            refuseTaken(c, draft, 0);
            long id = Sql.insertReturningId(
                    c,
                    INSERT,
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
                    ContentHash.of(draft),
                    now,
                    now);
            pricePoint(c, id, draft, now);
            ScoreRepository.recompute(c, id, id, day(now));
            return Objects.requireNonNull(locked(c, id));
        });
    }

    /// Changes one product. `edit` sees it as no other write can change it in between; what it throws undoes
    /// everything.
    ///
    /// @return empty if there is no such product
    Optional<Change> change(long id, UnaryOperator<ProductDraft> edit, Instant now) {
        return database.write(c -> {
            Product before = locked(c, id);
            if (before == null) {
                return Optional.empty();
            }
            ProductDraft old = ProductRepository.draftOf(before);
            ProductDraft draft = edit.apply(old);
            if (draft.network().equals(old.network())
                    && draft.externalId().equals(old.externalId())
                    && draft.status() == old.status()
                    && ContentHash.of(draft) == ContentHash.of(old)) {
                return Optional.of(new Change(before, before));
            }
            refuseTaken(c, draft, id);
            update(c, id, draft, now);
            if (!samePrice(old, draft)) {
                pricePoint(c, id, draft, now);
            }
            ScoreRepository.recompute(c, id, id, day(now));
            return Optional.of(new Change(before, Objects.requireNonNull(locked(c, id))));
        });
    }

    /// @return empty if there is no such product
    Optional<Change> archive(long id, Instant now) {
        return change(id, draft -> withStatus(draft, ProductStatus.ARCHIVED), now);
    }

    private static @Nullable Product locked(Connection c, long id) throws SQLException {
        return Sql.one(c, "select * from products where id = ? for update", ProductRepository::product, id);
    }

    private static void refuseTaken(Connection c, ProductDraft draft, long own) throws SQLException {
        Long taken = Sql.one(
                c,
                "select id from products where network = ? and external_id = ? and id <> ?",
                row -> row.getLong(1),
                draft.network(),
                draft.externalId(),
                own);
        if (taken != null) {
            throw ApiException.conflict("Product " + taken + " has this network and external id already: change that"
                    + " one, or give this one another external id.");
        }
    }

    private static void update(Connection c, long id, ProductDraft draft, Instant now) throws SQLException {
        Sql.update(
                c,
                UPDATE,
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
                ContentHash.of(draft),
                now,
                id);
    }

    /// A point never replaces another: should the clock stand or go back, it comes a millisecond after the last one.
    private static void pricePoint(Connection c, long id, ProductDraft draft, Instant now) throws SQLException {
        Instant last = Sql.one(
                c,
                "select at from price_history where product_id = ? order by at desc limit 1",
                row -> Sql.instant(row, "at"),
                id);
        Instant at = last == null || now.isAfter(last) ? now : last.plusMillis(1);
        Sql.update(
                c,
                "insert into price_history (product_id, at, price, sale_price, currency) values (?, ?, ?, ?, ?)",
                id,
                at,
                draft.price(),
                draft.salePrice(),
                draft.currency());
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

    private static LocalDate day(Instant now) {
        return now.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
