package dev.opsdeck.server.products;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.api.products.PricePoint;
import dev.opsdeck.api.products.Product;
import dev.opsdeck.api.products.ProductDetail;
import dev.opsdeck.api.products.ProductDraft;
import dev.opsdeck.api.products.ProductStatus;
import dev.opsdeck.server.audit.ActionLog;
import dev.opsdeck.server.cache.Caches;
import dev.opsdeck.server.cache.Renewal;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.http.Answer;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.ApiException;
import dev.opsdeck.server.http.Caller;
import dev.opsdeck.server.products.ListRepository.Listing;
import dev.opsdeck.server.products.ProductWritesRepository.Change;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The catalogue's use cases. Reads come from caches that hold finished answers; every write makes what they have of
/// it old with its commit, then leaves a line in the log of actions. Thread-safe.
public final class Products {

    /// Clients ask again each time: a write is seen by the next read.
    private static final Duration ALWAYS_ASK = Duration.ZERO;

    private final ProductRepository reads;
    private final ListRepository pages;
    private final ProductWritesRepository writes;
    private final ScoreRepository scores;
    private final PriceHistoryRepository prices;
    private final Answers answers;
    private final ActionLog log;
    private final InstantSource clock;

    private final ProductCaches caches;
    private final Searches searches;

    public Products(Database database, Caches caches, Answers answers, ActionLog log, InstantSource clock) {
        this(new ProductRepository(database), new ListRepository(database), database, caches, answers, log, clock);
    }

    Products(
            ProductRepository reads,
            ListRepository pages,
            Database database,
            Caches caches,
            Answers answers,
            ActionLog log,
            InstantSource clock) {
        this.reads = reads;
        this.pages = pages;
        this.caches = new ProductCaches(caches);
        this.searches = new Searches(this.caches.searches(), this.caches.orders(), pages);
        this.writes = new ProductWritesRepository(database, this.caches);
        this.scores = new ScoreRepository(database, this.caches::everything);
        this.prices = new PriceHistoryRepository(database);
        this.answers = answers;
        this.log = log;
        this.clock = clock;
    }

    /// For whoever else writes to the catalogue, such as a sync: what any write of it makes old.
    public Renewal renewal() {
        return caches.everything();
    }

    /// How many products are active. Counts them: for a thread that may wait.
    public long countActive() {
        return pages.total(new ListQuery.Filter(ProductStatus.ACTIVE, null, null));
    }

    /// Trims the price changes of some products to those of the last `days` days. Called in the background.
    public void trimPrices(int days) {
        prices.trim(clock.instant().minus(Duration.ofDays(days)));
    }

    /// Recomputes both scores of the whole catalogue; see [ScoreRepository] for what they mean. Takes seconds for
    /// a large catalogue: call it on a thread of its own.
    ///
    /// @return how many products have other scores now
    public long recomputeScores() {
        return scores.recompute(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    /// The profit score that a product has before anybody saw it, for those who insert products themselves: a
    /// product inserted with it is not touched again by the next [#recomputeScores].
    public static double profitScoreOfNew(ProductDraft draft) {
        return ScoreRepository.ofNew(draft);
    }

    Answer list(ListQuery query) {
        return caches.lists().get(query, this::loadList);
    }

    Answer top(int limit) {
        return caches.tops().get(limit, asked -> Answers.prepared(ProductJson.top(reads.top(asked)), ALWAYS_ASK));
    }

    /// @throws ApiException 404
    Answer one(long id) {
        return caches.byId().get(id, asked -> {
            ProductDetail detail = reads.detail(asked);
            if (detail == null) {
                throw unknown(asked);
            }
            return answers.prepare(detail, ALWAYS_ASK);
        });
    }

    /// @throws ApiException 404
    Page<PricePoint> prices(long id) {
        List<PricePoint> points = reads.prices(id);
        if (points.isEmpty() && !reads.exists(id)) {
            throw unknown(id);
        }
        return Page.whole(points);
    }

    /// @throws ApiException 409 if the identity is taken
    Product create(ProductDraft draft, Caller caller) {
        Product product = writes.insert(draft, now());
        log(product, "created", caller);
        return product;
    }

    /// Replaces or patches: `edit` gives the new draft for the present one.
    ///
    /// @throws ApiException 404, or 409 if the new identity is taken
    Product change(long id, UnaryOperator<ProductDraft> edit, Caller caller) {
        return finish(id, writes.change(id, edit, now()), "changed", caller);
    }

    /// @throws ApiException 404
    void archive(long id, Caller caller) {
        finish(id, writes.archive(id, now()), "archived", caller);
    }

    private Product finish(long id, Optional<Change> found, String what, Caller caller) {
        Change change = found.orElseThrow(() -> unknown(id));
        if (change.changed()) {
            log(change.after(), what, caller);
        }
        return change.after();
    }

    private void log(Product product, String what, Caller caller) {
        String title = product.title();
        String shown = title.length() > 80 ? title.substring(0, 80) + "..." : title;
        log.log(
                LogEntry.Kind.PRODUCT,
                "Product " + product.id() + " '" + shown + "' was " + what + ".",
                caller.actor());
    }

    private Answer loadList(ListQuery query) {
        // One more than asked for: it tells whether there is a next page.
        Listing listing = listing(query.longerByOne());
        List<Product> found = listing.page();
        List<Product> page = found.subList(0, Math.min(found.size(), query.limit()));
        String next = found.size() > query.limit()
                ? Cursor.behind(query.sort(), page.getLast()).text()
                : null;
        return Answers.prepared(ProductJson.products(new Page<>(page, listing.total(), next)), ALWAYS_ASK);
    }

    private Listing listing(ListQuery query) {
        SearchTexts.Found found = searches.find(query);
        if (found != null) {
            return new Listing(pages.page(query, found), found.total());
        }
        AtomicReference<@Nullable Listing> anew = new AtomicReference<>();
        long total = caches.totals().get(query.filter(), filter -> {
            Listing listing = pages.list(query);
            anew.set(listing);
            return listing.total();
        });
        Listing listing = anew.get();
        return listing == null ? new Listing(pages.page(query, total), total) : listing;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static ApiException unknown(long id) {
        return ApiException.notFound("There is no product " + id + ".");
    }
}
