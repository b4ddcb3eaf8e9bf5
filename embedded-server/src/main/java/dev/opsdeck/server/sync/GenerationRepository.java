package dev.opsdeck.server.sync;

import dev.opsdeck.api.products.ProductStatus;
import dev.opsdeck.api.sync.RollbackPlan;
import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.server.cache.Renewal;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Dialect;
import dev.opsdeck.server.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// The way back: what the last run of each source that changed anything has replaced, kept in the transaction of the
/// run, and the one transaction that puts it back. A product whose time of change is no longer that of the run was
/// edited since: it stays as it is. Used by the threads of runs and requests.
final class GenerationRepository {

    private static final String CONTENT = """
            title, description, url, image_url, brand, category, gtin, mpn, availability, price, sale_price, currency,
            commission_rate""";

    /// Of the products that the run added. A product is not removed, because figures refer to it: it is archived.
    private static final String ADDED = "p.source = ? and p.created_at = ? and p.status <> 'ARCHIVED'";

    private final Database database;
    private final Supplier<Renewal> renewal;

    /// @param renewal of what a rollback makes old
    GenerationRepository(Database database, Supplier<Renewal> renewal) {
        this.database = database;
        this.renewal = renewal;
    }

    /// Keeps the products that the staged rows change. Says how many.
    ///
    /// @param into the words that begin the select of an insert
    static long keepChanged(Connection c, String into, long run, String network) throws SQLException {
        return Sql.update(
                c,
                keep(into) + " from " + StagingRepository.table(run)
                        + " t join products p on p.network = ? and p.external_id = t.external_id where "
                        + PublishRepository.CHANGED,
                run,
                network);
    }

    /// Keeps the products that the run archives. Says how many.
    static long keepVanished(Connection c, String into, long run, String source, String network) throws SQLException {
        return Sql.update(
                c,
                keep(into) + " from products p where " + PublishRepository.vanished(StagingRepository.table(run)),
                run,
                source,
                ProductStatus.ARCHIVED,
                network);
    }

    private static String keep(String into) {
        return "insert into sync_former (run_id, product_id, " + CONTENT + ", status, source, content_hash) " + into
                + " cast(? as bigint), p.id, p." + CONTENT.replaceAll(",\\s+", ", p.")
                + ", p.status, p.source, p.content_hash";
    }

    /// Makes the run the one to take back, and forgets the one before it.
    static void remember(Connection c, long run, String source, String network, Instant at) throws SQLException {
        forget(c, source);
        Sql.update(
                c,
                "insert into sync_generations (source, run_id, network, published_at) values (?, ?, ?, ?)",
                source,
                run,
                network,
                at);
    }

    /// Nothing of the source can be taken back any more.
    static void forget(Connection c, String source) throws SQLException {
        Sql.update(
                c,
                "delete from sync_former where run_id in (select run_id from sync_generations where source = ?)",
                source);
        Sql.update(c, "delete from sync_generations where source = ?", source);
    }

    private record Generation(long run, Instant at) {}

    /// The one to take back, if there is one.
    private static List<Generation> last(Connection c, String source) throws SQLException {
        return Sql.list(
                c,
                "select run_id, published_at from sync_generations where source = ?",
                row -> new Generation(row.getLong(1), Sql.instant(row, "published_at")),
                source);
    }

    /// What a rollback would do now; empty when there is nothing to take back.
    Optional<RollbackPlan> plan(String source) {
        return database.writeUntimed(c -> {
            patient(c);
            List<Generation> last = last(c, source);
            return last.isEmpty() ? Optional.empty() : Optional.of(plan(c, source, last.getFirst()));
        });
    }

    /// Whether there is anything to take back.
    boolean exists(String source) {
        return !database.readPrimary(c -> last(c, source)).isEmpty();
    }

    private static RollbackPlan plan(Connection c, String source, Generation last) throws SQLException {
        String of = "select count(*) from sync_former f join products p on p.id = f.product_id where f.run_id = ? and ";
        long broughtBack = Sql.number(c, of + "p.updated_at = ? and p.status = 'ARCHIVED'", last.run(), last.at());
        long restored = Sql.number(c, of + "p.updated_at = ? and p.status <> 'ARCHIVED'", last.run(), last.at());
        long edited = Sql.number(c, of + "p.updated_at <> ?", last.run(), last.at());
        String added = "select count(*) from products p where " + ADDED + " and p.updated_at ";
        long archived = Sql.number(c, added + "= ?", source, last.at(), last.at());
        long editedNew = Sql.number(c, added + "<> ?", source, last.at(), last.at());
        return new RollbackPlan(last.run(), last.at(), restored, broughtBack, archived, edited + editedNew);
    }

    /// Puts the products of the source back as they were and ends the run, in one transaction; empty when there is
    /// nothing to take back.
    ///
    /// @param done the run to store, made of what was done
    /// @throws LostLock if the run was declared dead meanwhile
    Optional<SyncRun> rollBack(String source, Instant at, Function<RollbackPlan, SyncRun> done) {
        return Renewal.<Optional<SyncRun>>write(
                database::writeUntimed,
                c -> rollBack(c, source, at, done),
                end -> end.isEmpty() ? null : renewal.get());
    }

    private Optional<SyncRun> rollBack(Connection c, String source, Instant at, Function<RollbackPlan, SyncRun> done)
            throws SQLException {
        patient(c);
        List<Generation> found = last(c, source);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Generation last = found.getFirst();
        RollbackPlan plan = plan(c, source, last);
        Sql.update(c, """
                    insert into price_history (product_id, at, price, sale_price, currency)
                    select p.id, cast(? as timestamp(3) with time zone), f.price, f.sale_price, f.currency
                    from sync_former f join products p on p.id = f.product_id
                    where f.run_id = ? and p.updated_at = ? and (p.price <> f.price or p.currency <> f.currency
                        or p.sale_price is distinct from f.sale_price)""", at, last.run(), last.at());
        // Before the others get their new time of change, by which the untouched ones are known.
        Sql.update(
                c,
                "update products p set status = 'ARCHIVED', updated_at = ? where " + ADDED + " and p.updated_at = ?",
                at,
                source,
                last.at(),
                last.at());
        Sql.update(c, """
                    merge into products p using (select * from sync_former where run_id = ?) f on (p.id = f.product_id)
                    when matched and p.updated_at = ? then update set
                        title = f.title, description = f.description, url = f.url, image_url = f.image_url,
                        brand = f.brand, category = f.category, gtin = f.gtin, mpn = f.mpn,
                        availability = f.availability, price = f.price, sale_price = f.sale_price,
                        currency = f.currency, commission_rate = f.commission_rate, status = f.status,
                        source = f.source, content_hash = f.content_hash, updated_at = ?""", last.run(), last.at(), at);
        forget(c, source);
        SyncRun result = done.apply(plan);
        if (!SyncRepository.finish(c, result)) {
            throw new LostLock();
        }
        return Optional.of(result);
    }

    /// One statement may take long here.
    private void patient(Connection c) throws SQLException {
        if (database.dialect() == Dialect.POSTGRESQL) {
            Sql.update(c, "set local statement_timeout = 0");
        }
    }
}
