package dev.opsdeck.server.products;

import static dev.opsdeck.server.products.Drafts.draft;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.caches.CacheFigures;
import dev.opsdeck.api.products.Product;
import dev.opsdeck.api.products.ProductDetail;
import dev.opsdeck.api.products.ProductSort;
import dev.opsdeck.api.products.ProductStatus;
import dev.opsdeck.api.products.TopProduct;
import dev.opsdeck.server.cache.Caches;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.db.TestDatabases;
import dev.opsdeck.server.http.Answer;
import dev.opsdeck.server.http.Answers;
import dev.opsdeck.server.http.Caller;
import dev.opsdeck.server.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Reads and writes that meet, and what the caches may keep of it.
final class ProductsTest {

    private static final Caller OPERATOR = new Caller(Caller.Level.OPERATOR, "127.0.0.1", "test");
    private static final ListQuery FIRST_PAGE =
            new ListQuery(new ListQuery.Filter(null, null, null), ProductSort.TITLE, 20, 0, null);

    private final Caches caches = new Caches(InstantSource.system(), System::nanoTime);
    private final ExecutorService reader = Executors.newSingleThreadExecutor();
    private final CountDownLatch rowsRead = new CountDownLatch(1);
    private final CountDownLatch mayGoOn = new CountDownLatch(1);

    @SuppressWarnings("NullAway.Init")
    private Database database;

    @SuppressWarnings("NullAway.Init")
    private HaltingRepository repository;

    private volatile boolean halt;

    @SuppressWarnings("NullAway.Init")
    private Products products;

    private long id;

    @BeforeEach
    void prepare() {
        database = TestDatabases.h2();
        repository = new HaltingRepository(database);
        products = new Products(
                repository,
                new HaltingLists(database),
                database,
                caches,
                new Answers(new Json()),
                (kind, text, actor) -> {},
                InstantSource.system());
        id = products.create(draft("a"), OPERATOR).id();
    }

    @AfterEach
    void close() {
        reader.shutdownNow();
        database.close();
    }

    @Test
    void aProductReadBeforeAWriteIsNotKeptAfterIt() throws Exception {
        neverStale(() -> products.one(id));
    }

    @Test
    void aListReadBeforeAWriteIsNotKeptAfterIt() throws Exception {
        neverStale(() -> products.list(FIRST_PAGE));
    }

    @Test
    void aTopListReadBeforeAWriteIsNotKeptAfterIt() throws Exception {
        neverStale(() -> products.top(20));
    }

    @Test
    void changedScoresAreSeenAtOnceAndUnchangedOnesKeepTheCaches() {
        Answer before = products.one(id);
        assertThat(products.recomputeScores()).isZero();
        assertThat(products.one(id)).isSameAs(before);

        database.write(c -> Sql.update(c, "update products set trend_score = 9 where id = ?", id));
        assertThat(products.recomputeScores()).isEqualTo(1);
        assertThat(text(products.one(id))).contains("\"trendScore\":1.0");
    }

    @Test
    void aWriteThatChangesNothingKeepsTheCaches() {
        Answer before = products.top(20);
        products.change(id, present -> present, OPERATOR);
        assertThat(products.top(20)).isSameAs(before);
    }

    @Test
    void aNewPriceKeepsTheTotalsAndANewTitleDoesNot() {
        products.list(FIRST_PAGE);
        long counted = counted();
        products.change(id, present -> draft("a", "Lamp a", "7.5", ProductStatus.ACTIVE), OPERATOR);
        assertThat(text(products.list(FIRST_PAGE))).contains("\"price\":7.5");
        assertThat(counted()).isEqualTo(counted);

        products.change(id, present -> draft("a", "Renamed", "7.5", ProductStatus.ACTIVE), OPERATOR);
        assertThat(text(products.list(FIRST_PAGE))).contains("Renamed");
        assertThat(counted()).isEqualTo(counted + 1);
    }

    /// How often a total was not known.
    private long counted() {
        return caches.figures().stream()
                .filter(cache -> cache.cache().equals("products.totals"))
                .mapToLong(CacheFigures::misses)
                .sum();
    }

    @Test
    void patchesAtOnceDoNotUndoEachOther() throws Exception {
        int writers = 8;
        CountDownLatch start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Product>> done = new java.util.ArrayList<>();
            for (int i = 0; i < writers; i++) {
                done.add(threads.submit(() -> {
                    start.await();
                    return products.change(
                            id,
                            present -> draft(
                                    "a",
                                    present.title() + "+",
                                    present.price()
                                            .add(java.math.BigDecimal.ONE)
                                            .toPlainString(),
                                    ProductStatus.ACTIVE),
                            OPERATOR);
                }));
            }
            start.countDown();
            for (Future<Product> one : done) {
                one.get();
            }
        }
        assertThat(text(products.one(id))).contains("\"title\":\"Lamp a" + "+".repeat(writers) + "\"");
        assertThat(products.prices(id).total()).isEqualTo(writers + 1);
    }

    @Test
    void theSameIdentityWantedTwiceAtOnceIsGivenOnce() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        int made = 0;
        int refused = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Product>> answers = new java.util.ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(threads.submit(() -> {
                    start.await();
                    return products.create(draft("same"), OPERATOR);
                }));
            }
            start.countDown();
            for (Future<Product> answer : answers) {
                try {
                    answer.get();
                    made++;
                } catch (java.util.concurrent.ExecutionException e) {
                    assertThat(e.getCause()).hasMessageContaining("has this network and external id already");
                    refused++;
                }
            }
        }
        assertThat(List.of(made, refused)).containsExactly(1, 7);
    }

    /// One thread has read the old rows and not yet put its answer into the cache; meanwhile another writes.
    private void neverStale(Supplier<Answer> read) throws Exception {
        halt = true;
        Future<Answer> early = reader.submit(read::get);
        assertThat(rowsRead.await(10, TimeUnit.SECONDS)).isTrue();
        halt = false;
        products.change(id, present -> draft("a", "Renamed", "19.90", ProductStatus.ACTIVE), OPERATOR);

        assertThat(text(read.get())).contains("Renamed"); // while the early read is still under way
        mayGoOn.countDown();
        assertThat(text(early.get())).contains("Lamp a"); // it asked before the write
        assertThat(text(read.get())).contains("Renamed");
    }

    private static String text(Answer answer) {
        return new String(answer.json(), StandardCharsets.UTF_8);
    }

    /// Waits, when told to, between having read the rows and giving them back.
    private final class HaltingRepository extends ProductRepository {

        HaltingRepository(Database database) {
            super(database);
        }

        @Override
        List<TopProduct> top(int limit) {
            List<TopProduct> rows = super.top(limit);
            haltIfTold();
            return rows;
        }

        @Override
        @Nullable
        ProductDetail detail(long id) {
            ProductDetail detail = super.detail(id);
            haltIfTold();
            return detail;
        }
    }

    /// Likewise.
    private final class HaltingLists extends ListRepository {

        HaltingLists(Database database) {
            super(database);
        }

        @Override
        Listing list(ListQuery query) {
            Listing listing = super.list(query);
            haltIfTold();
            return listing;
        }
    }

    private void haltIfTold() {
        if (halt) {
            rowsRead.countDown();
            try {
                mayGoOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
