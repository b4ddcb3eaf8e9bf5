package dev.opsdeck.server.sync;

import dev.opsdeck.api.products.ProductDraft;
import dev.opsdeck.api.products.ProductStatus;
import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Dialect;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.products.ContentHash;
import dev.opsdeck.server.products.Products;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The rows of a run before they are the catalogue, in a table of the run's own, and the one transaction that makes
/// them
/// so. Used by the thread of the run; holds no rows in memory.
final class StagingRepository {

    private static final String PREFIX = "sync_staging_";

    /// A product that is as staged but belongs to another source stays there: two feeds with the same product do not
    /// take it from each other at every run.
    private static final String CHANGED = "p.content_hash <> t.content_hash or p.source is null or p.status = ?";

    private final Database database;

    StagingRepository(Database database) {
        this.database = database;
    }

    /// What a run would do, or did.
    ///
    /// @param archived products of the source that are not in the feed
    /// @param owned    products of the source that are not archived before the run
    record Effect(long added, long changed, long unchanged, long archived, long owned) {}

    /// A run that was declared dead while it was alive: nothing of it was written.
    static final class LostLock extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    void create(long run) {
        // Not logged: after a crash the run is lost anyway.
        String kind = database.dialect() == Dialect.POSTGRESQL ? "create unlogged table " : "create table ";
        database.write(c -> Sql.update(c, kind + table(run) + """
                         (external_id varchar(128) not null primary key, title varchar(512) not null,
                        description varchar(8192), url varchar(2048) not null, image_url varchar(2048), brand varchar(256),
                        category varchar(512), gtin varchar(14), mpn varchar(128), availability varchar(16) not null,
                        price numeric(19, 4) not null, sale_price numeric(19, 4), currency varchar(3) not null,
                        commission_rate numeric(9, 6) not null, content_hash bigint not null,
                        profit_score double precision not null)"""));
    }

    void drop(long run) {
        database.write(c -> Sql.update(c, "drop table if exists " + table(run)));
    }

    /// Drops the tables of runs that are not under way.
    void dropLeftovers() {
        List<String> tables = database.read(c -> Sql.list(
                c,
                "select lower(table_name) from information_schema.tables where lower(table_name) like ?",
                row -> row.getString(1),
                PREFIX.replace("_", "\\_") + "%"));
        for (String table : tables) {
            String number = table.substring(PREFIX.length());
            if (number.matches("[0-9]{1,18}")) {
                long run = Long.parseLong(number);
                boolean alive = database.read(c -> Sql.number(
                                c, "select count(*) from sync_runs where id = ? and running_source is not null", run))
                        > 0;
                if (!alive) {
                    drop(run);
                }
            }
        }
    }

