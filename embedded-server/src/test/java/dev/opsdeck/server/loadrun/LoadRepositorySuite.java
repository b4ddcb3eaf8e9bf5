package dev.opsdeck.server.loadrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import dev.opsdeck.server.http.ApiException;
import dev.opsdeck.server.http.Json;
import dev.opsdeck.server.loadrun.ClaimRepository.Claim;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
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
    private int claimed;

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
        long id = insert(ORDER, "http://localhost:1", null, NOON);

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
        ActiveRun active = new ActiveRun(insert(ORDER, "http://h", null, NOON), ORDER, "http://h", NOON);
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
        ActiveRun active = new ActiveRun(insert(order, "http://h", null, NOON), order, "http://h", NOON);
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
        LoadRun first = Objects.requireNonNull(repository.find(insert(ORDER, "http://a", null, NOON)));
        LoadRun second = Objects.requireNonNull(repository.find(insert(ORDER, "http://a", null, NOON)));
        LoadRun other = Objects.requireNonNull(repository.find(insert(ORDER, "http://b", null, NOON)));

        repository.baseline(first, true);
        repository.baseline(other, true);
        repository.baseline(second, true);
        assertThat(repository.list(null, 10, 0)).extracting(LoadRun::baseline).containsExactly(true, true, false);

        repository.baseline(second, false);
        assertThat(repository.list(null, 10, 0)).extracting(LoadRun::baseline).containsExactly(true, false, false);
    }

    private boolean save(ActiveRun active, LoadRun run) {
        return repository.save(run, active.figures(), active.takeUnsaved(), active.takeStretches(), NOON);
    }

    @Test
    void runsAreListedNewestFirst() {
        long first = insert(ORDER, "http://a", null, NOON);
        long second = insert(ORDER, "http://b", null, NOON);

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
        long smoke = insert(ORDER, "http://a", null, NOON);
        ActiveRun run = new ActiveRun(insert(baseline, "http://a", null, NOON), baseline, "http://a", NOON);
        insert(baseline, "http://a", null, NOON.plusSeconds(60));
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
        ActiveRun own = new ActiveRun(insert(ORDER, "http://a:1", "a", NOON), ORDER, "http://a:1", NOON);
        ActiveRun other = new ActiveRun(insert(ORDER, "http://b", null, NOON), ORDER, "http://b", NOON);
        insert(ORDER, "http://a:2", "a", NOON);
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
        long lost = insert(ORDER, "http://a", null, NOON);
        long alive = insert(ORDER, "http://b", null, NOON.plusSeconds(60));

        assertThat(new ClaimRepository(database).failUnseenSince(NOON.plusSeconds(30), NOON.plusSeconds(61), "Lost."))
                .isEqualTo(1);

        assertThat(repository.list(null, 10, 0))
                .extracting(LoadRun::id, LoadRun::state, LoadRun::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(alive, LoadState.RUNNING, null),
                        org.assertj.core.groups.Tuple.tuple(lost, LoadState.FAILED, "Lost."));
    }

    @Test
    void aServerIsUnderTheLoadOfOneRunAtATimeWhoeverMakesIt() {
        Claims one = claims("one", NOON);
        Claims two = claims("two", NOON.plusSeconds(29));
        long first = one.take(ORDER, "http://shop.example", true, "Ann", NOON);

        assertThatThrownBy(() -> one.take(ORDER, "http://shop.example:80", false, "Bob", NOON))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.status().code()).isEqualTo(409))
                .hasMessage(
                        "Load run " + first + " of http://shop.example is under way since 2026-11-23T12:00:00Z, started"
                                + " by Ann: wait for its end, or stop it first (Stop, or DELETE /ops/load-runs/" + first
                                + ").");
        assertThatThrownBy(() -> two.take(ORDER, "https://SHOP.example:80", false, "Bob", NOON))
                .hasMessageContaining("started by Ann on one: wait for its end, or stop it there (Stop, or DELETE");
        assertThat(two.elsewhere(first))
                .isEqualTo(
                        "Load run " + first + " is made by one, which shares this server's database: stop it there.");
        long other = two.take(ORDER, "https://shop.example", false, "Bob", NOON);

        LoadRun run = Objects.requireNonNull(repository.find(first));
        ActiveRun active = new ActiveRun(first, ORDER, run.target(), NOON);
        assertThat(save(active, active.shown())).isTrue();
        assertThatThrownBy(() -> two.take(ORDER, "http://shop.example", false, "Bob", NOON))
                .isInstanceOf(ApiException.class);
        assertThat(save(active, active.end(LoadState.STOPPED, NOON, false, List.of(), "Stopped.")))
                .isTrue();
        assertThat(two.elsewhere(first)).isEqualTo("Load run " + first + " has ended already.");
        assertThat(two.take(ORDER, "http://shop.example", false, "Bob", NOON))
                .as("those that were refused took no number")
                .isEqualTo(other + 1);
        assertThat(new ClaimRepository(database)
                        .insert(ORDER, "http://shop.example", null, new Claim("shop.example:80", "one", "Ann"), NOON))
                .as("of two that begin at once")
                .isNull();
    }

    @Test
    void theClaimOfADeadProcessEndsAndThatOfALivingOneDoesNot() {
        Claims dead = claims("dead", NOON);
        long lost = dead.take(ORDER, "http://a", false, "Ann", NOON);
        long alive = dead.take(ORDER, "http://b", false, "Ann", NOON);
        claims("dead", NOON.plusSeconds(25)).beat(List.of(alive));
        Claims two = claims("two", NOON.plusSeconds(31));

        assertThatThrownBy(() ->
                        claims("two", NOON.plusSeconds(30)).take(ORDER, "http://a", false, "Bob", NOON.plusSeconds(30)))
                .as("it may still live")
                .isInstanceOf(ApiException.class);
        long next = two.take(ORDER, "http://a", false, "Bob", NOON.plusSeconds(31));
        assertThatThrownBy(() -> two.take(ORDER, "http://b", false, "Bob", NOON.plusSeconds(31)))
                .isInstanceOf(ApiException.class);

        LoadRun failed = Objects.requireNonNull(repository.find(lost));
        assertThat(failed.state()).isEqualTo(LoadState.FAILED);
        assertThat(failed.reason()).contains("ended while it was under way", "30 s");
        // It was only asleep: what it says now changes nothing, least of all the claim of its successor.
        ActiveRun late = new ActiveRun(lost, ORDER, "http://a", NOON);
        late.add(second(0, 50, Map.of(), 10_000), NOON);
        assertThat(save(late, late.shown())).isFalse();
        dead.beat(List.of(lost));
        assertThat(repository.find(lost)).isEqualTo(failed);
        assertThat(new SeriesRepository(database).seconds(lost)).isEmpty();
        assertThat(repository.find(next)).extracting(LoadRun::state).isEqualTo(LoadState.RUNNING);
        assertThatThrownBy(() -> dead.take(ORDER, "http://a", false, "Ann", NOON.plusSeconds(31)))
                .hasMessageContaining("Load run " + next);
    }

    private Claims claims(String node, Instant now) {
        return new Claims(database, node, "machine-" + node, InstantSource.fixed(now));
    }

    /// Each with a claim of its own.
    private long insert(RunOrder order, String target, @Nullable String ownNode, Instant now) {
        Claim claim = new Claim(target + " " + ++claimed, "node", "somebody");
        return Objects.requireNonNull(new ClaimRepository(database).insert(order, target, ownNode, claim, now));
    }

    static LoadSecond second(int second, int count, Map<String, Long> errors, long micros) {
        return second(second, count, errors, micros, 0);
    }

    /// So many requests of that duration, as the engine writes them.
    static String encoded(long micros, int count) {
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(micros, count);
        java.nio.ByteBuffer buffer = java.nio.ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int size = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(buffer.array(), size));
    }

    static LoadSecond second(int second, int count, Map<String, Long> errors, long micros, long late) {
        String encoded = encoded(micros, count);
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
                List.of(new LoadSecond.Call("list", count, 0, encoded)),
                new LoadSecond.Delays(encoded(300, count), encoded(2_000, count)));
    }
}
