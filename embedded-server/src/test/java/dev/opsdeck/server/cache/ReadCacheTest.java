package dev.opsdeck.server.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opsdeck.server.http.ApiException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ReadCacheTest {

    private final AtomicLong nanos = new AtomicLong();
    private final Caches caches = new Caches(InstantSource.fixed(Instant.EPOCH), nanos::get);
    private final ReadCache<String, String> cache = caches.create("test", Duration.ofMinutes(5), 100);

    @Test
    void loadsOnceAndCountsHitsAndMisses() {
        assertThat(cache.get("a", key -> "first")).isEqualTo("first");
        assertThat(cache.get("a", key -> "second")).isEqualTo("first");
        assertThat(caches.hits()).isEqualTo(1);
        assertThat(caches.misses()).isEqualTo(1);
        assertThat(caches.figures().getFirst().hitShare()).isEqualTo(0.5);
    }

    @Test
    void whatIsThereIsGivenWithoutReading() {
        assertThat(cache.present("a", ReadCacheTest::nobodyReads)).isNull();
        cache.get("a", key -> "first");
        assertThat(cache.present("a", ReadCacheTest::nobodyReads)).isEqualTo("first");
        assertThat(caches.hits()).isEqualTo(1);
        assertThat(caches.misses()).isEqualTo(2);

        cache.invalidateAll();
        assertThat(cache.present("a", ReadCacheTest::nobodyReads)).isNull();
        cache.get("a", key -> "second");
        nanos.addAndGet(Duration.ofSeconds(301).toNanos());
        assertThat(cache.present("a", ReadCacheTest::nobodyReads)).isNull();
    }

    @Test
    void whatSomebodyReadsIsWaitedForUnlessItWasBegunBeforeAChange() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch read = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> reader = threads.submit(() -> cache.get("a", key -> {
                reading.countDown();
                await(read);
                return "first";
            }));
            await(reading);
            Future<@Nullable String> other = threads.submit(() -> cache.present("a", ReadCacheTest::nobodyReads));
            Awaitility.await().until(() -> caches.hits() == 1); // it waits
            cache.invalidateAll();
            assertThat(cache.present("a", ReadCacheTest::nobodyReads)).isNull();
            read.countDown();
            assertThat(reader.get()).isEqualTo("first");
            assertThat(other.get()).isEqualTo("first");
        }
    }

    @Test
    void whatIsGivenInTheSecondHalfOfItsTimeIsMadeNewMeanwhile() throws Exception {
        ReadCache<String, String> halves = caches.createInMemory("halves", Duration.ofSeconds(60), 1);
        halves.get("a", key -> "first");
        nanos.addAndGet(Duration.ofSeconds(40).toNanos());
        CountDownLatch renewed = new CountDownLatch(1);
        assertThat(halves.present("a", key -> {
                    renewed.countDown();
                    return "second";
                }))
                .isEqualTo("first");
        await(renewed);
        Awaitility.await().until(() -> "second".equals(halves.present("a", ReadCacheTest::nobodyReads)));
        nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        assertThat(halves.present("a", ReadCacheTest::nobodyReads)).isNull();
    }

    @Test
    void givesNothingOlderThanItsTimeToLive() {
        cache.get("a", key -> "first");
        nanos.addAndGet(Duration.ofSeconds(299).toNanos());
        assertThat(cache.get("a", key -> "second")).isEqualTo("first");
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(cache.get("a", key -> "second")).isEqualTo("second");
    }

    @Test
    void loadsOnceForFiftyWhoAskAtTheSameTime() throws Exception {
        AtomicInteger loads = new AtomicInteger();
        CountDownLatch allAsk = new CountDownLatch(50);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                answers.add(threads.submit(() -> {
                    allAsk.countDown();
                    return cache.get("cold", key -> {
                        await(allAsk);
                        return "value " + loads.incrementAndGet();
                    });
                }));
            }
            for (Future<String> answer : answers) {
                assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo("value 1");
            }
        }
        assertThat(loads).hasValue(1);
    }

    @Test
    void whoAsksAfterAnInvalidationIsNotGivenALoadThatBeganBefore() throws Exception {
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch written = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> early = threads.submit(() -> cache.get("a", key -> {
                loading.countDown();
                await(written);
                return "before the write";
            }));
            await(loading);
            cache.invalidateAll();
            assertThat(cache.get("a", key -> "after the write")).isEqualTo("after the write");
            written.countDown();
            assertThat(early.get(10, TimeUnit.SECONDS)).isEqualTo("before the write");
        }
        assertThat(cache.get("a", key -> "loaded again")).isEqualTo("after the write");
    }

    @Test
    void givesAStaleValueToEverybodyWhileOneReadsAnother() {
        List<Runnable> waiting = new ArrayList<>();
        ReadCache<String, String> figures = new Caches(
                        InstantSource.fixed(Instant.EPOCH), nanos::get, () -> 0.5, waiting::add, null, null, Set.of())
                .createRevalidating("figures", Duration.ofMinutes(5), Duration.ofMinutes(1), 100);
        figures.get("a", key -> "old");
        nanos.addAndGet(Duration.ofSeconds(301).toNanos());
        assertThat(figures.get("a", key -> "new")).isEqualTo("old");
        assertThat(figures.get("a", key -> "not read")).isEqualTo("old");
        assertThat(waiting).hasSize(1);

        waiting.removeFirst().run();
        assertThat(figures.get("a", key -> "not read")).isEqualTo("new");
        assertThat(waiting).isEmpty();
    }

    @Test
    void aStaleValueEndsAndAFailedRefreshIsTriedAgain() {
        List<Runnable> waiting = new ArrayList<>();
        ReadCache<String, String> figures = new Caches(
                        InstantSource.fixed(Instant.EPOCH), nanos::get, () -> 0.5, waiting::add, null, null, Set.of())
                .createRevalidating("figures", Duration.ofMinutes(5), Duration.ofMinutes(1), 100);
        figures.get("a", key -> "old");
        nanos.addAndGet(Duration.ofSeconds(301).toNanos());
        figures.get("a", key -> {
            throw ApiException.unavailable("not now");
        });
        waiting.removeFirst().run();
        assertThat(figures.get("a", key -> "not read yet")).isEqualTo("old");
        assertThat(waiting).hasSize(1);
        nanos.addAndGet(Duration.ofSeconds(60).toNanos());
        assertThat(figures.get("a", key -> "new")).isEqualTo("new");
    }

    @Test
    void aRefreshThatAChangeOvertookIsNotGiven() {
        List<Runnable> waiting = new ArrayList<>();
        ReadCache<String, String> figures = new Caches(
                        InstantSource.fixed(Instant.EPOCH), nanos::get, () -> 0.5, waiting::add, null, null, Set.of())
                .createRevalidating("figures", Duration.ofMinutes(5), Duration.ofMinutes(1), 100);
        figures.get("a", key -> "old");
        nanos.addAndGet(Duration.ofSeconds(301).toNanos());
        figures.get("a", key -> {
            figures.invalidateAll();
            return "before the change";
        });
        waiting.removeFirst().run();
        assertThat(figures.get("a", key -> "after the change")).isEqualTo("after the change");
    }

    @Test
    void aCacheThatIsOffReadsEachTimeAndTheOthersDoNot() {
        Caches measured = new Caches(
                InstantSource.fixed(Instant.EPOCH), nanos::get, () -> 0.5, Runnable::run, null, null, Set.of("lists"));
        ReadCache<String, Integer> lists = measured.create("lists", Duration.ofMinutes(1), 10);
        ReadCache<String, Integer> tops = measured.create("tops", Duration.ofMinutes(1), 10);
        measured.start();
        AtomicInteger reads = new AtomicInteger();
        assertThat(lists.get("a", key -> reads.incrementAndGet())).isEqualTo(1);
        assertThat(lists.get("a", key -> reads.incrementAndGet())).isEqualTo(2);
        assertThat(tops.get("a", key -> reads.incrementAndGet())).isEqualTo(3);
        assertThat(tops.get("a", key -> reads.incrementAndGet())).isEqualTo(3);
        assertThat(measured.misses()).isEqualTo(3);
    }

    @Test
    void aCacheThatIsToBeOffMustExist() {
        Caches measured = new Caches(
                InstantSource.fixed(Instant.EPOCH), nanos::get, () -> 0.5, Runnable::run, null, null, Set.of("lost"));
        measured.create("lists", Duration.ofMinutes(1), 10);
        assertThatThrownBy(measured::start)
                .hasMessageContaining("no cache 'lost'")
                .hasMessageContaining("lists");
    }

    @Test
    void timesToLiveDifferByATenthEitherWay() {
        double[] random = {0};
        Caches jittered = new Caches(
                InstantSource.fixed(Instant.EPOCH), nanos::get, () -> random[0], Runnable::run, null, null, Set.of());
        ReadCache<String, String> values = jittered.create("values", Duration.ofSeconds(100), 100);
        values.get("short", key -> "1");
        random[0] = 1;
        values.get("long", key -> "1");
        nanos.addAndGet(Duration.ofSeconds(89).toNanos());
        assertThat(values.get("short", key -> "2")).isEqualTo("1");
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(values.get("short", key -> "2")).isEqualTo("2");
        nanos.addAndGet(Duration.ofSeconds(18).toNanos());
        assertThat(values.get("long", key -> "2")).isEqualTo("1");
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(values.get("long", key -> "2")).isEqualTo("2");
    }

    @Test
    void aKeyIsForgottenAndFewOthersWithIt() {
        ReadCache<Long, Long> products = caches.createById("products", Duration.ofMinutes(5), 1_000);
        for (long id = 0; id < 320; id++) {
            products.get(id, key -> 1L);
        }
        caches.renewal(List.of(products.part(7L))).committed();
        assertThat(products.get(7L, key -> 2L)).isEqualTo(2);
        long forgotten = 0;
        for (long id = 0; id < 320; id++) {
            forgotten += products.get(id, key -> 2L) - 1;
        }
        assertThat(forgotten).isEqualTo(10);
        assertThat(caches.entries()).isEqualTo(320);
    }

    @Test
    void keepsNothingWhenTheLoadFails() {
        assertThatThrownBy(() -> cache.get("a", key -> {
                    throw ApiException.unavailable("not now");
                }))
                .hasMessage("not now");
        assertThat(cache.get("a", key -> "there")).isEqualTo("there");
    }

    @Test
    void flushSaysWhatItDropped() {
        cache.get("a", key -> "1");
        cache.get("b", key -> "2");
        ReadCache<String, String> other = caches.create("other", Duration.ofSeconds(1), 10);
        other.get("c", key -> "3");
        assertThat(caches.flush("test").entries()).isEqualTo(2);
        assertThat(caches.flush(null).entries()).isEqualTo(1);
        assertThatThrownBy(() -> caches.flush("none")).hasMessageContaining("There are: test, other.");
    }

    private static String nobodyReads(String key) {
        throw new AssertionError("read " + key);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