    /// Adds rows whose ids are not there yet. The ids must differ among each other.
    ///
    /// @return the ids that were there before: their rows were not added
    Set<String> add(long run, List<ProductDraft> products) {
        if (products.isEmpty()) {
            return Set.of();
        }
        return database.write(c -> {
            Set<String> known = known(c, run, products);
            try (PreparedStatement statement = c.prepareStatement("insert into " + table(run)
                    + " (external_id, title, description, url, image_url, brand, category, gtin, mpn, availability, price,"
                    + " sale_price, currency, commission_rate, content_hash, profit_score)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                int rows = 0;
                for (ProductDraft product : products) {
                    if (!known.contains(product.externalId())) {
                        bind(statement, product);
                        statement.addBatch();
                        rows++;
                    }
                }
                if (rows > 0) {
                    statement.executeBatch();
                }
            }
            return known;
        });
    }

    /// What publishing would do now.
    Effect effect(long run, String source, String network) {
        return database.read(c -> {
            prepare(c, run);
            long staged = Sql.number(c, "select count(*) from " + table(run));
            long added = Sql.number(
                    c,
                    "select count(*) from " + table(run) + " t where not exists (select 1 from products p"
                            + " where p.network = ? and p.external_id = t.external_id)",
                    network);
            long changed = Sql.number(
                    c,
                    "select count(*) from " + table(run) + " t join products p on p.network = ?"
                            + " and p.external_id = t.external_id where " + CHANGED,
                    network,
                    ProductStatus.ARCHIVED);
            long archived = Sql.number(
                    c,
                    "select count(*) from products p where " + vanished(table(run)),
                    source,
                    ProductStatus.ARCHIVED,
                    network);
            long owned = Sql.number(
                    c,
                    "select count(*) from products where source = ? and status <> ?",
                    source,
                    ProductStatus.ARCHIVED);
            return new Effect(added, changed, staged - added - changed, archived, owned);
        });
    }

    /// Makes the staged rows the source's generation and ends the run, in one transaction.
    ///
    /// @param done the run to store, made of the effect
    /// @throws LostLock if the run was declared dead meanwhile
    SyncRun publish(long run, String source, String network, Instant at, Function<Effect, SyncRun> done) {
        return database.write(c -> {
            prepare(c, run);
            String t = table(run);
            Sql.update(c, """
                    insert into price_history (product_id, at, price, sale_price, currency)
                    select p.id, ?, t.price, t.sale_price, t.currency from %s t
                    join products p on p.network = ? and p.external_id = t.external_id
                    where p.price <> t.price or p.currency <> t.currency
                        or p.sale_price is distinct from t.sale_price""".formatted(t), at, network);
            int changed = Sql.update(c, """
                    merge into products p using %s t on (p.network = ? and p.external_id = t.external_id)
                    when matched and (%s) then update set
                        title = t.title, description = t.description, url = t.url, image_url = t.image_url,
                        brand = t.brand, category = t.category, gtin = t.gtin, mpn = t.mpn,
                        availability = t.availability, price = t.price, sale_price = t.sale_price,
                        currency = t.currency, commission_rate = t.commission_rate,
                        status = case when p.status = 'ARCHIVED' then 'ACTIVE' else p.status end,
                        content_hash = t.content_hash, source = ?, updated_at = ?""".formatted(t, CHANGED), network, ProductStatus.ARCHIVED, source, at);
            int added = Sql.update(c, """
                    insert into products (network, external_id, title, description, url, image_url, brand, category, gtin,
                        mpn, availability, price, sale_price, currency, commission_rate, status, created_at, updated_at,
                        source, content_hash, profit_score)
                    select cast(? as varchar(64)), t.external_id, t.title, t.description, t.url, t.image_url, t.brand,
                        t.category, t.gtin, t.mpn, t.availability, t.price, t.sale_price, t.currency, t.commission_rate,
                        'ACTIVE', cast(? as timestamp(3) with time zone), cast(? as timestamp(3) with time zone),
                        cast(? as varchar(64)), t.content_hash, t.profit_score
                    from %s t where not exists (select 1 from products p
                        where p.network = ? and p.external_id = t.external_id)""".formatted(t), network, at, at, source, network);
            if (added > 0) {
                Sql.update(c, """
                        insert into price_history (product_id, at, price, sale_price, currency)
                        select p.id, ?, p.price, p.sale_price, p.currency from %s t
                        join products p on p.network = ? and p.external_id = t.external_id
                        where not exists (select 1 from price_history h where h.product_id = p.id)""".formatted(t), at, network);
            }
            long staged = Sql.number(c, "select count(*) from " + t);
            int archived = Sql.update(
                    c,
                    "update products p set status = 'ARCHIVED', updated_at = ? where " + vanished(t),
                    at,
                    source,
                    ProductStatus.ARCHIVED,
                    network);
            SyncRun result = done.apply(new Effect(added, changed, staged - added - changed, archived, 0));
            if (!SyncRepository.finish(c, result)) {
                throw new LostLock();
            }
            return result;
        });
    }

    private static String vanished(String table) {
        return "p.source = ? and p.status <> ? and (p.network <> ? or not exists (select 1 from " + table
                + " t where t.external_id = p.external_id))";
    }

    /// One statement may take long here, and PostgreSQL has no figures of the new table yet.
    private void prepare(Connection c, long run) throws SQLException {
        if (database.dialect() == Dialect.POSTGRESQL) {
            if (!c.getAutoCommit()) {
                Sql.update(c, "set local statement_timeout = 0");
            }
            Sql.update(c, "analyze " + table(run));
        }
    }

    private static Set<String> known(Connection c, long run, List<ProductDraft> products) throws SQLException {
        String marks = String.join(", ", Collections.nCopies(products.size(), "?"));
        @Nullable Object[] ids = products.stream().map(ProductDraft::externalId).toArray();
        return new HashSet<>(Sql.list(
                c,
                "select external_id from " + table(run) + " where external_id in (" + marks + ")",
                row -> row.getString(1),
                ids));
    }

    private static void bind(PreparedStatement statement, ProductDraft product) throws SQLException {
        Sql.bind(
                statement,
                product.externalId(),
                product.title(),
                product.description(),
                product.url(),
                product.imageUrl(),
                product.brand(),
                product.category(),
                product.gtin(),
                product.mpn(),
                product.availability(),
                product.price(),
                product.salePrice(),
                product.currency(),
                product.commissionRate(),
                ContentHash.of(product),
                Products.profitScoreOfNew(product));
    }

    private static String table(long run) {
        return PREFIX + run;
    }
}
