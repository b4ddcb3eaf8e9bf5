package dev.opsdeck.server.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.audits.AuditFault;
import dev.opsdeck.api.audits.AuditSlow;
import dev.opsdeck.api.requests.RequestEntry;
import dev.opsdeck.api.requests.RequestKind;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.requests.RequestRepository.Filter;
import dev.opsdeck.server.requests.RequestRepository.Kept;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The log of requests on a real database.
abstract class RequestRepositorySuite {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @SuppressWarnings("NullAway.Init")
    private Database database;

    @SuppressWarnings("NullAway.Init")
    private RequestRepository repository;

    abstract Database open();

    @BeforeEach
    void openDatabase() {
        database = open();
        repository = new RequestRepository(database);
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void whatIsStoredIsReadBackWhole() {
        RequestEntry full = new RequestEntry(
                5,
                "here",
                NOON,
                "GET",
                "/products?q=é",
                "/products",
                500,
                1234.5,
                "curl/8.0",
                true,
                "Boom",
                "It broke.",
                7,
                "0af7651916cd43dd8448eb211c80319c");
        RequestEntry bare = new RequestEntry(
                4, "here", NOON, "POST", "/x", "unmatched", 503, 0.25, null, false, null, null, 0, null);
        repository.store(List.of(new Kept(RequestKind.ERROR, full), new Kept(RequestKind.ERROR, bare)));
        assertThat(repository.list(all(RequestKind.ERROR, null), null, 10)).containsExactly(full, bare);
        assertThat(repository.list(all(RequestKind.SLOW, null), null, 10)).isEmpty();
    }

    @Test
    void aSummaryCountsWhatEachRouteDidAndThoseThatWereLeftOut() {
        assertThat(repository.since()).isNull();
        repository.store(List.of(
                new Kept(RequestKind.ERROR, failed(1, "/a", "Boom", "first", 0)),
                new Kept(RequestKind.ERROR, failed(2, "/a", "Boom", "second", 40)),
                new Kept(RequestKind.ERROR, failed(3, "/a", null, null, 0)),
                new Kept(RequestKind.ERROR, failed(4, "/b", "Boom", "third", 0)),
                new Kept(RequestKind.ERROR, failed(900, "/b", "Boom", "too late", 0)),
                kept(RequestKind.SLOW, 5, "/a"),
                new Kept(RequestKind.SLOW, failed(6, "/a", null, null, 9)),
                new Kept(RequestKind.SLOW, failed(7, "/c", null, null, 0))));
        Instant to = NOON.plusSeconds(900);

        assertThat(repository.since()).isEqualTo(NOON.plusSeconds(1));
        assertThat(repository.faults(NOON, to, 10))
                .containsExactly(
                        new AuditFault("/a", 500, "Boom", "second", 42, NOON.plusSeconds(1), NOON.plusSeconds(2)),
                        new AuditFault("/a", 500, null, null, 1, NOON.plusSeconds(3), NOON.plusSeconds(3)),
                        new AuditFault("/b", 500, "Boom", "third", 1, NOON.plusSeconds(4), NOON.plusSeconds(4)));
        List<AuditSlow> slow = repository.slow(NOON, to, 10);
        assertThat(slow)
                .contains(new AuditSlow("/c", 1, 7_000, NOON.plusSeconds(7), "/c?id=7"))
                .anySatisfy(row -> {
                    assertThat(row.route()).isEqualTo("/a");
                    assertThat(row.requests()).isEqualTo(11);
                    assertThat(row.slowestMillis()).isEqualTo(6_000);
                });
        assertThat(repository.slow(NOON, to, 1)).extracting(AuditSlow::route).containsExactly("/c");
        assertThat(repository.faults(to, to.plusSeconds(1), 10))
                .extracting(AuditFault::message)
                .containsExactly("too late");
    }

    private static RequestEntry failed(
            long id, String route, @Nullable String error, @Nullable String message, long leftOut) {
        return new RequestEntry(
                id,
                "here",
                NOON.plusSeconds(id),
                "GET",
                route + "?id=" + id,
                route,
                500,
                id * 1_000.0,
                null,
                false,
                error,
                message,
                leftOut,
                null);
    }

    @Test
    void aBatchThatComesTwiceIsThereOnce() {
        List<Kept> batch = List.of(kept(RequestKind.SLOW, 1, "/a"), kept(RequestKind.SLOW, 2, "/a"));
        repository.store(batch);
        repository.store(batch);
        assertThat(repository.count(all(RequestKind.SLOW, null))).isEqualTo(2);
    }

    @Test
    void pagesGoOnWhereTheLastOneEndedAlsoWhenServersUsedTheSameId() {
        List<Kept> rows = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            rows.add(kept(RequestKind.SLOW, i / 2, "/a", "node-" + i % 2));
        }
        repository.store(rows);
        List<RequestEntry> read = new ArrayList<>();
        RequestCursor after = null;
        for (int page = 0; page < 9; page++) {
            List<RequestEntry> next = repository.list(all(RequestKind.SLOW, null), after, 3);
            read.addAll(next);
            after = RequestCursor.parse(RequestCursor.behind(next.getLast()));
        }
        assertThat(repository.list(all(RequestKind.SLOW, null), after, 3)).isEmpty();
        assertThat(read).hasSize(25).doesNotHaveDuplicates();
        assertThat(read).extracting(RequestEntry::id).isSortedAccordingTo((a, b) -> Long.compare(b, a));
    }

