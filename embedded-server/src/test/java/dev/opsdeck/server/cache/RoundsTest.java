package dev.opsdeck.server.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class RoundsTest {

    private final List<Set<String>> rounds = new CopyOnWriteArrayList<>();
    private final CountDownLatch firstMayEnd = new CountDownLatch(1);

    @Test
    void whoComesMeanwhileIsDoneTogetherInTheNextRound() throws Exception {
        AtomicInteger coming = new AtomicInteger();
        Rounds<String> together = new Rounds<>(items -> {
            rounds.add(Set.copyOf(items));
            if (rounds.size() == 1) {
                awaitEnd();
            }
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first = threads.submit(() -> together.join(List.of("a")));
            await().until(() -> rounds.size() == 1);
            List<Future<?>> others = List.of("b", "c", "d").stream()
                    .<Future<?>>map(item -> threads.submit(() -> {
                        coming.incrementAndGet();
                        together.join(List.of(item, "shared"));
                    }))
                    .toList();
            await().until(() -> coming.get() == 3);
            assertThat(others).noneMatch(Future::isDone);
            firstMayEnd.countDown();
            first.get();
            for (Future<?> other : others) {
                other.get();
            }
        }
        assertThat(rounds.getFirst()).containsExactly("a");
        assertThat(rounds.stream().skip(1).flatMap(Set::stream)).contains("b", "c", "d", "shared");
        // The three may just have missed each other, but none had a round that began before it came.
        assertThat(rounds).hasSizeBetween(2, 4);
    }

    @Test
    void aFailureReachesThoseInItsRoundAndNobodyElse() {
        AtomicInteger calls = new AtomicInteger();
        Rounds<String> together = new Rounds<>(items -> {
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("gone");
            }
        });
        assertThatThrownBy(() -> together.join(List.of("a"))).hasMessage("gone");
        together.join(List.of("b"));
        assertThat(calls).hasValue(2);
    }

    private void awaitEnd() {
        try {
            firstMayEnd.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
