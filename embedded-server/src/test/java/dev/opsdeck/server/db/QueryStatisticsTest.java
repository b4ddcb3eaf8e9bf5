package dev.opsdeck.server.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.opsdeck.api.requests.QueryFigures;
import dev.opsdeck.api.requests.QueryReport;
import dev.opsdeck.api.requests.QuerySort;
import dev.opsdeck.api.requests.QuerySuspect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Counting by a clock that the test moves.
final class QueryStatisticsTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final String BY_ID = "select * from products where id = ?";

    private final AtomicLong nanos = new AtomicLong(1_000_000_000L);
    private final QueryStatistics statistics = new QueryStatistics(nanos::get);

    @Test
    void callsRowsErrorsAndTimesAreThoseOfTheExecutions() {
        execute(null, BY_ID, 2, 1);
        execute(null, BY_ID, 4, 1);
        execute(null, "select * from products where id = 7", 6, 3);
        execute(null, BY_ID, 8, QueryScope.FAILED);
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());

        QueryFigures figures = only();
        assertThat(figures.statement()).isEqualTo(BY_ID);
        assertThat(figures.calls()).isEqualTo(4);
        assertThat(figures.rows()).isEqualTo(5);
        assertThat(figures.errors()).isEqualTo(1);
        assertThat(figures.totalMillis()).isEqualTo(20);
        assertThat(figures.maxMillis()).isEqualTo(8);
        assertThat(figures.p95Millis()).isCloseTo(8, within(0.16)).isLessThanOrEqualTo(8);
        assertThat(figures.lastSeen()).isEqualTo(NOON.minusSeconds(5));
        assertThat(figures.route()).as("no request executed it").isNull();
    }

    @Test
    void theRouteIsTheOneThatExecutesItMost() {
        request("/products/{id}", BY_ID, 3, 1);
        request("/analytics/overview", BY_ID, 4, 1);
        assertThat(only().route()).isEqualTo("/analytics/overview");
        for (int i = 0; i < 20; i++) {
            execute(null, BY_ID, 1, 1);
        }
        assertThat(only().route()).as("the server's own work is more").isNull();
    }

    @Test
    void theOrderIsTheOneAskedForAndTheListAsShortAsAskedFor() {
        execute(null, "select a", 10, 1);
        execute(null, "select b", 3, 100);
        execute(null, "select b", 4, 1);
        execute(null, "select b", 2, 1);
        assertThat(statements(QuerySort.TOTAL)).containsExactly("select a", "select b");
        assertThat(statements(QuerySort.CALLS)).containsExactly("select b", "select a");
        assertThat(statements(QuerySort.ROWS)).containsExactly("select b", "select a");
        assertThat(statements(QuerySort.MAX)).containsExactly("select a", "select b");
        QueryReport first = statistics.report(QuerySort.P95, 1, NOON);
        assertThat(first.data()).extracting(QueryFigures::statement).containsExactly("select a");
        assertThat(first.total()).isEqualTo(2);
    }

    @Test
    void statementsBeyondTheBoundShareOneRow() {
        for (int i = 0; i < 3 * QueryStatistics.MAX_STATEMENTS; i++) {
            execute(null, "select x" + i + "x from a", 1, 1);
        }
        List<QueryFigures> all = report().data();
        assertThat(all).hasSize(QueryStatistics.MAX_STATEMENTS + 1);
        assertThat(all)
                .filteredOn(figures -> figures.statement().equals(QueryStatistics.OTHERS))
                .extracting(QueryFigures::calls)
                .containsExactly(2L * QueryStatistics.MAX_STATEMENTS);
        assertThat(all.stream().mapToLong(QueryFigures::calls).sum()).isEqualTo(3L * QueryStatistics.MAX_STATEMENTS);
    }

    @Test
    void textsWithoutEndOfOneStatementAreCountedTogether() {
        for (int i = 0; i < 10_000; i++) {
            execute(null, "select a from sync_staging_" + i, 1, 1);
        }
        assertThat(only().calls()).isEqualTo(10_000);
    }

    @Test
    void fiveOfTheSameStatementInOneRequestAreSuspectWhenTheyTakeLongerThanFiftyMilliseconds() {
        request("/a", BY_ID, 4, 100);
        request("/b", BY_ID, 5, 10);
        assertThat(report().suspects()).as("too few, or just 50 ms").isEmpty();

        request("/c", BY_ID, 5, 11);
        QuerySuspect suspect = report().suspects().getFirst();
        assertThat(report().suspects()).hasSize(1);
        assertThat(suspect.route()).isEqualTo("/c");
        assertThat(suspect.statement()).isEqualTo(BY_ID);
        assertThat(suspect.executions()).isEqualTo(5);
        assertThat(suspect.requests()).isEqualTo(1);
        assertThat(suspect.lostMillis()).as("55 ms without one of the five").isCloseTo(44, within(1e-9));
        assertThat(suspect.codeLine())
                .as("the stack is walked from the sixth on")
                .isNull();
    }

    @Test
    void aRepeatedSuspectIsOneWithTheMostThatOneRequestLost() {
        request("/c", BY_ID, 6, 20);
        nanos.addAndGet(Duration.ofSeconds(60).toNanos());
        request("/c", BY_ID, 21, 10);
        assertThat(report().suspects()).hasSize(1).first().satisfies(suspect -> {
            assertThat(suspect.requests()).isEqualTo(2);
            assertThat(suspect.executions()).isEqualTo(21);
            assertThat(suspect.lostMillis()).isCloseTo(200, within(1e-9));
            assertThat(suspect.totalLostMillis()).isCloseTo(300, within(1e-9));
            assertThat(suspect.lastSeen()).isEqualTo(NOON);
            assertThat(suspect.firstSeen()).isBetween(NOON.minusSeconds(61), NOON.minusSeconds(60));
        });
    }

    @Test
    void differentStatementsOfOneRequestAreNoSuspects() {
        statistics.request(
                () -> {
                    for (int i = 0; i < 100; i++) {
                        execute(currentRequest(), "select c" + i + "c from a", 100, 1);
                    }
                },
                () -> "/a");
        assertThat(report().suspects()).isEmpty();
    }

    @Test
    void suspectsAreBoundedAndTheLatestStay() {
        for (int i = 0; i < 3 * Suspects.MAX; i++) {
            request("/route" + i, BY_ID, 6, 20);
        }
        assertThat(report().suspects())
                .hasSize(Suspects.MAX)
                .extracting(QuerySuspect::route)
                .contains("/route299");
    }

    @Test
    void beginningAnewForgetsEverything() {
        request("/c", BY_ID, 6, 20);
        nanos.addAndGet(Duration.ofSeconds(7).toNanos());
        statistics.reset();
        nanos.addAndGet(Duration.ofSeconds(3).toNanos());
        assertThat(report()).isEqualTo(new QueryReport(NOON.minusSeconds(3), List.of(), 0, List.of()));
    }

    @Test
    void aRequestThatFailsIsCountedAndItsExceptionPassesThrough() {
        assertThatThrownBy(() -> statistics.request(
                        () -> {
                            execute(currentRequest(), BY_ID, 1, 1);
                            throw new IllegalStateException("a bug");
                        },
                        () -> "/broken"))
                .hasMessage("a bug");
        assertThat(only().route()).isEqualTo("/broken");
    }

    @Test
    void noExecutionIsLostBetweenThreads() throws Exception {
        int threads = 4;
        long each = 50_000;
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> workers = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                workers.add(executor.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        statistics.executed(null, i % 2 == 0 ? BY_ID : "select b", nanos.get() - 1_000, 1);
                    }
                }));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        }
        assertThat(report().data())
                .extracting(QueryFigures::calls, QueryFigures::rows)
                .containsOnly(tuple(threads * each / 2, threads * each / 2));
    }

    @Test
    void everyWayToExecuteIsCountedOnARealDatabase() {
        try (Database database = TestDatabases.h2()) {
            database.write(c -> Sql.update(c, "create table t (id bigint generated by default as identity, x int)"));
            database.queries().reset();
            database.write(c -> {
                Sql.insertReturningId(c, "insert into t (x) values (?)", 1);
                Sql.batch(c, "insert into t (x) values (?)", List.of(2, 3, 4), x -> new Object[] {x});
                return Sql.update(c, "update t set x = x + ?", 10);
            });
            database.read(c -> Sql.list(c, "select x from t order by x", row -> row.getInt(1)));
            database.read(c -> Sql.number(c, "select x from t where x = ?", 99));
            assertThatThrownBy(() -> database.read(c -> Sql.number(c, "select nonsense from t")))
                    .isInstanceOf(DatabaseException.class);

            assertThat(database.queries().report(QuerySort.CALLS, 10, NOON).data())
                    .extracting(QueryFigures::statement, QueryFigures::calls, QueryFigures::rows, QueryFigures::errors)
                    .containsExactlyInAnyOrder(
                            tuple("insert into t (x) values (?)", 2L, 4L, 0L),
                            tuple("update t set x = x + ?", 1L, 4L, 0L),
                            tuple("select x from t order by x", 1L, 4L, 0L),
                            tuple("select x from t where x = ?", 1L, 0L, 0L),
                            tuple("select nonsense from t", 1L, 0L, 1L));
        }
    }

    private void request(String route, String sql, int times, int millisEach) {
        statistics.request(
                () -> {
                    for (int i = 0; i < times; i++) {
                        execute(currentRequest(), sql, millisEach, 1);
                    }
                },
                () -> route);
    }

    private static @Nullable RequestQueries currentRequest() {
        QueryScope scope = QueryScope.current();
        return scope == null ? null : scope.request();
    }

    private void execute(@Nullable RequestQueries request, String sql, int millis, long rows) {
        long begin = nanos.getAndAdd(millis * 1_000_000L);
        statistics.executed(request, sql, begin, rows);
    }

    private List<String> statements(QuerySort sort) {
        return statistics.report(sort, 10, NOON).data().stream()
                .map(QueryFigures::statement)
                .toList();
    }

    private QueryFigures only() {
        List<QueryFigures> all = report().data();
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private QueryReport report() {
        return statistics.report(QuerySort.TOTAL, 10_000, NOON);
    }
}