    @Test
    void theRouteAndTheTimeNarrowTheList() {
        repository.store(List.of(
                kept(RequestKind.SLOW, 1, "/products"),
                kept(RequestKind.SLOW, 2, "/products/{id}"),
                kept(RequestKind.SLOW, 3, "/analytics/overview"),
                kept(RequestKind.SLOW, 4, "/100%_sure")));
        assertThat(ids(all(RequestKind.SLOW, "products"))).containsExactly(2L, 1L);
        assertThat(ids(all(RequestKind.SLOW, "{id}"))).containsExactly(2L);
        assertThat(ids(all(RequestKind.SLOW, "%_"))).as("no wildcards").containsExactly(4L);
        assertThat(ids(new Filter(RequestKind.SLOW, NOON.plusSeconds(2), NOON.plusSeconds(4), null)))
                .containsExactly(3L, 2L);
        assertThat(repository.count(all(RequestKind.SLOW, "products"))).isEqualTo(2);
    }

    @Test
    void whatIsTooOldAndTooMuchIsForgotten() {
        repository.store(LongStream.rangeClosed(1, 20)
                .mapToObj(id -> kept(RequestKind.SLOW, id, "/a"))
                .toList());
        repository.store(List.of(kept(RequestKind.ERROR, 10, "/a"), kept(RequestKind.ERROR, 2, "/a")));
        assertThat(repository.trim(NOON.plusSeconds(4), 5)).isEqualTo(3 + 1 + 12);
        assertThat(ids(all(RequestKind.SLOW, null))).containsExactly(20L, 19L, 18L, 17L, 16L);
        assertThat(ids(all(RequestKind.ERROR, null))).containsExactly(10L);
        assertThat(repository.trim(NOON.plusSeconds(4), 5)).isZero();
    }

    @Test
    void theThresholdIsNobodysUntilSomebodySetsIt() {
        assertThat(repository.slowMillis()).isNull();
        repository.saveSlowMillis(250);
        assertThat(new RequestRepository(database).slowMillis()).isEqualTo(250);
    }

    private List<Long> ids(Filter filter) {
        return repository.list(filter, null, 100).stream().map(RequestEntry::id).toList();
    }

    private static Filter all(RequestKind kind, @Nullable String route) {
        return new Filter(kind, NOON.minus(Duration.ofDays(1)), NOON.plus(Duration.ofDays(1)), route);
    }

    private static Kept kept(RequestKind kind, long id, String route) {
        return kept(kind, id, route, "here");
    }

    private static Kept kept(RequestKind kind, long id, String route, String node) {
        return new Kept(
                kind,
                new RequestEntry(
                        id,
                        node,
                        NOON.plusSeconds(id),
                        "GET",
                        route,
                        route,
                        200,
                        1_500,
                        null,
                        false,
                        null,
                        null,
                        0,
                        null));
    }
}
