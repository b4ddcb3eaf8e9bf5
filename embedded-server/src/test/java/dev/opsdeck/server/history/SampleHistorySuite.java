package dev.opsdeck.server.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.opsdeck.api.audits.Measured;
import dev.opsdeck.api.audits.MeasuredPeriod;
import dev.opsdeck.api.audits.Spread;
import dev.opsdeck.api.capacity.CapacityPeaks;
import dev.opsdeck.api.metrics.History;
import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.metrics.IntervalReading;
import dev.opsdeck.server.metrics.SomeDurations;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The stored history on a real database: what was measured is what is read, at every resolution.
abstract class SampleHistorySuite {

    private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");
    private static final Duration NEVER = Duration.ofHours(1);

    @SuppressWarnings("NullAway.Init")
    private Database database;

    @SuppressWarnings("NullAway.Init")
    private SampleRepository repository;

    @SuppressWarnings("NullAway.Init")
    private RollUps rollUps;

    abstract Database open();

    @BeforeEach
    void openDatabase() {
        database = open();
        repository = new SampleRepository(database, "here");
        rollUps = new RollUps(repository, new PackedMinuteRepository(database, "here"));
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void percentilesOfAnyWindowAreThoseOfAllItsDurations() {
        Random random = new Random(1);
        List<Stretch> seconds = new ArrayList<>();
        List<long[]> raw = new ArrayList<>();
        for (int i = 1; i <= 1800 + 7; i++) {
            long[] micros = random.longs(random.nextInt(6), 100, 3_000_000).toArray();
            raw.add(micros);
            seconds.add(Seconds.second(START.plusSeconds(i), 0, 1, micros));
        }
        store(seconds);

        // A second, ten, a minute and more to a point: each window is read from another tier with fewer points.
        for (int[] window : new int[][] {{0, 60}, {13, 73}, {0, 900}, {451, 1351}, {0, 1800}, {3, 1807}}) {
            Histogram expected = Seconds.histogram();
            for (int i = window[0]; i < window[1]; i++) {
                for (long micros : raw.get(i)) {
                    expected.recordValue(micros);
                }
            }
            for (int points : new int[] {1, 15, 60, 125}) {
                History history = query(window[0], window[1], points, Metric.P50, Metric.P95, Metric.P99, Metric.MAX);
                assertThat(history.series().stream().map(History.Series::whole))
                        .as("%d to %d in %d points", window[0], window[1], points)
                        .containsExactly(
                                expected.getValueAtPercentile(50) / 1e3,
                                expected.getValueAtPercentile(95) / 1e3,
                                expected.getValueAtPercentile(99) / 1e3,
                                expected.getMaxValue() / 1e3);
            }
        }
    }

    @Test
    void rolledUpRowsHoldTheSumsAndExtremesOfTheirSeconds() {
        List<Stretch> seconds = new ArrayList<>();
        for (int i = 1; i <= 120; i++) {
            seconds.add(Seconds.second(START.plusSeconds(i), i % 2, i * 100L, i * 1000L, 5));
        }
        store(seconds);

        assertThat(repository.rows(Tier.TEN_SECONDS, Instant.EPOCH, START.plusSeconds(500)))
                .hasSize(12);
        List<Stretch> minutes = repository.rows(Tier.MINUTE, Instant.EPOCH, START.plusSeconds(500));
        assertThat(minutes).extracting(Stretch::at).containsExactly(START.plusSeconds(60), START.plusSeconds(120));
        Stretch second = minutes.get(1);
        assertThat(second.samples()).isEqualTo(60);
        assertThat(second.seconds()).isEqualTo(60);
        assertThat(second.requests()).isEqualTo(120);
        assertThat(second.errors()).isEqualTo(30);
        assertThat(second.durations().count()).isEqualTo(120);
        assertThat(second.extents().get(Metric.MEMORY_USED)).isEqualTo(new Extent(6100, 12000, 60 * 9050));
        assertThat(second.value(Metric.MEMORY_USED)).isEqualTo(9050);
        assertThat(second.value(Metric.REQUEST_RATE)).isEqualTo(2);
        assertThat(second.value(Metric.ERROR_SHARE)).isEqualTo(0.25);
    }

    @Test
    void peaksAreReadFromTheMinutesOfAllServers() {
        List<Stretch> here = new ArrayList<>();
        for (int i = 1; i <= 120; i++) {
            here.add(Seconds.second(START.plusSeconds(i), 0, i * 1000L, i > 60 ? new long[] {5, 6} : new long[] {5}));
        }
        store(here);
        new SampleRepository(database, "there")
                .store(Tier.MINUTE, List.of(Stretch.merged(START.plusSeconds(60), here.subList(60, 120))));

        try (SampleHistory history =
                new SampleHistory(database, "here", InstantSource.fixed(START.plusSeconds(200)), NEVER)) {
            CapacityPeaks peaks = history.peaks(START, START.plusSeconds(200), 1);
            assertThat(peaks.minutes()).isEqualTo(3);
            assertThat(peaks.perSecond()).isEqualTo(new CapacityPeaks.Value(2, START.plusSeconds(60), "there"));
            assertThat(peaks.users()).isEqualTo(new CapacityPeaks.Value(2, START.plusSeconds(60), "here"));
            assertThat(peaks.cpuShare()).isEqualTo(new CapacityPeaks.Value(0.25, START.plusSeconds(60), "here"));
            assertThat(Objects.requireNonNull(peaks.busyUsers()).minutes()).isEqualTo(2);
            assertThat(peaks.memoryBytes()).isNull();
            assertThat(history.peaks(START.plusSeconds(500), START.plusSeconds(900), 1)
                            .perSecond())
                    .isNull();
        }
    }

    @Test
    void daysAddUpAllServersAndMergeTheirHistograms() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        // Midnight in Berlin is 23:00 UTC: the last hour of one day and the first of the next.
        Instant midnight = Instant.parse("2026-11-22T23:00:00Z");
        List<Stretch> here = new ArrayList<>();
        List<Stretch> there = new ArrayList<>();
        for (int i = -119; i <= 120; i++) {
            here.add(Seconds.second(midnight.plusSeconds(i), i == 1 ? 1 : 0, i == 61 ? 900 : 100, 1_000, 2_000));
            if (i > 60) {
                there.add(Seconds.second(midnight.plusSeconds(i), 1, 50, 30_000));
            }
        }
        store(here);
        SampleRepository elsewhere = new SampleRepository(database, "there");
        elsewhere.store(Tier.SECOND, there);
        new RollUps(elsewhere, new PackedMinuteRepository(database, "there")).stored(there);

        Days days = new Days(database, node -> List.of());
        MeasuredPeriod period =
                days.measured(midnight.minus(Duration.ofDays(1)), midnight.plus(Duration.ofDays(2)), berlin);

        assertThat(period.nodes()).containsExactly("here", "there");
        assertThat(period.days()).hasSize(3);
        Measured first = period.days().get(0);
        assertThat(first.seconds()).isEqualTo(120);
        assertThat(first.requests()).isEqualTo(240);
        assertThat(first.errors()).isZero();
        assertThat(first.to()).isEqualTo(midnight);
        Measured second = period.days().get(1);
        // Two servers at the same time are one time.
        assertThat(second.seconds()).isEqualTo(120);
        assertThat(second.requests()).isEqualTo(240 + 60);
        assertThat(second.errors()).isEqualTo(1 + 60);
        assertThat(second.latency().maxMillis()).isCloseTo(30, within(0.03));
        Spread memory = Objects.requireNonNull(second.memoryBytes());
        assertThat(memory.min()).isEqualTo(50);
        assertThat(memory.max()).isEqualTo(900);
        assertThat(memory.maxAt()).isEqualTo(midnight.plusSeconds(120));
        assertThat(memory.mean()).isCloseTo((119 * 100 + 900 + 60 * 50) / 180.0, within(1e-9));
        Measured third = period.days().get(2);
        assertThat(third.seconds()).isZero();
        assertThat(third.memoryBytes()).isNull();
        // 540 durations: 240 of 1 ms, 240 of 2 ms, 60 of 30 ms. Averaging the days' p95 would give 16 ms.
        assertThat(period.whole().latency().count()).isEqualTo(540);
        assertThat(period.whole().latency().p50Millis()).isCloseTo(2, within(0.003));
        assertThat(period.whole().latency().p95Millis()).isCloseTo(30, within(0.03));
        assertThat(first.latency().p95Millis()).isCloseTo(2, within(0.003));
    }

