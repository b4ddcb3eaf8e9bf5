package dev.opsdeck.server.sync;

import dev.opsdeck.api.products.ProductStatus;
import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.server.cache.Renewal;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Dialect;
import dev.opsdeck.server.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;

/// What staged rows mean for the catalogue, and the one transaction that makes them so. Used by the thread of the run.
final class PublishRepository {

    /// A product that is as staged but belongs to another source stays there: two feeds with the same product do not
    /// take it from each other at every run. Rows without a title were found unchanged when they were staged.
    static final String CHANGED = "t.title is not null and (p.content_hash <> t.content_hash or p.source is null"
            + " or p.status = 'ARCHIVED')";

    private final Database database;
    private final Supplier<Renewal> renewal;
    /// H2 writes the result of a select into a file of its own before it inserts it, unless it is told not to.
    private final String into;

    /// @param renewal of what a new generation makes old
    PublishRepository(Database database, Supplier<Renewal> renewal) {
        this.database = database;
        this.renewal = renewal;
        this.into = database.dialect() == Dialect.H2 ? "direct select" : "select";
    }

    /// What a run would do, or did.
    record Effect(long added, long changed, long unchanged, long archived) {}

    /// What decides whether a run may go on without asking.
    ///
    /// @param rows     staged rows
    /// @param owned    products of the source that are not archived before the run
    /// @param archived those of them that are not in the feed
    record Losses(long rows, long owned, long archived) {}

    Losses losses(long run, String source, String network) {
        return database.writeUntimed(c -> {
            prepare(c, run);
            long rows = Sql.number(c, "select count(*) from " + StagingRepository.table(run));
            long owned = Sql.number(
                    c,
                    "select count(*) from products where source = ? and status <> ?",
                    source,
                    ProductStatus.ARCHIVED);
            return new Losses(rows, owned, owned == 0 ? 0 : archived(c, run, source, network));
        });
    }

    /// What publishing would do now.
    Effect effect(long run, String source, String network) {
        return database.writeUntimed(c -> {
            prepare(c, run);
            String t = StagingRepository.table(run);
            long added = Sql.number(
                    c,
                    "select count(*) from " + t + " t where t.title is not null and not exists"
                            + " (select 1 from products p where p.network = ? and p.external_id = t.external_id)",
                    network);
            long changed = Sql.number(
                    c,
                    "select count(*) from " + t + " t join products p on p.network = ?"
                            + " and p.external_id = t.external_id where " + CHANGED,
                    network);
            long staged = Sql.number(c, "select count(*) from " + t);
            return new Effect(added, changed, staged - added - changed, archived(c, run, source, network));
        });
    }

    /// Makes the staged rows the source's generation and ends the run, in one transaction.
    ///
    /// @param done the run to store, made of the effect
    /// @throws LostLock if the run was declared dead meanwhile
    SyncRun publish(long run, String source, String network, Instant at, Function<Effect, SyncRun> done) {
        return Renewal.write(
                database::writeUntimed,
                c -> publish(c, run, source, network, at, done),
                end -> SyncJob.touched(end) == 0 ? null : renewal.get());
    }

    private SyncRun publish(
            Connection c, long run, String source, String network, Instant at, Function<Effect, SyncRun> done)
            throws SQLException {
        prepare(c, run);
        String t = StagingRepository.table(run);
        long kept = GenerationRepository.keepChanged(c, into, run, network)
                + GenerationRepository.keepVanished(c, into, run, source, network);
        int changed = kept == 0 ? 0 : change(c, t, source, network, at);
        int added = add(c, t, source, network, at);
        int archived = kept == 0
                ? 0
                : Sql.update(
                        c,
                        "update products p set status = 'ARCHIVED', updated_at = ? where " + vanished(t),
                        at,
                        source,
                        ProductStatus.ARCHIVED,
                        network);
        if (kept + added > 0) {
            GenerationRepository.remember(c, run, source, network, at);
        }
        long staged = Sql.number(c, "select count(*) from " + t);
        SyncRun result = done.apply(new Effect(added, changed, staged - added - changed, archived));
        if (!SyncRepository.finish(c, result)) {
            throw new LostLock();
        }
        return result;
    }

    private int change(Connection c, String t, String source, String network, Instant at) throws SQLException {
        Sql.update(c, """
                insert into price_history (product_id, at, price, sale_price, currency)
                %s p.id, cast(? as timestamp(3) with time zone), t.price, t.sale_price, t.currency from %s t
                join products p on p.network = ? and p.external_id = t.external_id
                where t.title is not null and (p.price <> t.price or p.currency <> t.currency
                    or p.sale_price is distinct from t.sale_price)""".formatted(into, t), at, network);
        return Sql.update(c, """
                merge into products p using %s t on (p.network = ? and p.external_id = t.external_id)
                when matched and (%s) then update set
                    title = t.title, description = t.description, url = t.url, image_url = t.image_url,
                    brand = t.brand, category = t.category, gtin = t.gtin, mpn = t.mpn,
                    availability = t.availability, price = t.price, sale_price = t.sale_price,
                    currency = t.currency, commission_rate = t.commission_rate,
                    status = case when p.status = 'ARCHIVED' then 'ACTIVE' else p.status end,
                    content_hash = t.content_hash, source = ?, updated_at = ?""".formatted(whole(t), CHANGED), network, source, at);
    }

    private int add(Connection c, String t, String source, String network, Instant at) throws SQLException {
        int added = Sql.update(c, """
                insert into products (network, external_id, title, description, url, image_url, brand, category, gtin,
                    mpn, availability, price, sale_price, currency, commission_rate, status, created_at, updated_at,
                    source, content_hash, profit_score)
                %s cast(? as varchar(64)), t.external_id, t.title, t.description, t.url, t.image_url, t.brand,
                    t.category, t.gtin, t.mpn, t.availability, t.price, t.sale_price, t.currency, t.commission_rate,
                    'ACTIVE', cast(? as timestamp(3) with time zone), cast(? as timestamp(3) with time zone),
                    cast(? as varchar(64)), t.content_hash, t.profit_score
                from %s t where t.title is not null and not exists (select 1 from products p
                    where p.network = ? and p.external_id = t.external_id)""".formatted(into, t), network, at, at, source, network);
        if (added > 0) {
            Sql.update(c, """
                    insert into price_history (product_id, at, price, sale_price, currency)
                    %s p.id, p.created_at, p.price, p.sale_price, p.currency from %s t
                    join products p on p.network = ? and p.external_id = t.external_id
                    where t.title is not null and p.created_at = ? and p.source = ?""".formatted(into, t), network, at, source);
        }
        return added;
    }

    private static long archived(Connection c, long run, String source, String network) throws SQLException {
        return Sql.number(
                c,
                "select count(*) from products p where " + vanished(StagingRepository.table(run)),
                source,
                ProductStatus.ARCHIVED,
                network);
    }

    /// Parameters: source, ARCHIVED, network.
    static String vanished(String table) {
        return "p.source = ? and p.status <> ? and (p.network <> ? or not exists (select 1 from " + table
                + " t where t.external_id = p.external_id))";
    }

    /// Only the rows that were staged with their content.
    private static String whole(String table) {
        return "(select * from " + table + " where title is not null)";
    }

    /// One statement may take long here, and PostgreSQL has no figures of the new table yet.
    private void prepare(Connection c, long run) throws SQLException {
        if (database.dialect() == Dialect.POSTGRESQL) {
            Sql.update(c, "set local statement_timeout = 0");
            Sql.update(c, "analyze " + StagingRepository.table(run));
        }
    }
}
