package dev.opsdeck.server.products;

import dev.opsdeck.server.cache.Caches;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.DatabaseSettings;
import dev.opsdeck.server.db.Dialect;
import dev.opsdeck.server.db.Sql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/// Fills an empty database for measures: products, a row of views and clicks a product and day, and sales of
/// every tenth product. The same numbers give the same rows but for the dates.
///
/// Run by hand: `CatalogueSeed FOLDER-OR-JDBC-URL [PRODUCTS [DAYS]]`; 10,000 products and 28 days make 308,000 rows of
/// analytics.
public final class CatalogueSeed {

    private CatalogueSeed() {}

    public static void main(String[] args) throws Exception {
        int products = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
        int days = args.length > 2 ? Integer.parseInt(args[2]) : 28;
        DatabaseSettings settings;
        if (args[0].startsWith("jdbc:")) {
            settings = new DatabaseSettings(args[0], null, null, 4);
        } else {
            settings = DatabaseSettings.h2File(Files.createDirectories(Path.of(args[0])), 4);
        }
        try (Database database = Database.open(settings)) {
            fill(database, products, days, Instant.now());
        }
    }

    /// @param now the last day that has figures
    public static void fill(Database database, int products, int days, Instant now) {
        Instant at = now.truncatedTo(ChronoUnit.MILLIS);
        LocalDate today = LocalDate.ofInstant(at, ZoneOffset.UTC);
        // Whole numbers from 1 to n, the one thing that the databases have different words for.
        String numbers = database.dialect() == Dialect.H2
                ? "(select cast(x as integer) as x from system_range(1, %d)) n"
                : "(select x from generate_series(1, %d) as g(x)) n";
        database.write(c -> Sql.update(c, """
                insert into products (network, external_id, title, description, url, image_url, brand, category,
                  availability, price, currency, commission_rate, status, created_at, updated_at)
                select 'seed-' || mod(x, 5), 'P-' || x, 'Product ' || mod(x * 7919, 10007) || ' of series ' || mod(x, 97),
                  repeat('A plain sentence about it. ', 12), 'https://shop.example/p/' || x,
                  'https://shop.example/i/' || x || '.jpg', 'Brand ' || mod(x, 211), 'Category ' || mod(x, 37),
                  'IN_STOCK', 1 + mod(x * 31, 50000) / 100.0, 'EUR', 0.03 + mod(x, 7) / 100.0,
                  case when mod(x, 20) = 0 then 'ARCHIVED' else 'ACTIVE' end, cast(? as timestamp(3) with time zone),
                  cast(? as timestamp(3) with time zone) from\s""" + numbers.formatted(products), at, at));
        for (int back = 0; back < days; back++) {
            LocalDate day = today.minusDays(back);
            int salt = back;
            database.write(c -> Sql.update(c, """
                    insert into product_analytics (product_id, on_day, currency, views, clicks, conversions, revenue)
                    select id, cast(? as date), '', mod(id * 37 + %1$d * 101, 400), mod(id * 13 + %1$d * 7, 40), 0, 0 from products
                    """.formatted(salt), day));
            database.write(c -> Sql.update(c, """
                    insert into product_analytics (product_id, on_day, currency, views, clicks, conversions, revenue)
                    select id, cast(? as date), 'EUR', 0, 0, 1 + mod(id / 10 + %1$d / 7, 50), (1 + mod(id / 10 + %1$d / 7, 50)) * 1.25
                    from products where mod(id, 10) = 0
                    """.formatted(salt), day));
            database.write(c -> Sql.update(c, """
                    insert into platform_analytics
                      (platform, on_day, currency, views, clicks, conversions, videos, publications, revenue)
                    select 'platform-' || part, on_day, currency, sum(views), sum(clicks), sum(conversions), 0, 0,
                      sum(revenue)
                    from (select mod(product_id, 5) as part, a.* from product_analytics a where on_day = ?) d
                    group by part, on_day, currency
                    """, day));
            database.write(c -> Sql.update(c, """
                    insert into analytics_days (on_day, currency, batches, conversions, revenue)
                    select on_day, currency, 1, sum(conversions), sum(revenue)
                    from platform_analytics where on_day = ? group by on_day, currency
                    """, day));
        }
        database.write(c -> Sql.update(c, "analyze"));
        ProductCaches caches = new ProductCaches(new Caches(InstantSource.system(), System::nanoTime));
        new ScoreRepository(database, caches::everything).recompute(today);
    }
}