    @Test
    void reductionHidesNoPeak() {
        List<Stretch> seconds = new ArrayList<>();
        for (int i = 1; i <= 1800; i++) {
            // Neither the first nor the last second of its ten, of its minute or of its point.
            boolean peak = i == 1127;
            seconds.add(Seconds.second(START.plusSeconds(i), peak ? 1 : 0, peak ? 900 : 100, peak ? 5_000_000 : 1_000));
        }
        store(seconds);

        History history = query(0, 1800, 10, Metric.P95, Metric.MEMORY_USED, Metric.ERROR_SHARE);

        assertThat(history.tierSeconds()).isEqualTo(60);
        assertThat(history.series())
                .allSatisfy(series -> assertThat(series.points()).hasSize(10));
        assertThat(max(history, 0)).isCloseTo(5000, within(5.0));
        assertThat(max(history, 1)).isEqualTo(900);
        assertThat(max(history, 2)).isEqualTo(1);
        History.Point point = history.series().get(1).points().get(6);
        assertThat(point.at()).isEqualTo(START.plusSeconds(1080));
        assertThat(point.min()).isEqualTo(100);
        assertThat(point.value()).isCloseTo(100 + 800 / 180.0, within(1e-9));
    }

    @Test
    void manySecondsAreTheSamePackedAndNot() {
        Random random = new Random(3);
        PackedMinuteRepository packed = new PackedMinuteRepository(database, "here");
        List<Stretch> seconds = new ArrayList<>();
        for (int i = 1; i <= 900; i++) {
            if (random.nextInt(20) > 0 && (i < 200 || i > 330)) {
                seconds.add(some(random, START.plusSeconds(i).plusMillis(random.nextInt(400) - 200)));
            }
        }
        Stretch late = seconds.remove(77);
        store(seconds.subList(0, 500));
        // Minutes of a version that did not pack: the first ones and one in between.
        packed.deleteBefore(START.plusSeconds(120));
        store(seconds.subList(500, 700));
        database.write(c -> Sql.update(c, "delete from packed_minutes where at = ?", START.plusSeconds(420)));
        store(List.of(late));
        store(seconds.subList(700, seconds.size()));
        InstantSource clock = InstantSource.fixed(START.plusSeconds(7200));
        try (SampleHistory history = new SampleHistory(database, "here", clock, NEVER)) {
            List<IntervalReading> last = List.of(
                    Seconds.reading(START.plusSeconds(901), 1, 2, 3_000, 3_000, 70_000),
                    Seconds.reading(START.plusSeconds(902), 0, 3));
            last.forEach(history::append);
            List<Stretch> pending = last.stream().map(Stretch::of).toList();
            LongRead inPieces = new LongRead(new Coverage(repository), packed, Duration.ofSeconds(77));

            assertThat(packed.within(START, START.plusSeconds(900), false))
                    .extracting(minute -> Duration.between(START, minute.at()).toMinutes())
                    .containsExactly(2L, 3L, 4L, 6L, 8L, 9L, 10L, 11L, 12L, 13L, 14L);
            for (int[] window :
                    new int[][] {{0, 902}, {0, 60}, {59, 121}, {60, 61}, {185, 340}, {211, 299}, {899, 999}}) {
                Instant from = START.plusSeconds(window[0]);
                Instant to = START.plusSeconds(window[1]);
                // All of them once; then of each kind one, at the edges.
                for (Metric metric : window[1] == 902
                        ? EnumSet.allOf(Metric.class)
                        : EnumSet.of(Metric.P95, Metric.MEMORY_USED, Metric.REQUEST_RATE)) {
                    List<Stretch> expected = history.seconds(from, to, Set.of(metric));
                    List<Stretch> each = new ArrayList<>();
                    history.eachSecond(from, to, Set.of(metric), each::add);
                    check(metric, each, expected);
                    each.clear();
                    inPieces.each(from, to, Set.of(metric), pending, each::add);
                    check(metric, each, expected);
                }
            }
        }
    }

