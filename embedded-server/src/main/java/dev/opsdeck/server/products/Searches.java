package dev.opsdeck.server.products;

import dev.opsdeck.server.cache.ReadCache;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Searches in memory. Their texts are read by every twelfth search that finds none there: to read them costs what
/// those few cost the database. So whatever comes, a write after each search or searches alone, it costs at most about
/// twice what would have been best. Thread-safe, without locks: while one thread reads the texts the others ask the
/// database.
final class Searches {

    private static final String ALL = "all";

    /// Searches that cost the database what the texts cost; on H2 fewer.
    private static final int WORTH = 12;

    private final ReadCache<String, SearchTexts> cache;
    private final ListRepository lists;
    private final AtomicInteger missed = new AtomicInteger();

    Searches(ReadCache<String, SearchTexts> cache, ListRepository lists) {
        this.cache = cache;
        this.lists = lists;
    }

    /// @return null if the database has to be asked, or if nothing is searched for
    SearchTexts.@Nullable Found find(ListQuery.Filter filter) {
        if (!SearchTexts.answers(filter) || !cache.keeps()) {
            return null;
        }
        SearchTexts texts = cache.present(ALL);
        if (texts == null && missed.incrementAndGet() % WORTH == 0 && lists.searchableInMemory()) {
            texts = cache.get(ALL, all -> lists.texts());
        }
        return texts == null ? null : texts.find(filter);
    }
}
