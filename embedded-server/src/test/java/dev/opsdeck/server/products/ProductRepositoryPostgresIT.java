package dev.opsdeck.server.products;

import static dev.opsdeck.server.products.Drafts.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.opsdeck.api.products.Product;
import dev.opsdeck.api.products.ProductStatus;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.db.SqlWork;
import dev.opsdeck.server.db.TestDatabases;
import dev.opsdeck.server.http.ApiException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class ProductRepositoryPostgresIT extends ProductRepositorySuite {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    /// One for all tests: to make one costs more than most of them.
    @SuppressWarnings("NullAway.Init")
    private static Database shared;

    @BeforeAll
    static void openOnce() {
        shared = TestDatabases.postgres();
    }

    @AfterAll
    static void closeAtLast() {
        shared.close();
    }

    @Override
    Database open() {
        shared.write(c -> Sql.update(
                c,
                "truncate products, product_words, product_counts, price_history, product_analytics, platform_analytics,"
                        + " analytics_days, product_blocks restart identity"));
        return shared;
    }

    /// Whatever a test wrote, by whichever way.
    @Override
    void release(Database opened) {
        assertThat(figures("select status, network, sum(change) from product_counts"
                        + " group by status, network having sum(change) <> 0 order by status, network"))
                .isEqualTo(figures("select status, network, count(*) from products"
                        + " group by status, network order by status, network"));
    }

    private static List<String> figures(String sql) {
        return shared.read(
                c -> Sql.list(c, sql, row -> row.getString(1) + " " + row.getString(2) + " " + row.getLong(3)));
    }

    @Test
    void theCountsStaySmallWhoeverWritesAtOnce() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ProductWritesRepository writes = new ProductWritesRepository(database(), caches());
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < 4; writer++) {
                String name = "writer" + writer + "-";
                writers.add(threads.submit(() -> {
                    for (int i = 0; i < 150; i++) {
                        long id = writes.insert(draft(name + i), NOW).id();
                        if (i % 3 == 0) {
                            writes.archive(id, NOW);
                        }
                    }
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        // One in 50 puts them together; that none of these does happens once in 10^13 runs.
        database().<Integer>write(c -> Sql.update(c, """
                do $$ begin for i in 1..1500 loop
                  update products set status = case status when 'ACTIVE' then 'ARCHIVED' else 'ACTIVE' end
                    where external_id = 'writer0-0';
                end loop; end $$"""));
        assertThat(rowsOfCounts()).isLessThan(1_500);

        // By their names: each connection takes ids of its own, so that which ids there are depends on who wrote.
        database().<Integer>write(c -> Sql.update(c, "delete from products where external_id similar to '%[02468]'"));
        database().<Integer>write(c -> Sql.update(c, """
                update products set network = 'moved', status = 'INACTIVE' where external_id like '%5'"""));
        assertThat(new ListRepository(database()).total(new ListQuery.Filter(ProductStatus.INACTIVE, null, "moved")))
                .isEqualTo(60);
        database().write(c -> Sql.list(c, "select product_counts_put_together()", row -> 1));
        assertThat(rowsOfCounts()).isEqualTo(3);
    }

    private static long rowsOfCounts() {
        return shared.read(c -> Sql.number(c, "select count(*) from product_counts"));
    }

    @Test
    void aNewPriceOrScoreWritesNothingToWhatASearchReads() {
        ProductWritesRepository writes = new ProductWritesRepository(database(), caches());
        long id = writes.insert(draft("a"), NOW).id();
        String before = versions();

        writes.change(id, present -> draft("a", "Lamp a", "7", ProductStatus.ACTIVE), NOW);
        database().write(c -> Sql.update(c, "update products set trend_score = 9"));
        assertThat(versions()).isEqualTo(before);

        writes.archive(id, NOW);
        assertThat(versions()).isNotEqualTo(before);
    }

    /// Changes with every write of a row, also of the same values.
    private String versions() {
        return database()
                .read(c -> Sql.list(c, "select ctid, words from product_words", row -> row.getString(1)))
                .toString();
    }

    @Test
    void aRowThatSomebodyHasLockedKeepsItsOwnWritesWaitingOnly() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ProductWritesRepository writes = new ProductWritesRepository(database(), caches());
            long locked = writes.insert(draft("locked"), NOW).id();
            long other = writes.insert(draft("other"), NOW).id();
            CountDownLatch end = new CountDownLatch(1);
            Future<?> holder =
                    hold(threads, end, c -> Sql.update(c, "update products set trend_score = 2 where id = ?", locked));
            Future<Product> waits = threads.submit(() -> rename(writes, locked));

            assertThat(rename(writes, other).title()).isEqualTo("Renamed");
            assertThat(waits).isNotDone();

            end.countDown();
            holder.get();
            assertThat(waits.get().trendScore()).isEqualTo(2);
            assertThat(waits.get().title()).isEqualTo("Renamed");
        }
    }

    @Test
    void anIdentityThatSomebodyIsAboutToTakeKeepsOthersWaitingForASecondAtMost() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ProductWritesRepository writes = new ProductWritesRepository(database(), caches());
            long template = writes.insert(draft("template"), NOW).id();
            CountDownLatch end = new CountDownLatch(1);
            Future<?> holder = hold(threads, end, c -> Sql.update(c, """
                    insert into products (network, external_id, title, url, availability, price, currency,
                      commission_rate, status, created_at, updated_at)
                    select network, 'wanted', title, url, availability, price, currency, commission_rate, status,
                      created_at, updated_at from products where id = ?
                    """, template));
            Future<Product> waits = threads.submit(() -> writes.insert(draft("wanted"), NOW));

            assertThat(writes.insert(draft("other"), NOW).externalId()).isEqualTo("other");
            assertThat(waits).isNotDone();

            end.countDown();
            holder.get();
            assertThatThrownBy(waits::get).hasCauseInstanceOf(ApiException.class);
        }
    }

    @Test
    void instancesThatWriteAtOnceDoNotBlockEachOther() throws Exception {
        ProductWritesRepository here = new ProductWritesRepository(database(), caches());
        ProductWritesRepository there = new ProductWritesRepository(database(), caches());
        List<Long> ids = IntStream.range(0, 5)
                .mapToObj(i -> here.insert(draft("first" + i), NOW).id())
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Product>> writes = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                ProductWritesRepository one = i % 2 == 0 ? here : there;
                String number = String.valueOf(i);
                long id = ids.get(i % ids.size());
                writes.add(threads.submit(() -> one.insert(draft("new" + number), NOW)));
                writes.add(threads.submit(() -> one.change(
                                id,
                                present -> draft(present.externalId(), "Lamp", number, ProductStatus.ACTIVE),
                                NOW.plusSeconds(1))
                        .orElseThrow()
                        .after()));
            }
            for (Future<Product> write : writes) {
                write.get(30, TimeUnit.SECONDS);
            }
        }
        assertThat(count("products")).isEqualTo(205);
        // Each change left its point: the first price, and one for each that was another than the one before.
        assertThat(count("price_history")).isEqualTo(205 + 200);
    }

    private long count(String table) {
        return database().read(c -> Sql.number(c, "select count(*) from " + table));
    }

    private static Product rename(ProductWritesRepository writes, long id) {
        return writes.change(
                        id,
                        present -> draft(present.externalId(), "Renamed", "19.90", ProductStatus.ACTIVE),
                        NOW.plusSeconds(1))
                .orElseThrow()
                .after();
    }

    /// A transaction that has done `work` and does not end before it is told to.
    private Future<?> hold(ExecutorService threads, CountDownLatch end, SqlWork<Integer> work) {
        CountDownLatch begun = new CountDownLatch(1);
        Future<?> holder = threads.submit(() -> database().write(c -> {
            int touched = work.run(c);
            begun.countDown();
            await().until(() -> end.getCount() == 0);
            return touched;
        }));
        await().until(() -> begun.getCount() == 0);
        return holder;
    }
}
