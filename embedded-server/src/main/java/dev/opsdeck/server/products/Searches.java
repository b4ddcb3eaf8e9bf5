package dev.opsdeck.server.products;

import dev.opsdeck.api.products.ProductSort;
import dev.opsdeck.server.cache.ReadCache;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Searches in memory: what they find, and which of it the page has, so that the database reads the rows of that page
/// alone. What they need for it is read by every twelfth search that finds no texts there, and by every fiftieth that
/// finds no order: to read them costs what so many cost the database. So whatever comes, a write after each search or
/// searches alone, it costs at most about twice what would have been best. Thread-safe: who comes while
/// another thread reads waits for that, and does not ask the database as well.
final class Searches {

    private static final String ALL = "all";

    /// Searches that cost the database what the texts cost; on H2 fewer.
    private static final int WORTH_TEXTS = 12;

    /// Searches that cost the database, to put what they found in order, what an order costs.
    private static final int WORTH_ORDER = 50;

    private final ReadCache<String, SearchTexts> texts;
    private final ReadCache<ProductSort, Ranks> orders;
    private final ListRepository lists;
    private final AtomicInteger withoutTexts = new AtomicInteger();
    private final AtomicInteger withoutOrder = new AtomicInteger();

    Searches(ReadCache<String, SearchTexts> texts, ReadCache<ProductSort, Ranks> orders, ListRepository lists) {
        this.texts = texts;
        this.orders = orders;
        this.lists = lists;
    }

    /// @return null if the database has to be asked, or if nothing is searched for
    SearchTexts.@Nullable Found find(ListQuery query) {
        if (!SearchTexts.answers(query.filter()) || !texts.keeps()) {
            return null;
        }
        SearchTexts all = texts.present(ALL, key -> lists.texts());
        if (all == null && withoutTexts.incrementAndGet() % WORTH_TEXTS == 0 && lists.searchableInMemory()) {
            all = texts.get(ALL, key -> lists.texts());
        }
        return all == null ? null : foremost(query, all.find(query.filter()));
    }

    /// Of what is found, what the page has or stands before it. Behind a cursor that is the database's affair.
    private SearchTexts.Found foremost(ListQuery query, SearchTexts.Found found) {
        List<Long> ids = found.ids();
        long wanted = (long) query.offset() + query.limit();
        if (ids == null || ids.size() <= wanted || query.after() != null || !orders.keeps()) {
            return found;
        }
        Ranks ranks = orders.present(query.sort(), lists::ranks);
        if (ranks == null && withoutOrder.incrementAndGet() % WORTH_ORDER == 0) {
            ranks = orders.get(query.sort(), lists::ranks);
        }
        List<Long> first = ranks == null ? null : ranks.first(wanted, ids);
        return first == null ? found : new SearchTexts.Found(found.total(), first);
    }
}
