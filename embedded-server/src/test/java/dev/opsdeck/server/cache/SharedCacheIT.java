package dev.opsdeck.server.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.TestDatabases;
import dev.opsdeck.server.redis.Redis;
import dev.opsdeck.server.redis.RedisProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.params.SetParams;

/// Two instances with one PostgreSQL and one Redis, and everything that can become of that Redis. The catalogue is a
/// number that the test changes.
final class SharedCacheIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final long A_SECOND = Duration.ofSeconds(1).toNanos();

    private final AtomicLong catalogue = new AtomicLong(1);
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicLong probes = new AtomicLong(1_000_000);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private RedisProcess process;

    @SuppressWarnings("NullAway.Init")
    private Database database;

    @SuppressWarnings("NullAway.Init")
    private Instance one;

    @SuppressWarnings("NullAway.Init")
    private Instance two;

    private static final class Instance implements AutoCloseable {

        final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
        final Redis redis;
        final Caches caches;
        final ReadCache<Long, Long> numbers;

        Instance(Database database, RedisProcess process) {
            redis = Redis.open(process.settings());
            caches = new Caches(
                    InstantSource.system(), System::nanoTime, () -> 0.5, background, database, redis, Set.of());
            numbers = caches.create("numbers", Duration.ofMinutes(5), 100);
            caches.start();
        }

        @Override
        public void close() {
            caches.close();
            background.close();
            redis.close();
        }
    }

    @BeforeEach
    void begin() {
        process = RedisProcess.start(folder);
        database = TestDatabases.postgres();
        one = new Instance(database, process);
        two = new Instance(database, process);
        // Both know the same stamps when one finds what the other has read.
        await().atMost(SOON).until(() -> shared(one, two) && shared(two, one));
        reads.set(0);
    }

    private boolean shared(Instance writer, Instance reader) {
        long key = probes.incrementAndGet();
        writer.numbers.get(key, asked -> 7L);
        return process.ask(jedis -> jedis.keys("{opsdeck}:cache1:numbers:*")).size() > 0
                && reader.numbers.get(key, asked -> 8L) == 7L;
    }

    @AfterEach
    void end() {
        one.close();
        two.close();
        database.close();
        process.thaw();
        process.close();
    }

    @Test
    void whatOneHasReadTheOtherFindsAndCountsAsAHit() {
        // A Redis that was too slow for once is not asked: then another key is tried.
        await().atMost(SOON).until(() -> {
            long key = probes.incrementAndGet();
            assertThat(read(one, key)).isEqualTo(1);
            long hits = two.caches.hits();
            long misses = two.caches.misses();
            if (!keptSoon(key) || two.numbers.get(key, unknown -> -1L) < 0) {
                return false;
            }
            assertThat(two.caches.hits()).isEqualTo(hits + 1);
            assertThat(two.caches.misses()).isEqualTo(misses);
            assertThat(two.numbers.get(key, known -> fail("it is in memory now")))
                    .isEqualTo(1);
            return true;
        });
        await().atMost(SOON)
                .until(() -> two.caches.figures().stream()
                        .anyMatch(figures ->
                                figures.level().equals("redis") && figures.entries() > 0 && figures.hits() > 0));
    }

    @Test
    void fiftyWhoAskBothAtTheSameTimeLetOneReadIt() throws Exception {
        await().atMost(SOON).until(() -> shared(one, two) && shared(two, one));
        reads.set(0);
        fiftyAsk(probes.incrementAndGet());
        assertThat(reads).hasValue(1);
    }

    private void fiftyAsk(long wanted) throws Exception {
        CountDownLatch allAsk = new CountDownLatch(50);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> answers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                Instance instance = i % 2 == 0 ? one : two;
                answers.add(threads.submit(() -> {
                    allAsk.countDown();
                    assertThat(allAsk.await(10, TimeUnit.SECONDS)).isTrue();
                    return instance.numbers.get(wanted, key -> {
                        reads.incrementAndGet();
                        // As long as a cold overview takes: the other instance comes meanwhile.
                        await().pollDelay(Duration.ofMillis(300)).until(() -> true);
                        return catalogue.get();
                    });
                }));
            }
            for (Future<Long> answer : answers) {
                assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo(1);
            }
        }
    }

    @Test
    void aChangeOnOneReachesTheOtherWithinASecond() {
        for (int i = 0; i < 10; i++) {
            Instance writer = i % 2 == 0 ? one : two;
            Instance reader = i % 2 == 0 ? two : one;
            read(writer, 5L);
            read(reader, 5L);
            change(writer);
            assertThat(read(writer, 5L)).isEqualTo(catalogue.get());
            seenWithinASecond(reader, 5L);
        }
    }

    @Test
    void whatWasReadBeforeAChangeAndKeptAfterItIsNeverGiven() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch changed = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Long> early = threads.submit(() -> one.numbers.get(5L, key -> {
                long before = catalogue.get();
                reading.countDown();
                uninterrupted(changed);
                return before;
            }));
            uninterrupted(reading);
            change(one);
            changed.countDown();
            assertThat(early.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        }
        keptSoon(5L);
        assertThat(read(one, 5L)).isEqualTo(2);
        await().during(Duration.ofMillis(100)).atMost(SOON).until(() -> read(two, 5L) == 2);
    }

    @Test
    void anEmptiedRedisIsFilledAgain() {
        read(one, 5L);
        process.ask(jedis -> jedis.flushAll());
        assertThat(read(two, 5L)).isEqualTo(1);
        change(one);
        process.ask(jedis -> jedis.flushAll());
        assertThat(read(one, 5L)).isEqualTo(2);
        seenWithinASecond(two, 5L);
        await().atMost(SOON).until(() -> !values().isEmpty());
    }

    @Test
    void aFrozenRedisMakesOneCallWaitAndNoneAfterIt() {
        process.freeze();
        read(one, 1L);
        await().atMost(SOON).until(() -> !one.redis.available());
        long begin = System.nanoTime();
        for (long key = 100; key < 300; key++) {
            assertThat(read(one, key)).isEqualTo(1);
        }
        // Each waiting for its timeout, they would take 9 s.
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
        assertThat(one.caches.figures()).noneMatch(figures -> figures.level().equals("redis"));
        change(one);
        assertThat(read(one, 1L)).isEqualTo(2);
        seenWithinASecond(two, 1L);

        process.thaw();
        await().atMost(SOON).until(() -> one.redis.available() && two.redis.available());
        await().atMost(SOON).until(() -> shared(one, two) && shared(two, one));
    }

    /// The frozen Redis hears the question when it goes on, and grants the claim to read. Who asked has long read
    /// it elsewhere, and the others must not wait for that.
    @Test
    void nobodyWaitsForWhoGaveUpWhileRedisWasFrozen() {
        process.freeze();
        assertThat(read(one, 5L)).isEqualTo(1);
        process.thaw();
        await().atMost(SOON).until(() -> one.redis.available() && two.redis.available());
        long begin = System.nanoTime();
        assertThat(read(two, 5L)).isEqualTo(1);
        // The longest wait for a claim is 2 s.
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
        assertThat(reads).hasValue(2);
    }

    @Test
    void aRedisThatEndsAndComesBackIsMissedAndFoundAgain() {
        read(one, 5L);
        process.kill();
        assertThat(read(one, 6L)).isEqualTo(1);
        change(two);
        assertThat(read(two, 5L)).isEqualTo(2);
        seenWithinASecond(one, 5L);
        await().atMost(SOON).until(() -> !one.redis.available() && !two.redis.available());

        process.startAgain();
        await().atMost(SOON).until(() -> one.redis.available() && two.redis.available());
        await().atMost(SOON).until(() -> shared(one, two) && shared(two, one));
        change(one);
        seenWithinASecond(two, 5L);
    }

    @Test
    void aRedisThatComesBackWithOldValuesIsNotBelieved() {
        // Again, should Redis have been too slow for once.
        await().atMost(SOON).until(() -> {
            one.numbers.invalidateAll();
            return read(one, 5L) == 1 && keptSoon(5L);
        });
        process.ask(jedis -> jedis.save());
        change(one);
        assertThat(read(one, 5L)).isEqualTo(2);
        process.kill();
        process.startAgain();
        assertThat(named(5L)).isPresent();
        await().atMost(SOON).until(() -> one.redis.available() && two.redis.available());
        one.numbers.invalidateAll(); // so that memory does not hide what Redis has
        assertThat(read(one, 5L)).isEqualTo(2);
        await().during(Duration.ofMillis(200)).atMost(SOON).until(() -> read(two, 5L) == 2);
    }

    @Test
    void aValueThatCannotBeUnderstoodIsReplaced() {
        await().atMost(SOON).until(() -> {
            long key = probes.incrementAndGet();
            read(one, key);
            if (!keptSoon(key)) {
                return false;
            }
            String name = named(key).orElseThrow();
            process.ask(jedis -> jedis.set(name, "rubbish", keepTimeToLive()));
            int before = reads.get();
            assertThat(read(two, key)).isEqualTo(1);
            // What the first instance put there, the second had to read again and put in its place.
            assertThat(reads).hasValue(before + 1);
            return soon(() -> !"rubbish".equals(process.ask(jedis -> jedis.get(name))));
        });
    }

    @Test
    void aFullRedisIsGoneWithoutToo() {
        read(one, 5L);
        process.ask(jedis -> jedis.configSet("maxmemory", "1"));
        for (long key = 10; key < 20; key++) {
            assertThat(read(one, key)).isEqualTo(1);
        }
        await().atMost(SOON).until(() -> !one.redis.available());
        process.ask(jedis -> jedis.configSet("maxmemory", "0"));
        await().atMost(SOON).until(() -> one.redis.available());
    }

    @Test
    void redisHoldsNoMoreThanTheCacheMay() {
        // Again, should Redis have been too slow for once.
        await().atMost(SOON).until(() -> {
            for (int i = 0; i < 150; i++) {
                read(one, probes.incrementAndGet());
            }
            return soon(() -> one.caches.figures().stream()
                    .anyMatch(figures -> figures.level().equals("redis") && figures.evictions() >= 50));
        });
        assertThat(values().size()).isLessThanOrEqualTo(100);
    }

    @Test
    void aFlushEmptiesBothInstancesAndRedisAndSaysHowMany() {
        read(one, 5L);
        assertThat(read(two, 5L)).isEqualTo(1);
        long here = one.caches.entries();
        await().atMost(SOON).until(() -> values().size() >= 1);
        int there = values().size();
        catalogue.incrementAndGet();
        assertThat(one.caches.flush(null).entries()).isEqualTo(here + there);
        assertThat(values()).isEmpty();
        assertThat(read(one, 5L)).isEqualTo(2);
        seenWithinASecond(two, 5L);
    }

    private long read(Instance instance, long key) {
        Function<Long, Long> read = asked -> {
            reads.incrementAndGet();
            return catalogue.get();
        };
        return instance.numbers.get(key, read);
    }

    /// However slow this machine is: what is asked a second after the change has its answer.
    private void seenWithinASecond(Instance instance, long key) {
        long changed = System.nanoTime();
        await().pollInterval(Duration.ofMillis(5)).atMost(SOON).until(() -> {
            long asked = System.nanoTime();
            boolean right = read(instance, key) == catalogue.get();
            assertThat(right || asked - changed < A_SECOND).isTrue();
            return right;
        });
    }

    /// As a use case does it.
    private void change(Instance instance) {
        Renewal.<Long>write(
                database::write,
                c -> catalogue.incrementAndGet(),
                now -> instance.caches.renewal(List.of(instance.numbers.all())));
    }

    /// Whether Redis has a value of that key soon; not when it was too slow for once.
    private boolean keptSoon(long key) {
        return soon(() -> named(key).isPresent());
    }

    private static boolean soon(BooleanSupplier there) {
        long begin = System.nanoTime();
        while (!there.getAsBoolean() && System.nanoTime() - begin < A_SECOND) {
            LockSupport.parkNanos(A_SECOND / 100);
        }
        return there.getAsBoolean();
    }

    /// The name under which Redis has a value of that key: it ends with the beginning of a hash.
    private Optional<String> named(long key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(Long.toString(key).getBytes(StandardCharsets.US_ASCII));
            String end = ":"
                    + Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(hash)
                            .substring(0, 32);
            return values().stream().filter(name -> name.endsWith(end)).findFirst();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Set<String> values() {
        Set<String> keys = process.ask(jedis -> jedis.keys("{opsdeck}:cache1:numbers:*"));
        keys.removeIf(key -> key.endsWith(":claim"));
        return keys;
    }

    private static SetParams keepTimeToLive() {
        return SetParams.setParams().keepTtl();
    }

    private static void uninterrupted(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
