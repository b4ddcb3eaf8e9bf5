package dev.opsdeck.server.loadrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.loadruns.LoadPoint;
import dev.opsdeck.api.loadruns.LoadProfile;
import dev.opsdeck.api.loadruns.LoadRequest;
import dev.opsdeck.api.loadruns.LoadRun;
import dev.opsdeck.api.loadruns.LoadSecond;
import dev.opsdeck.api.loadruns.LoadServerSide;
import dev.opsdeck.api.loadruns.LoadState;
import dev.opsdeck.api.loadruns.LoadStretch;
import dev.opsdeck.api.loadruns.LoadVerdict;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.http.Json;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What load runs need of any database.
abstract class LoadRepositorySuite {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final RunOrder ORDER =
            RunOrder.of(new LoadRequest(LoadProfile.SMOKE, null, null, null, null, null, null, null, null, null));

    private Database database;
    private LoadRepository repository;

    abstract Database open();

    @BeforeEach
    void openDatabase() {
        database = open();
        repository = new LoadRepository(database, new Json());
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void aNewRunIsRunningAndHasNothingYet() {
        long id = repository.insert(ORDER, "http://localhost:1", null, NOON);

        LoadRun run = Objects.requireNonNull(repository.find(id));
        assertThat(run.state()).isEqualTo(LoadState.RUNNING);
        assertThat(run.startedAt()).isEqualTo(NOON);
        assertThat(run.ratePerSecond()).isEqualTo(50);
        assertThat(run.figures().completed()).isZero();
        assertThat(new SeriesRepository(database).seconds(id)).isEmpty();
        assertThat(repository.find(id + 1)).isNull();
    }

    @Test
    void aFinishedRunIsReadAsItWasWritten() {
        ActiveRun active = new ActiveRun(repository.insert(ORDER, "http://h", null, NOON), ORDER, "http://h", NOON);
        active.add(second(0, 50, Map.of("status 503", 2L), 10_000), NOON);
        save(active, active.shown());
        active.add(second(1, 50, Map.of(), 30_000), NOON);
        LoadRun ended = active.end(LoadState.DONE, NOON.plusSeconds(10), true, List.of("A remark."), null);
        save(active, ended);

        assertThat(repository.find(ended.id())).isEqualTo(ended);
        assertThat(ended.verdict()).isEqualTo(LoadVerdict.FAIL);
        assertThat(ended.figures().response().maxMillis()).isEqualTo(30, org.assertj.core.api.Assertions.within(0.1));
        assertThat(new SeriesRepository(database).seconds(ended.id()))
                .isEqualTo(active.points())
                .extracting(LoadPoint::second)
                .containsExactly(0, 1);
        List<LoadStretch> stretches = new SeriesRepository(database).stretches(ended.id());
        assertThat(stretches).extracting(LoadStretch::second).containsExactly(0, 1);
        assertThat(stretches).extracting(LoadStretch::call).containsOnly("list");
        assertThat(Durations.decoded(
                                Base64.getDecoder().decode(stretches.getLast().response()))
                        .latency()
                        .p50Millis())
                .isEqualTo(30, org.assertj.core.api.Assertions.within(0.1));
    }

    @Test
    void findingsAndTheServersSideAreReadAsTheyWereWritten() {
        RunOrder order =
                RunOrder.of(new LoadRequest(LoadProfile.SPIKE, null, null, null, null, 8, null, 2, null, null));
        ActiveRun active = new ActiveRun(repository.insert(order, "http://h", null, NOON), order, "http://h", NOON);
        for (int i = 0; i < 10; i++) {
            active.add(second(i, 50, Map.of(), 10_000), NOON);
        }
        LoadRun ended = active.end(LoadState.DONE, NOON.plusSeconds(10), true, List.of(), null);
        LoadServerSide side = new LoadServerSide(
                List.of(new LoadServerSide.Point(3, 1.0, null, 0.5, 1e8, 2.0, null)),
                new LoadServerSide.Split(1, 2, 3, 4));
        save(active, ended);
        repository.saveServerSide(ended.id(), side);

        assertThat(Objects.requireNonNull(ended.findings()).spike()).isNotNull();
        assertThat(repository.find(ended.id())).isEqualTo(ended);
        assertThat(repository.serverSide(ended.id())).isEqualTo(side);
        assertThat(new SeriesRepository(database).stretches(ended.id()))
                .as("without the ramp-up")
                .extracting(LoadStretch::second)
                .startsWith(2);
    }

    @Test
    void ofOneTargetAndProfileOneRunIsTheBaseline() {
        LoadRun first = Objects.requireNonNull(repository.find(repository.insert(ORDER, "http://a", null, NOON)));
        LoadRun second = Objects.requireNonNull(repository.find(repository.insert(ORDER, "http://a", null, NOON)));
        LoadRun other = Objects.requireNonNull(repository.find(repository.insert(ORDER, "http://b", null, NOON)));

        repository.baseline(first, true);
        repository.baseline(other, true);
        repository.baseline(second, true);
        assertThat(repository.list(null, 10, 0)).extracting(LoadRun::baseline).containsExactly(true, true, false);

        repository.baseline(second, false);
        assertThat(repository.list(null, 10, 0)).extracting(LoadRun::baseline).containsExactly(true, false, false);
    }

    private void save(ActiveRun active, LoadRun run) {
        repository.save(
                run,
                active.figures().response(),
                active.figures().service(),
                active.takeUnsaved(),
                active.takeStretches(),
                NOON);
    }

    @Test
    void runsAreListedNewestFirst() {
        long first = repository.insert(ORDER, "http://a", null, NOON);
        long second = repository.insert(ORDER, "http://b", null, NOON);

        assertThat(repository.list(null, 10, 0)).extracting(LoadRun::id).containsExactly(second, first);
        assertThat(repository.list(null, 1, 1)).extracting(LoadRun::id).containsExactly(first);
        assertThat(repository.count(null)).isEqualTo(2);
        assertThat(repository.list("http://a", 10, 0)).extracting(LoadRun::id).containsExactly(first);
        assertThat(repository.count("http://b")).isEqualTo(1);
        assertThat(repository.count("http://c")).isZero();
    }

    @Test
    void runsAreFoundByTheirTimeAndBaselinesThatRanTheirTimeByTheirProfile() {
        RunOrder baseline = RunOrder.of(
                new LoadRequest(LoadProfile.BASELINE, null, null, null, null, null, null, null, null, null));
        long smoke = repository.insert(ORDER, "http://a", null, NOON);
        ActiveRun run = new ActiveRun(repository.insert(baseline, "http://a", null, NOON), baseline, "http://a", NOON);
        repository.insert(baseline, "http://a", null, NOON.plusSeconds(60));
        LoadRun ended = run.end(LoadState.DONE, NOON.plusSeconds(300), false, List.of(), null);
        save(run, ended);

        assertThat(repository.between(NOON, NOON.plusSeconds(60), 10))
                .extracting(LoadRun::id)
                .containsExactly(ended.id(), smoke);
        assertThat(repository.between(NOON.plusMillis(1), NOON.plusSeconds(60), 10))
                .isEmpty();
        assertThat(repository.done(LoadProfile.BASELINE, NOON.plusSeconds(90), 10))
                .extracting(LoadRun::id)
                .containsExactly(ended.id());
        assertThat(repository.done(LoadProfile.BASELINE, NOON, 10)).isEmpty();
    }

    @Test
    void aServersRunsAgainstItselfAreFound() {
        ActiveRun own = new ActiveRun(repository.insert(ORDER, "http://a:1", "a", NOON), ORDER, "http://a:1", NOON);
        ActiveRun other = new ActiveRun(repository.insert(ORDER, "http://b", null, NOON), ORDER, "http://b", NOON);
        repository.insert(ORDER, "http://a:2", "a", NOON);
        LoadRun done = own.end(LoadState.DONE, NOON.plusSeconds(10), false, List.of(), null);
        save(own, done);
        save(other, other.end(LoadState.DONE, NOON.plusSeconds(10), false, List.of(), null));

        assertThat(repository.ownDone("a", LoadProfile.SMOKE, NOON.plusSeconds(1), 10))
                .containsExactly(done);
        assertThat(repository.ownDone("a", LoadProfile.SMOKE, NOON, 10)).isEmpty();
        assertThat(repository.ownDone("a", LoadProfile.RAMP, NOON.plusSeconds(1), 10))
                .isEmpty();
        assertThat(repository.ownDone("b", LoadProfile.SMOKE, NOON.plusSeconds(1), 10))
                .isEmpty();
    }

    @Test
    void aRunningOneThatNobodySeesAnyMoreHasFailed() {
        long lost = repository.insert(ORDER, "http://a", null, NOON);
        long alive = repository.insert(ORDER, "http://b", null, NOON.plusSeconds(60));

        assertThat(repository.failUnseenSince(NOON.plusSeconds(30), NOON.plusSeconds(61), "Lost."))
                .isEqualTo(1);

        assertThat(repository.list(null, 10, 0))
                .extracting(LoadRun::id, LoadRun::state, LoadRun::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(alive, LoadState.RUNNING, null),
                        org.assertj.core.groups.Tuple.tuple(lost, LoadState.FAILED, "Lost."));
    }

    static LoadSecond second(int second, int count, Map<String, Long> errors, long micros) {
        return second(second, count, errors, micros, 0);
    }

    static LoadSecond second(int second, int count, Map<String, Long> errors, long micros, long late) {
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(micros, count);
        java.nio.ByteBuffer buffer = java.nio.ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int size = histogram.encodeIntoCompressedByteBuffer(buffer);
        String encoded = Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(buffer.array(), size));
        return new LoadSecond(
                second,
                count,
                count,
                count,
                errors,
                encoded,
                encoded,
                1,
                late,
                0.1,
                32L << 20,
                List.of(new LoadSecond.Call("list", count, 0, encoded)));
    }
}
