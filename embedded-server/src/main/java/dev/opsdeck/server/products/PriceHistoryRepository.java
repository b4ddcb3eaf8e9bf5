package dev.opsdeck.server.products;

import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Sql;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/// Trims price changes, a range of products a call, round and round. The last change before the limit stays: it says
/// what the price was on the first day that is kept. Called in the background.
final class PriceHistoryRepository {

    /// Ids a transaction covers.
    static final long RANGE = 20_000;

    private static final String TRIM = """
            delete from price_history h where h.product_id >= ? and h.product_id < ? and h.at < ?
              and exists (select 1 from price_history n
                where n.product_id = h.product_id and n.at > h.at and n.at <= ?)
            """;

    private final Database database;
    private final AtomicLong next = new AtomicLong(1);

    PriceHistoryRepository(Database database) {
        this.database = database;
    }

    /// @param before how far back is kept
    /// @return how many changes went
    int trim(Instant before) {
        long first = next.getAndAdd(RANGE);
        int trimmed = database.write(c -> Sql.update(c, TRIM, first, first + RANGE, before, before));
        long last = database.readPrimary(c -> Sql.number(c, "select max(id) from products"));
        next.compareAndSet(first + RANGE, first + RANGE > last ? 1 : first + RANGE);
        return trimmed;
    }
}
