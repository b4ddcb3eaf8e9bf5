package dev.opsdeck.server.products;

import dev.opsdeck.api.products.ProductSort;
import dev.opsdeck.server.cache.Caches;
import dev.opsdeck.server.cache.ReadCache;
import dev.opsdeck.server.cache.ReadCache.Part;
import dev.opsdeck.server.cache.Renewal;
import dev.opsdeck.server.http.Answer;
import dev.opsdeck.server.products.ProductRowsRepository.Update;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// The caches of the catalogue, and which of their parts a write makes old. Thread-safe.
final class ProductCaches {

    /// How old a cached answer may be if something else than this product wrote to the database.
    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(60);

    private final Caches caches;
    private final ReadCache<Long, Answer> byId;
    private final ReadCache<ListQuery, Answer> lists;
    private final ReadCache<ListQuery.Filter, Long> totals;
    private final ReadCache<Integer, Answer> tops;
    private final ReadCache<String, SearchTexts> searches;
    private final ReadCache<ProductSort, Ranks> orders;

    ProductCaches(Caches caches) {
        this.caches = caches;
        this.byId = caches.createById("products", TIME_TO_LIVE, 1_000);
        this.lists = caches.create("products.lists", TIME_TO_LIVE, 100);
        this.totals = caches.create("products.totals", TIME_TO_LIVE, 200);
        this.tops = caches.create("products.top", TIME_TO_LIVE, 50);
        this.searches = caches.createInMemory("products.searches", TIME_TO_LIVE, 1);
        this.orders = caches.createInMemory("products.orders", TIME_TO_LIVE, ProductSort.values().length);
    }

    /// Single products.
    ReadCache<Long, Answer> byId() {
        return byId;
    }

    /// Pages of the list.
    ReadCache<ListQuery, Answer> lists() {
        return lists;
    }

    /// How many products a filter finds.
    ReadCache<ListQuery.Filter, Long> totals() {
        return totals;
    }

    /// Top lists by their length.
    ReadCache<Integer, Answer> tops() {
        return tops;
    }

    /// What searches look through.
    ReadCache<String, SearchTexts> searches() {
        return searches;
    }

    /// Where products stand in the list.
    ReadCache<ProductSort, Ranks> orders() {
        return orders;
    }

    /// What one statement that writes all of these makes old.
    Renewal changed(Collection<Update> updates) {
        return caches.renewal(parts(updates));
    }

    /// What one statement that adds products makes old. Of a product that was not there nothing is kept.
    Renewal added() {
        return caches.renewal(List.of(lists.all(), totals.all(), tops.all(), searches.all(), orders.all()));
    }

    /// To be called when the products are added, with each.
    void added(long id) {
        byId.forgetReading(id);
    }

    /// What a write of any products makes old.
    Renewal everything() {
        return caches.renewal(List.of(byId.all(), lists.all(), totals.all(), tops.all(), searches.all(), orders.all()));
    }

    private List<Part> parts(Collection<Update> updates) {
        List<Part> parts = new ArrayList<>();
        updates.forEach(update -> parts.add(byId.part(update.before().product().id())));
        parts.add(lists.all());
        parts.add(tops.all());
        parts.add(orders.all());
        if (updates.stream().anyMatch(Update::foundByOthers)) { // not by a price: each filter finds the same
            parts.add(totals.all());
            parts.add(searches.all());
        }
        return parts;
    }
}