    private static void check(Metric metric, List<Stretch> seconds, List<Stretch> expected) {
        assertThat(seconds.stream().map(SampleHistorySuite::figures))
                .as("%s", metric)
                .containsExactlyElementsOf(
                        expected.stream().map(SampleHistorySuite::figures).toList());
        if (Kept.as(metric) == Kept.GAUGE) {
            assertThat(seconds)
                    .extracting(second -> second.value(metric))
                    .containsExactlyElementsOf(expected.stream()
                            .map(second -> second.value(metric))
                            .toList());
        }
    }

    /// Everything of it but the extents.
    private static List<@Nullable Object> figures(Stretch second) {
        return Arrays.asList(
                second.at(),
                second.samples(),
                second.seconds(),
                second.requests(),
                second.errors(),
                second.loadRequests(),
                second.cacheHits(),
                second.cacheMisses(),
                second.queries(),
                SomeDurations.counts(second.durations()));
    }

    @Test
    void whatAFormerVersionStoredIsPackedAtTheFirstStart() {
        List<Stretch> all = new ArrayList<>();
        for (int i = 1; i <= 200; i++) {
            all.add(Seconds.second(START.plusSeconds(i), 0, i, i));
        }
        repository.store(Tier.SECOND, all.subList(0, 170));

        store(all.subList(170, 200));

        PackedMinuteRepository packed = new PackedMinuteRepository(database, "here");
        assertThat(packed.within(START, START.plusSeconds(200), false))
                .extracting(PackedMinute::at)
                .containsExactly(START.plusSeconds(60), START.plusSeconds(120), START.plusSeconds(180));
        rollUps = new RollUps(repository, packed);
        packed.deleteBefore(START.plusSeconds(61));
        store(List.of(Seconds.second(START.plusSeconds(240), 0, 1)));
        assertThat(packed.within(START, START.plusSeconds(240), false))
                .extracting(PackedMinute::at)
                .containsExactly(START.plusSeconds(120), START.plusSeconds(180), START.plusSeconds(240));
    }

