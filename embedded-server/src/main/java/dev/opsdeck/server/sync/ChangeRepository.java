package dev.opsdeck.server.sync;

import dev.opsdeck.api.products.ProductStatus;
import dev.opsdeck.api.sync.SyncChange;
import dev.opsdeck.api.sync.SyncChanges;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Dialect;
import dev.opsdeck.server.db.Sql;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/// The products of a run that a person may want to see before it is published: those that vanished and those whose
/// price jumps. Kept with the run. Thread-safe.
final class ChangeRepository {

    /// Of each kind.
    static final int MOST = 1_000;

    private final Database database;

    ChangeRepository(Database database) {
        this.database = database;
    }

    /// Keeps the first products that the run would archive, and the largest jumps. Says how many prices jump in all.
    ///
    /// @param share by which a price may change before it counts as a jump
    long keep(long run, String source, String network, BigDecimal share) {
        return database.writeUntimed(c -> {
            if (database.dialect() == Dialect.POSTGRESQL) {
                Sql.update(c, "set local statement_timeout = 0");
            }
            keepVanished(c, run, source, network);
            String jumps = jumping(StagingRepository.table(run));
            long count = Sql.number(c, "select count(*) " + jumps, network, share);
            if (count > 0) {
                keepJumps(c, run, network, share, jumps);
                Sql.update(c, "update sync_runs set price_jumps = ? where id = ?", count, run);
            }
            return count;
        });
    }

    /// What a buyer pays counts. A former price of zero makes every price a jump, as does another currency. Parameters:
    /// network, share.
    private static String jumping(String table) {
        return "from " + table + """
                 t join products p on p.network = ? and p.external_id = t.external_id
                where t.title is not null and p.status <> 'ARCHIVED' and (p.currency <> t.currency
                    or abs(coalesce(t.sale_price, t.price) - coalesce(p.sale_price, p.price))
                        > cast(? as numeric(9, 6)) * coalesce(p.sale_price, p.price))""";
    }

    private static void keepVanished(Connection c, long run, String source, String network) throws SQLException {
        Sql.update(
                c,
                """
                insert into sync_changes (run_id, seq, kind, external_id, title, old_price, old_currency)
                select cast(? as bigint), row_number() over (order by v.title, v.external_id), 'VANISHED',
                    v.external_id, v.title, v.old_price, v.currency from (
                        select p.external_id, p.title, coalesce(p.sale_price, p.price) as old_price, p.currency
                        from products p where %s order by p.title, p.external_id fetch first %d rows only) v""".formatted(PublishRepository.vanished(StagingRepository.table(run)), MOST),
                run,
                source,
                ProductStatus.ARCHIVED,
                network);
    }

    private static void keepJumps(Connection c, long run, String network, BigDecimal share, String jumps)
            throws SQLException {
        Sql.update(c, """
                insert into sync_changes (run_id, seq, kind, external_id, title, old_price, old_currency, new_price,
                    new_currency)
                select cast(? as bigint), row_number() over (order by j.size desc, j.external_id), 'JUMP',
                    j.external_id, j.title, j.old_price, j.old_currency, j.new_price, j.new_currency from (
                        select p.external_id, p.title, coalesce(p.sale_price, p.price) as old_price,
                            p.currency as old_currency, coalesce(t.sale_price, t.price) as new_price,
                            t.currency as new_currency,
                            abs(coalesce(t.sale_price, t.price) - coalesce(p.sale_price, p.price))
                                / case when coalesce(p.sale_price, p.price) = 0 then 0.0001
                                    else coalesce(p.sale_price, p.price) end as size
                        %s order by size desc, p.external_id fetch first %d rows only) j""".formatted(jumps, MOST), run, network, share);
    }

    /// The kept products of a run.
    SyncChanges find(long run, int limit) {
        return database.readPrimary(c -> new SyncChanges(
                list(c, run, SyncChange.Kind.VANISHED, limit),
                list(c, run, SyncChange.Kind.JUMP, limit),
                Sql.number(c, "select price_jumps from sync_runs where id = ?", run)));
    }

    private static List<SyncChange> list(Connection c, long run, SyncChange.Kind kind, int limit) throws SQLException {
        return Sql.list(
                c,
                "select * from sync_changes where run_id = ? and kind = ? order by seq fetch first ? rows only",
                ChangeRepository::change,
                run,
                kind,
                limit);
    }

    private static SyncChange change(ResultSet row) throws SQLException {
        return new SyncChange(
                SyncChange.Kind.valueOf(row.getString("kind")),
                row.getString("external_id"),
                row.getString("title"),
                row.getBigDecimal("old_price"),
                row.getString("old_currency"),
                row.getBigDecimal("new_price"),
                row.getString("new_currency"));
    }
}
