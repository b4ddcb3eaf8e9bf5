package dev.opsdeck.server.flushes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opsdeck.api.caches.Flush;
import dev.opsdeck.api.caches.FlushReport;
import dev.opsdeck.api.caches.FlushResult;
import dev.opsdeck.api.caches.FlushState;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.history.SampleHistory;
import dev.opsdeck.server.history.SomeSeconds;
import dev.opsdeck.server.http.ApiException;
import dev.opsdeck.server.http.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Flushes on a real database: kept, followed over a restart, settled once, forgotten by count.
abstract class FlushesSuite {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant STARTED = NOON.minusSeconds(3_600);

    private final List<Instant> syncs = new ArrayList<>();
    private Instant now = NOON;

    @SuppressWarnings("NullAway.Init")
    private Database database;

    abstract Database open();

    @BeforeEach
    void openDatabase() {
        database = open();
        // A recovery at the end of the 30th second: 10 queries a second before, 50 until then.
        SomeSeconds.store(database, "here", NOON, -300, 0, 45, 5, 10);
        SomeSeconds.store(database, "here", NOON, 0, 30, 0, 50, 50);
        SomeSeconds.store(database, "here", NOON, 30, 700, 45, 5, 10);
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void aFlushIsKeptAndItsRecoverySettledOnce() {
        try (SampleHistory history = history("here")) {
            Flushes flushes = flushes("here", STARTED, history);
            long id = add(flushes, "products.top");
            now = NOON.plusSeconds(20);
            flushes.settle();
            assertThat(only(flushes).findings().state()).isEqualTo(FlushState.RUNNING);
            assertThat(only(flushes).findings().extraQueries()).isEqualTo(20 * 40);

            now = NOON.plusSeconds(100);
            flushes.settle();
            SomeSeconds.forget(database);

            FlushReport report = flushes.report(id);
            assertThat(report.flush()).isEqualTo(only(flushes));
            Flush flush = report.flush();
            assertThat(flush.at()).isEqualTo(NOON);
            assertThat(flush.cache()).isEqualTo("products.top");
            assertThat(flush.actor()).isEqualTo("operator at 127.0.0.1");
            assertThat(flush.node()).isEqualTo("here");
            assertThat(flush.dropped()).containsExactly(new FlushResult.Dropped("products.top", 12, 4L));
            assertThat(flush.findings().state()).isEqualTo(FlushState.BACK);
            assertThat(flush.findings().secondsToBack()).isEqualTo(35);
            assertThat(flush.findings().extraQueries()).isEqualTo(30 * 40);
            assertThat(report.curve()).hasSize(30 + 95);
            assertThat(report.curve().getFirst().hitShare()).isEqualTo(0.9);
        }
    }

    @Test
    void aRestartBetweenFlushAndFindingIsSaidAndCostsNothingElse() {
        long id;
        try (SampleHistory history = history("here")) {
            id = add(flushes("here", STARTED, history), null);
        }
        try (SampleHistory history = history("here")) {
            now = NOON.plusSeconds(40);
            Flushes again = flushes("here", now, history);
            again.resume();
            now = NOON.plusSeconds(60);
            again.settle();
            assertThat(again.report(id).flush().findings().state()).isEqualTo(FlushState.UNKNOWN);
            assertThat(again.report(id).flush().findings().extraQueries()).isEqualTo(30 * 40);
            assertThat(again.report(id).flush().findings().remarks())
                    .containsExactly(
                            "The server was started again 40 s after the flush: what came back later is not told.");
        }
        try (SampleHistory history = history("here")) {
            now = NOON.plusSeconds(800);
            Flushes later = flushes("here", now, history);
            later.resume();
            assertThat(later.report(id).flush().findings().remarks()).hasSize(1);
        }
    }

    @Test
    void aRecoveryThatWasOverBeforeTheRestartIsFound() {
        long id;
        try (SampleHistory history = history("here")) {
            id = add(flushes("here", STARTED, history), null);
        }
        try (SampleHistory history = history("here")) {
            now = NOON.plusSeconds(3_000);
            Flushes again = flushes("here", NOON.plusSeconds(50), history);
            again.resume();
            again.settle();
            assertThat(again.report(id).flush().findings().secondsToBack()).isEqualTo(35);
        }
    }

    @Test
    void anotherInstanceTellsTheSameAndSettlesWhatItsNodeLeft() {
        try (SampleHistory history = history("here");
                SampleHistory others = history("there")) {
            Flushes flushes = flushes("here", STARTED, history);
            Flushes there = flushes("there", STARTED, others);
            add(flushes, null);
            now = NOON.plusSeconds(300);
            there.trim();
            assertThat(only(there)).isEqualTo(only(flushes));
            now = NOON.plusSeconds(700);
            there.trim();
            SomeSeconds.forget(database);
            assertThat(only(flushes).findings().secondsToBack()).isEqualTo(35);
        }
    }

    @Test
    void otherFlushesAndSyncsDisturb() {
        try (SampleHistory history = history("here")) {
            Flushes flushes = flushes("here", STARTED, history);
            long first = add(flushes, null);
            syncs.add(NOON.plusSeconds(22));
            now = NOON.plusSeconds(200);
            assertThat(flushes.report(first).flush().findings().remarks())
                    .containsExactly("A sync ended 22 s after the flush: what came back later is not told.");
            now = NOON.plusSeconds(20);
            long second = add(flushes, null);
            now = NOON.plusSeconds(200);
            assertThat(flushes.report(first).flush().findings().remarks())
                    .containsExactly("Another flush was made 20 s after the flush: what came back later is not told.");
            assertThat(flushes.report(second).flush().findings().remarks())
                    .containsExactly(
                            "No lookup was a hit before the flush, so there is nothing to come back to.",
                            "The former level is that of 20 s, since another flush.");
            assertThat(flushes.list(10).data()).extracting(Flush::id).containsExactly(second, first);
            assertThat(flushes.list(1).data()).extracting(Flush::id).containsExactly(second);
            assertThat(flushes.list(1).total()).isEqualTo(2);
        }
    }

    @Test
    void theNewestAreKept() {
        FlushRepository repository = new FlushRepository(database, new Json());
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(repository.insert("here", result(NOON.plusSeconds(i)), null, "somebody", STARTED));
        }
        repository.keepNewest(2);
        assertThat(repository.list(10)).extracting(FlushRepository.Row::id).containsExactly(ids.get(4), ids.get(3));
        try (SampleHistory history = history("here")) {
            assertThatThrownBy(() -> flushes("here", STARTED, history).report(ids.getFirst()))
                    .isInstanceOf(ApiException.class)
                    .hasMessage("There is no flush " + ids.getFirst() + ".");
        }
    }

    private long add(Flushes flushes, @org.jspecify.annotations.Nullable String cache) {
        return Objects.requireNonNull(flushes.add(cache, result(now.plusNanos(123)), "operator at 127.0.0.1")
                .id());
    }

    private static FlushResult result(Instant at) {
        return new FlushResult(at, 12, List.of(new FlushResult.Dropped("products.top", 12, 4L)), null);
    }

    private static Flush only(Flushes flushes) {
        List<Flush> all = flushes.list(10).data();
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private SampleHistory history(String node) {
        return new SampleHistory(database, node, () -> now);
    }

    private Flushes flushes(String node, Instant startedAt, SampleHistory history) {
        return new Flushes(
                database,
                new Json(),
                new Flushes.Surroundings(
                        node,
                        startedAt,
                        history,
                        (after, until) -> syncs.stream()
                                .filter(at -> at.isAfter(after) && !at.isAfter(until))
                                .toList(),
                        () -> now));
    }
}