    @Test
    void queriesAddUpUnlessARowOfAFormerVersionHasNone() {
        List<Stretch> seconds = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            Stretch second = Seconds.second(START.plusSeconds(i), 0, 1, 1_000);
            seconds.add(new Stretch(
                    second.at(),
                    1,
                    1,
                    1,
                    0,
                    0,
                    0,
                    0,
                    i == 15 ? null : (Long) 7L,
                    second.durations(),
                    second.extents()));
        }
        store(seconds);
        assertThat(repository.rows(Tier.TEN_SECONDS, START, START.plusSeconds(20)))
                .extracting(Stretch::queries)
                .containsExactly(70L, null);
    }

    @Test
    void theEndThatIsNotRolledUpAndTheEndThatIsNotStoredBelongToTheWindow() {
        InstantSource clock = InstantSource.fixed(START.plusSeconds(1800));
        try (SampleHistory history = new SampleHistory(database, "here", clock, NEVER)) {
            List<Stretch> stored = new ArrayList<>();
            for (int i = 1; i <= 1780; i++) {
                stored.add(Seconds.second(START.plusSeconds(i), 0, i, 1_000));
            }
            store(stored);
            for (int i = 1781; i <= 1800; i++) {
                history.append(Seconds.reading(START.plusSeconds(i), 0, i, 1_000));
            }

            History read =
                    history.query(List.of(Metric.MEMORY_USED, Metric.REQUEST_RATE), START, START.plusSeconds(1800), 25);

            assertThat(read.tierSeconds()).isEqualTo(60);
            assertThat(read.series().getFirst().points()).hasSize(25);
            assertThat(max(read, 0)).isEqualTo(1800);
            assertThat(read.series().get(0).whole()).isEqualTo(900.5);
            assertThat(read.series().get(1).whole()).isEqualTo(1);
        }
        assertThat(repository.last(Tier.SECOND)).isEqualTo(START.plusSeconds(1800));
    }

    @Test
    void aRestartGoesOnWhereTheFormerProcessEnded() {
        List<Stretch> all = new ArrayList<>();
        for (int i = 1; i <= 300; i++) {
            all.add(Seconds.second(START.plusSeconds(i), 0, i, i));
        }
        store(all.subList(0, 137));
        rollUps = new RollUps(repository, new PackedMinuteRepository(database, "here"));
        store(all.subList(137, 300));

        List<Stretch> minutes = repository.rows(Tier.MINUTE, Instant.EPOCH, START.plusSeconds(300));
        assertThat(minutes).extracting(Stretch::samples).containsExactly(60, 60, 60, 60, 60);
        assertThat(query(0, 300, 5, Metric.MEMORY_USED).series().getFirst().whole())
                .isEqualTo(150.5);
    }

    @Test
    void aSecondThatComesLateIsAddedToWhatIsRolledUp() {
        List<Stretch> seconds = new ArrayList<>();
        for (int i = 1; i <= 120; i++) {
            seconds.add(Seconds.second(START.plusSeconds(i), 0, 1, 1_000));
        }
        Stretch late = seconds.remove(30);
        store(seconds);
        store(List.of(late));

        assertThat(repository.rows(Tier.MINUTE, Instant.EPOCH, START.plusSeconds(120)))
                .extracting(Stretch::samples)
                .containsExactly(60, 60);
    }

    @Test
    void aBatchThatIsWrittenTwiceCountsOnce() {
        List<Stretch> seconds = List.of(Seconds.second(START.plusSeconds(1), 0, 1, 1_000));
        store(seconds);
        store(seconds);

        assertThat(repository.rows(Tier.SECOND, Instant.EPOCH, START.plusSeconds(9)))
                .hasSize(1);
    }

    @Test
    void aStretchWithoutSamplesHasNoPointAndOneWithoutRequestsNoPercentile() {
        store(List.of(Seconds.second(START.plusSeconds(5), 0, 7, 1_000), Seconds.second(START.plusSeconds(95), 0, 7)));

        History history = query(0, 100, 10, Metric.P95, Metric.MEMORY_USED, Metric.CACHE_HIT_SHARE);

        assertThat(history.series().get(0).points())
                .extracting(History.Point::at)
                .containsExactly(START);
        assertThat(history.series().get(1).points())
                .extracting(History.Point::at)
                .containsExactly(START, START.plusSeconds(90));
        assertThat(history.series().get(2).points()).isEmpty();
        assertThat(history.series().get(2).whole()).isNull();
    }

    @Test
    void whatIsOlderThanItsTierKeepsIsForgotten() {
        Instant now = START.plus(Duration.ofDays(500));
        InstantSource clock = InstantSource.fixed(now);
        for (Tier tier : Tier.values()) {
            repository.store(
                    tier,
                    List.of(
                            Seconds.second(now.minus(tier.kept()).minusSeconds(1), 0, 1),
                            Seconds.second(now.minus(tier.kept()).plusSeconds(1), 0, 1)));
        }
        PackedMinuteRepository packed = new PackedMinuteRepository(database, "there");
        Instant last = now.minus(Tier.SECOND.kept());
        packed.store(PackedMinute.of(last.minusSeconds(1), List.of()));
        packed.store(PackedMinute.of(last.plusSeconds(1), List.of()));
        try (SampleHistory history = new SampleHistory(database, "here", clock, NEVER)) {
            history.trim();
        }
        assertThat(packed.within(Instant.EPOCH, now, true))
                .extracting(PackedMinute::at)
                .containsExactly(last.plusSeconds(1));
        for (Tier tier : Tier.values()) {
            assertThat(repository.endsAfter(tier, Instant.EPOCH))
                    .containsExactly(now.minus(tier.kept()).plusSeconds(1));
        }
    }

    @Test
    void aWindowBeforeTheFinestTierBeginsIsReadFromACoarserOne() {
        List<Stretch> seconds = new ArrayList<>();
        for (int i = 1; i <= 600; i++) {
            seconds.add(Seconds.second(START.plusSeconds(i), 0, 5, 1_000));
        }
        store(seconds);
        Instant later = START.plus(Duration.ofDays(3));
        repository.deleteBefore(Tier.SECOND, later);
        try (SampleHistory history = new SampleHistory(database, "here", InstantSource.fixed(later), NEVER)) {
            History read = history.query(List.of(Metric.MEMORY_USED), START, START.plusSeconds(600), 500);
            assertThat(read.tierSeconds()).isEqualTo(10);
            assertThat(read.series().getFirst().points()).hasSize(60);
        }
    }

    @Test
    void serversThatShareADatabaseHaveHistoriesOfTheirOwn() {
        store(List.of(Seconds.second(START.plusSeconds(1), 0, 10)));
        new SampleRepository(database, "there")
                .store(Tier.SECOND, List.of(Seconds.second(START.plusSeconds(1), 0, 99)));

        assertThat(max(query(0, 10, 1, Metric.MEMORY_USED), 0)).isEqualTo(10);
    }

    private void store(List<Stretch> seconds) {
        repository.store(Tier.SECOND, seconds);
        rollUps.stored(seconds);
    }

    private static Stretch some(Random random, Instant at) {
        long[] micros = random.longs(random.nextInt(6), 100, 3_000_000).toArray();
        Stretch second = Seconds.second(at, random.nextInt(3), random.nextLong(1L << 40), micros);
        Map<Metric, Extent> extents = new EnumMap<>(second.extents());
        extents.put(Metric.CPU_SHARE, Extent.of(random.nextDouble()));
        if (random.nextBoolean()) {
            extents.put(Metric.HEALTH_FAILING, Extent.of(random.nextInt(2)));
        }
        return new Stretch(
                at,
                1,
                1 + random.nextGaussian() / 100,
                micros.length,
                second.errors(),
                random.nextInt(300),
                random.nextInt(5),
                random.nextInt(200),
                random.nextBoolean() ? null : (Long) random.nextLong(1000),
                second.durations(),
                extents);
    }

    private History query(int fromSecond, int toSecond, int points, Metric... metrics) {
        InstantSource clock = InstantSource.fixed(START.plusSeconds(7200));
        try (SampleHistory history = new SampleHistory(database, "here", clock, NEVER)) {
            return history.query(List.of(metrics), START.plusSeconds(fromSecond), START.plusSeconds(toSecond), points);
        }
    }

    private static double max(History history, int series) {
        return history.series().get(series).points().stream()
                .mapToDouble(History.Point::max)
                .max()
                .orElseThrow();
    }
}
