package dev.opsdeck.server.sync;

import dev.opsdeck.api.products.ProductDraft;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Dialect;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.products.ContentHash;
import dev.opsdeck.server.products.Products;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rows of a run before they are the catalogue, in a table of the run's own. Of a product that is in the catalogue
/// as the feed has it only the id is staged: most rows of most runs. Used by the thread of the run; holds no rows in
/// memory.
final class StagingRepository {

    private static final String PREFIX = "sync_staging_";

    /// The ids of a batch, each looked up in the table that is joined: from the left, or H2 reads that whole table.
    private static final String IDS = "from unnest(cast(? as varchar array)) u (id)";

    private final Database database;

    StagingRepository(Database database) {
        this.database = database;
    }

    void create(long run) {
        // Not logged: after a crash the run is lost anyway.
        String kind = database.dialect() == Dialect.POSTGRESQL ? "create unlogged table " : "create table ";
        database.write(c -> Sql.update(c, kind + table(run) + """
                         (external_id varchar(128) not null primary key, title varchar(512),
                        description varchar(8192), url varchar(2048), image_url varchar(2048), brand varchar(256),
                        category varchar(512), gtin varchar(14), mpn varchar(128), availability varchar(16),
                        price numeric(19, 4), sale_price numeric(19, 4), currency varchar(3),
                        commission_rate numeric(9, 6), content_hash bigint, profit_score double precision)"""));
    }

    void drop(long run) {
        database.write(c -> Sql.update(c, "drop table if exists " + table(run)));
    }

    /// Drops the tables of runs that are not under way.
    void dropLeftovers() {
        List<String> tables = database.readPrimary(c -> Sql.list(
                c,
                "select lower(table_name) from information_schema.tables where lower(table_name) like ?",
                row -> row.getString(1),
                PREFIX.replace("_", "\\_") + "%"));
        for (String table : tables) {
            String number = table.substring(PREFIX.length());
            if (number.matches("[0-9]{1,18}")) {
                long run = Long.parseLong(number);
                boolean alive = database.readPrimary(c -> Sql.number(
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
    Set<String> add(long run, String network, List<ProductDraft> products) {
        if (products.isEmpty()) {
            return Set.of();
        }
        return database.write(c -> {
            Array ids = c.createArrayOf(
                    "varchar", products.stream().map(ProductDraft::externalId).toArray());
            Set<String> staged = staged(c, run, ids);
            Map<String, Long> hashes = hashes(c, network, ids);
            List<Hashed> wholes = new ArrayList<>();
            List<String> sames = new ArrayList<>();
            for (ProductDraft product : products) {
                if (!staged.contains(product.externalId())) {
                    long hash = ContentHash.of(product);
                    Long known = hashes.get(product.externalId());
                    if (known != null && known == hash) {
                        sames.add(product.externalId());
                    } else {
                        wholes.add(new Hashed(product, hash));
                    }
                }
            }
            Sql.batch(
                    c,
                    "insert into " + table(run)
                            + " (external_id, title, description, url, image_url, brand, category, gtin, mpn,"
                            + " availability, price, sale_price, currency, commission_rate, content_hash, profit_score)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    wholes,
                    StagingRepository::values);
            Sql.batch(c, "insert into " + table(run) + " (external_id) values (?)", sames, id -> new Object[] {id});
            return staged;
        });
    }

    private static Set<String> staged(Connection c, long run, Array ids) throws SQLException {
        Set<String> staged = new HashSet<>();
        Sql.each(
                c,
                "select t.external_id " + IDS + " left join " + table(run) + " t on t.external_id = u.id",
                row -> {
                    String id = row.getString(1);
                    if (id != null) {
                        staged.add(id);
                    }
                },
                ids);
        return staged;
    }

    /// The content of products that need nothing but the same content to be left alone.
    private static Map<String, Long> hashes(Connection c, String network, Array ids) throws SQLException {
        Map<String, Long> hashes = new HashMap<>();
        Sql.each(
                c,
                "select u.id, p.content_hash " + IDS
                        + " left join products p on p.network = ? and p.external_id = u.id and p.source is not null"
                        + " and p.status <> 'ARCHIVED'",
                row -> {
                    Long hash = Sql.nullableLong(row, "content_hash");
                    if (hash != null) {
                        hashes.put(row.getString(1), hash);
                    }
                },
                ids,
                network);
        return hashes;
    }

    private record Hashed(ProductDraft product, long hash) {}

    private static @Nullable Object[] values(Hashed row) {
        ProductDraft product = row.product;
        return new @Nullable Object[] {
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
            row.hash,
            Products.profitScoreOfNew(product)
        };
    }

    static String table(long run) {
        return PREFIX + run;
    }
}
