package dev.opsdeck.server.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.opsdeck.api.requests.QueryFigures;
import dev.opsdeck.api.requests.QuerySort;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class RoundsTest {

    private static final long PATIENCE_NANOS = 1_000;

    private final AtomicLong nanos = new AtomicLong();
    private final QueryStatistics queries = new QueryStatistics(nanos::get);
    private final List<List<String>> done = new CopyOnWriteArrayList<>();
    private final CountDownLatch firstMayEnd = new CountDownLatch(1);

    @Test
    void whoComesMeanwhileIsDoneTogetherInTheNextRound() throws Exception {
        Rounds<String, String> rounds = rounds(items -> {
            if (done.size() == 1) {
                awaitEnd();
            }
            return items.stream().map(item -> item + "!").toList();
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> all = firstAndOthers(threads, rounds, "b", "c", "d");
            assertThat(all).noneMatch(Future::isDone);
            firstMayEnd.countDown();
            for (Future<String> each : all) {
                each.get();
            }
            assertThat(all).extracting(Future::resultNow).containsExactly("a!", "b!", "c!", "d!");
        }
        assertThat(done).hasSize(2);
        assertThat(done.getFirst()).containsExactly("a");
        assertThat(done.getLast()).containsExactlyInAnyOrder("b", "c", "d");
    }

    @Test
    void aFailureReachesThoseInItsRoundAndNobodyElse() {
        AtomicInteger calls = new AtomicInteger();
        Rounds<String, String> rounds = rounds(items -> {
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("gone");
            }
            return items;
        });
        assertThatThrownBy(() -> rounds.join("a")).hasMessage("gone");
        assertThat(rounds.join("b")).isEqualTo("b");
    }

    @Test
    void oneThatTheDatabaseRefusesDoesNotSpoilTheOthers() throws Exception {
        Rounds<String, String> rounds = rounds(items -> {
            if (done.size() == 1) {
                awaitEnd();
            }
            if (items.contains("bad")) {
                throw new DatabaseException(new SQLException("taken", "23505"));
            }
            return items;
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> all = firstAndOthers(threads, rounds, "b", "bad", "c");
            firstMayEnd.countDown();
            assertThat(all.get(1).get()).isEqualTo("b alone");
            assertThatThrownBy(() -> all.get(2).get()).hasCauseInstanceOf(DatabaseException.class);
            assertThat(all.get(3).get()).isEqualTo("c alone");
        }
        assertThat(done).hasSize(2);
    }

    @Test
    void whatIsRefusedByItselfIsNotTriedAgain() {
        AtomicInteger calls = new AtomicInteger();
        Rounds<String, String> rounds = rounds(items -> {
            throw new DatabaseException(
                    new SQLException("of the only one", calls.incrementAndGet() == 1 ? "23505" : "55P03"));
        });
        assertThatThrownBy(() -> rounds.join("a")).isInstanceOf(DatabaseException.class);
        // It waited for somebody: perhaps not for ever.
        assertThat(rounds.join("a")).isEqualTo("a alone");
    }

    @Test
    void whoHasWaitedLongerThanForAConnectionIsTurnedAway() throws Exception {
        Rounds<String, String> rounds = rounds(items -> {
            awaitEnd();
            nanos.addAndGet(PATIENCE_NANOS + 1);
            return items;
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> all = firstAndOthers(threads, rounds, "b", "c");
            firstMayEnd.countDown();
            assertThat(all.getFirst().get()).isEqualTo("a");
            assertThatThrownBy(() -> all.get(1).get()).hasCauseInstanceOf(DatabaseUnavailable.class);
            assertThatThrownBy(() -> all.get(2).get()).hasCauseInstanceOf(DatabaseUnavailable.class);
        }
        assertThat(rounds.join("d")).isEqualTo("d");
        assertThat(done).containsExactly(List.of("a"), List.of("d"));
    }

    @Test
    void eachRequestCountsTheStatementButTheDatabaseExecutedItOnce() throws Exception {
        Rounds<String, String> rounds = rounds(items -> {
            if (done.size() == 1) {
                awaitEnd();
            }
            QueryScope scope = QueryScope.current();
            QueryScope.end(scope, "select all", QueryScope.begin(scope), items.size());
            return items;
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> all = firstAndOthers(threads, rounds, "b", "c", "d");
            firstMayEnd.countDown();
            for (Future<String> each : all) {
                each.get();
            }
        }
        QueryFigures figures =
                queries.report(QuerySort.TOTAL, 10, Instant.EPOCH).data().getFirst();
        assertThat(figures.calls()).isEqualTo(2);
        assertThat(figures.rows()).isEqualTo(4);
        assertThat(figures.route()).as("that of three").isEqualTo("/others");
    }

    private Rounds<String, String> rounds(Function<List<String>, List<String>> work) {
        return new Rounds<>(
                queries,
                PATIENCE_NANOS,
                "select all",
                items -> {
                    done.add(List.copyOf(items));
                    return work.apply(items);
                },
                item -> {
                    if (item.equals("bad")) {
                        throw new DatabaseException(new SQLException("taken", "23505"));
                    }
                    return item + " alone";
                });
    }

    /// Joins with "a", and with the others when that round is under way; each as a request.
    private List<Future<String>> firstAndOthers(
            ExecutorService threads, Rounds<String, String> rounds, String... others) {
        List<Future<String>> all = new ArrayList<>();
        all.add(threads.submit(() -> join(rounds, "a")));
        await().until(() -> done.size() == 1);
        for (int i = 0; i < others.length; i++) {
            String item = others[i];
            int before = i;
            all.add(threads.submit(() -> join(rounds, item)));
            await().until(() -> rounds.waiting() == before + 1);
        }
        return all;
    }

    private String join(Rounds<String, String> rounds, String item) {
        List<String> result = new ArrayList<>();
        queries.request(() -> result.add(rounds.join(item)), () -> item.equals("a") ? "/first" : "/others");
        return result.getFirst();
    }

    private void awaitEnd() {
        try {
            firstMayEnd.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
