package dev.opsdeck.server.products;

import dev.opsdeck.api.products.Product;
import dev.opsdeck.api.products.ProductDraft;
import dev.opsdeck.api.products.ProductStatus;
import dev.opsdeck.server.cache.Renewal;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.DatabaseException;
import dev.opsdeck.server.db.Rounds;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.http.ApiException;
import dev.opsdeck.server.products.ProductRowsRepository.Insert;
import dev.opsdeck.server.products.ProductRowsRepository.Patience;
import dev.opsdeck.server.products.ProductRowsRepository.Read;
import dev.opsdeck.server.products.ProductRowsRepository.Update;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Writes of single products: the row, its scores, its price history and what other instances learn of it change
/// together or not at all. A stored draft has no null where its record has a default. Thread-safe.
///
/// A change reads the product without a lock and writes only if it is still as it was read; who comes second reads it
/// again. Reads and writes that come at the same time go to the database together, in [Rounds].
final class ProductWritesRepository {

    /// Tries without a lock; after them the row is locked, so that a product that everybody writes is written,
    /// too.
    private static final int FREE_TRIES = 3;

    private final Database database;
    private final ProductCaches caches;
    private final ProductRowsRepository rows;
    private final Rounds<Long, Optional<Read>> reads;
    private final Rounds<Update, Optional<Product>> updates;
    private final Rounds<Insert, Product> inserts;

    /// @param caches told of every write
    ProductWritesRepository(Database database, ProductCaches caches) {
        this.database = database;
        this.caches = caches;
        this.rows = new ProductRowsRepository(database.dialect());
        this.reads = new Rounds<>(
                database, rows.reading(), this::read, id -> read(List.of(id)).getFirst());
        this.updates = new Rounds<>(
                database,
                rows.updating(),
                all -> update(all, Patience.SHORT),
                one -> update(List.of(one), Patience.LONG).getFirst());
        this.inserts = new Rounds<>(
                database,
                rows.inserting(),
                all -> insert(all, Patience.SHORT),
                one -> insert(List.of(one), Patience.LONG).getFirst());
    }

    /// What a write found and left. Equal when there was nothing to change.
    record Change(Product before, Product after) {

        boolean changed() {
            return !before.equals(after);
        }
    }

    /// A write to a row that this transaction has locked.
    private record Locked(Update update, Renewal renewal) {}

    /// A product that nobody saw yet: its scores are those of no views.
    ///
    /// @throws ApiException 409 if the identity is taken
    Product insert(ProductDraft draft, Instant now) {
        try {
            return inserts.join(new Insert(draft, now));
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
        for (int i = 0; i < FREE_TRIES; i++) {
            Optional<Read> before = reads.join(id);
            if (before.isEmpty()) {
                return Optional.empty();
            }
            Update update = update(before.get(), edit, now);
            Optional<Change> change = update == null ? unchanged(before.get()) : written(update);
            if (change.isPresent()) {
                return change;
            }
        }
        AtomicReference<@Nullable Locked> wanted = new AtomicReference<>();
        try {
            Optional<Change> change = database.write(c -> changeLocked(c, id, edit, now, wanted));
            Locked done = wanted.get();
            if (done != null) {
                done.renewal().committed();
            }
            return change;
        } catch (DatabaseException e) {
            Locked refused = wanted.get();
            throw refused == null ? e : refused(e, refused.update().draft(), id);
        }
    }

    /// @return empty if there is no such product
    Optional<Change> archive(long id, Instant now) {
        return change(id, draft -> withStatus(draft, ProductStatus.ARCHIVED), now);
    }

    private static Optional<Change> unchanged(Read read) {
        return Optional.of(new Change(read.product(), read.product()));
    }

    /// @return empty if another write came first
    private Optional<Change> written(Update update) {
        try {
            return updates.join(update).map(after -> new Change(update.before().product(), after));
        } catch (DatabaseException e) {
            throw refused(e, update.draft(), update.before().product().id());
        }
    }

    private Optional<Change> changeLocked(
            Connection c,
            long id,
            UnaryOperator<ProductDraft> edit,
            Instant now,
            AtomicReference<@Nullable Locked> wanted)
            throws SQLException {
        Optional<Read> before = rows.read(c, List.of(id), true).getFirst();
        if (before.isEmpty()) {
            return Optional.empty();
        }
        Update update = update(before.get(), edit, now);
        if (update == null) {
            return unchanged(before.get());
        }
        Renewal renewal = caches.changed(List.of(update));
        wanted.set(new Locked(update, renewal));
        return rows.update(c, List.of(update), Patience.LONG, renewal)
                .getFirst()
                .map(after -> new Change(before.get().product(), after));
    }

    private List<Optional<Product>> update(List<Update> updates, Patience patience) {
        Renewal renewal = caches.changed(updates);
        List<Optional<Product>> written = database.writeAtOnce(c -> rows.update(c, updates, patience, renewal));
        renewal.committed();
        return written;
    }

    private List<Product> insert(List<Insert> inserts, Patience patience) {
        Renewal renewal = caches.added();
        List<Product> written = database.writeAtOnce(c -> rows.insert(c, inserts, patience, renewal));
        renewal.committed();
        written.forEach(product -> caches.added(product.id()));
        return written;
    }

    private List<Optional<Read>> read(List<Long> ids) {
        return database.readPrimary(c -> rows.read(c, ids, false));
    }

    /// @return null when there is nothing to change
    private static @Nullable Update update(Read before, UnaryOperator<ProductDraft> edit, Instant now) {
        ProductDraft present = ProductRepository.draftOf(before.product());
        ProductDraft draft = edit.apply(present);
        Instant last = before.product().updatedAt();
        boolean priced = !samePrice(present, draft);
        return !priced && same(present, draft)
                ? null
                : new Update(before, draft, now.isAfter(last) ? now : last.plusMillis(1), priced);
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

    /// Whether two drafts are stored as the same row: 15.0 is 15.00.
    private static boolean same(ProductDraft a, ProductDraft b) {
        for (ProductColumns field : ProductColumns.FIELDS) {
            if (!sameValue(field.of(a), field.of(b))) {
                return false;
            }
        }
        return true;
    }

    private static boolean samePrice(ProductDraft a, ProductDraft b) {
        return sameValue(a.price(), b.price())
                && sameValue(a.salePrice(), b.salePrice())
                && a.currency().equals(b.currency());
    }

    private static boolean sameValue(@Nullable Object a, @Nullable Object b) {
        return (a instanceof BigDecimal x && b instanceof BigDecimal y) ? x.compareTo(y) == 0 : Objects.equals(a, b);
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
