package dev.opsdeck.server.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What becomes of items when the database is slow, gone, or refuses them.
final class BatchWriterTest {

    private final List<Integer> stored = new CopyOnWriteArrayList<>();

    @Test
    void storesEverythingInOrderAndOnClosingWhatIsLeft() {
        try (BatchWriter<Integer> writer = new BatchWriter<>("items", 100, Duration.ofHours(1), stored::addAll)) {
            IntStream.range(0, 10).forEach(writer::add);
            assertThat(writer.pending()).hasSize(10);
            assertThat(stored).isEmpty();
        }
        assertThat(stored).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void addingNeverWaitsForTheDatabaseAndTheOldestAreDroppedFirst() throws Exception {
        CountDownLatch storing = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (BatchWriter<Integer> writer = new BatchWriter<>("items", 3, Duration.ZERO, batch -> {
            storing.countDown();
            awaitQuietly(release);
            stored.addAll(batch);
        })) {
            writer.add(1);
            storing.await();
            IntStream.rangeClosed(2, 6).forEach(writer::add);
            assertThat(writer.pending()).containsExactly(4, 5, 6);
            release.countDown();
            await().until(() -> writer.pending().isEmpty());
        }
        assertThat(stored).containsExactly(1, 4, 5, 6);
    }

    @Test
    void goesOnByItselfWhenTheDatabaseIsBack() {
        AtomicInteger attempts = new AtomicInteger();
        CountDownLatch back = new CountDownLatch(1);
        try (BatchWriter<Integer> writer = new BatchWriter<>("items", 100, Duration.ZERO, batch -> {
            if (attempts.incrementAndGet() == 1) {
                throw new DatabaseUnavailable("The database went away.", new IllegalStateException());
            }
            awaitQuietly(back);
            stored.addAll(batch);
        })) {
            writer.add(1);
            await().until(() -> attempts.get() >= 1);
            writer.add(2);
            assertThat(writer.pending()).containsExactly(1, 2);
            back.countDown();
            await().atMost(Duration.ofSeconds(20)).until(() -> stored.size() == 2);
            assertThat(stored).containsExactly(1, 2);
            await().until(() -> writer.pending().isEmpty());
        }
    }

    @Test
    void doesNotHoldUpTheEndOfTheProcessWhenTheDatabaseIsGone() {
        AtomicInteger attempts = new AtomicInteger();
        BatchWriter<Integer> writer = new BatchWriter<>("items", 100, Duration.ZERO, batch -> {
            attempts.incrementAndGet();
            throw new DatabaseUnavailable("The database went away.", new IllegalStateException());
        });
        writer.add(1);
        await().until(() -> attempts.get() >= 1);
        long begin = System.nanoTime();
        writer.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        assertThat(writer.pending()).containsExactly(1);
    }

    @Test
    void aBatchThatIsRefusedAgainAndAgainDoesNotStandInTheWayOfLaterOnes() {
        List<List<Integer>> attempts = new ArrayList<>();
        BatchWriter<Integer> writer = new BatchWriter<>("items", 100, Duration.ofHours(1), batch -> {
            attempts.add(batch);
            throw new IllegalArgumentException("refused");
        });
        writer.add(1);
        writer.close();
        assertThat(attempts).hasSize(3);
        assertThat(writer.pending()).isEmpty();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
