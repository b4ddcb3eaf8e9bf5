package dev.opsdeck.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.opsdeck.api.metrics.Sample;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// One reading a second, whatever the clocks do.
final class MetricsTickerTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualClock clock = new ManualClock();
    private final RouteRecorders recorders = new RouteRecorders();
    private final ActiveClients clients = new ActiveClients();
    private final AtomicLong hits = new AtomicLong();
    private final AtomicLong misses = new AtomicLong();
    private final AtomicLong queries = new AtomicLong();
    private final AtomicLong cpuNanos = new AtomicLong();
    private final Metrics.Sources sources = new Metrics.Sources(
            () -> 3,
            () -> 20,
            () -> 1,
            () -> 7,
            hits::get,
            misses::get,
            () -> 954,
            () -> false,
            () -> 5,
            () -> 6,
            () -> 8,
            queries::get);
    private final MetricsTicker ticker = new MetricsTicker(
            new MetricsTicker.Identity("one", clock.instant()),
            recorders,
            clients,
            new GaugeReader(sources, () -> 4, cpuNanos::get, Path.of("no-such-file")),
            sources,
            clock::nanos,
            clock);

    @Test
    void aSecondHoldsItsOwnRequestsTheMinuteThoseOfSixty() {
        for (int i = 1; i <= 100; i++) {
            request("/a", i);
            Sample sample = tick(SECOND).sample();
            assertThat(sample.second().requests()).isEqualTo(1);
            assertThat(sample.second().latency().maxMillis()).isCloseTo(i, within(i * 0.001));
            assertThat(sample.minute().requests()).isEqualTo(Math.min(i, 60));
            assertThat(sample.minute().seconds()).isEqualTo(Math.min(i, 60));
            assertThat(sample.totals().requests()).isEqualTo(i);
        }
        request("/a", 1);
        Sample last = tick(SECOND).sample();
        // 43 to 100 and the last one with 1 ms: of 60 durations the 57th.
        assertThat(last.minute().latency().p95Millis()).isCloseTo(97, within(0.1));
    }

    @Test
    void errorsAndLoadRunsAreCountedApartAndInTheTotal() {
        recorders.record("/a", TrafficKind.USER, 200, millis(10));
        recorders.record("/a", TrafficKind.USER, 503, millis(20));
        recorders.record("/a", TrafficKind.USER, 404, millis(20));
        recorders.record("/a", TrafficKind.LOAD_RUN, 200, millis(30));

        IntervalReading reading = tick(SECOND);

        assertThat(reading.sample().second().requests()).isEqualTo(4);
        assertThat(reading.sample().second().errors()).isEqualTo(1);
        assertThat(reading.sample().second().loadLatency().count()).isEqualTo(1);
        assertThat(reading.sample().totals().loadRequests()).isEqualTo(1);
        assertThat(reading.routes()).extracting(IntervalReading.Route::load).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void cacheShareIsThatOfTheSecondAndUnknownWithoutLookups() {
        hits.set(10);
        Sample first = tick(SECOND).sample();
        hits.set(13);
        misses.set(1);
        Sample second = tick(SECOND).sample();
        Sample third = tick(SECOND).sample();

        assertThat(first.second().cacheHitShare()).isEqualTo(1);
        assertThat(second.second().cacheHitShare()).isEqualTo(0.75);
        assertThat(third.second().cacheHitShare()).isNull();
        assertThat(third.minute().cacheHitShare()).isEqualTo(13 / 14.0);
        assertThat(third.totals().cacheHits()).isEqualTo(13);
    }

    @Test
    void queriesAreThoseOfTheSecond() {
        queries.set(100);
        assertThat(tick(SECOND).queries()).isEqualTo(100);
        queries.set(107);
        assertThat(tick(SECOND).queries()).isEqualTo(7);
        assertThat(tick(SECOND).queries()).isZero();
    }

    @Test
    void afterASleepThereIsOneReadingOfASecondAndTheMinuteBeginsAnew() {
        for (int i = 0; i < 60; i++) {
            request("/a", 500);
            tick(SECOND);
        }
        request("/a", 1);
        IntervalReading woken = tick(Duration.ofHours(1));
        IntervalReading next = tick(SECOND);

        assertThat(woken.afterGap()).isTrue();
        assertThat(woken.sample().second().seconds()).isEqualTo(1);
        assertThat(woken.sample().minute().requests()).isEqualTo(1);
        assertThat(next.afterGap()).isFalse();
        assertThat(next.sample().minute().seconds()).isEqualTo(2);
    }

    @Test
    void aSleepIsAlsoSeenWhenTheNanosecondClockStoodStill() {
        clients.seen("somebody", clock.nanos());
        request("/a", 500);
        assertThat(tick(SECOND).sample().gauges().usersActive()).isEqualTo(1);

        clock.sleep(Duration.ofHours(8));
        IntervalReading woken = tick(SECOND);

        assertThat(woken.afterGap()).isTrue();
        assertThat(woken.sample().minute().requests()).isZero();
        assertThat(woken.sample().gauges().usersActive()).isZero();
    }

    @Test
    void aWallClockThatIsSetBackIsNoGap() {
        tick(SECOND);
        clock.setWall(Instant.parse("2026-11-23T03:00:00Z"));
        IntervalReading reading = tick(SECOND);

        assertThat(reading.afterGap()).isFalse();
        assertThat(reading.sample().second().seconds()).isEqualTo(1);
        assertThat(reading.sample().minute().seconds()).isEqualTo(2);
    }

    @Test
    void aLateTickCoversTheTimeItReallyTookAndTheNextComesSooner() {
        IntervalReading late = tick(Duration.ofMillis(1_300));

        assertThat(late.afterGap()).isFalse();
        assertThat(late.sample().second().seconds()).isEqualTo(1.3);
        assertThat(ticker.untilNext()).isEqualTo(Duration.ofMillis(700).toNanos());
    }

    @Test
    void ticksDoNotDriftAndDoNotComeInBurstsAfterASleep() {
        Deque<Long> delays = new ArrayDeque<>();
        Deque<Runnable> tasks = new ArrayDeque<>();
        List<Instant> readings = new ArrayList<>();
        try (Metrics metrics = new Metrics(
                "one",
                sources,
                mark -> false,
                (request, loadRun, status, took, thrown) -> {},
                (nanos, task) -> {
                    delays.add(nanos);
                    tasks.add(task);
                    return new CompletableFuture<Void>();
                },
                clock::nanos,
                clock)) {
            metrics.start(reading -> readings.add(reading.sample().at()));
            Instant start = clock.instant();
            for (int i = 0; i < 1000; i++) {
                // Every tick is a little late, and one comes after a sleep.
                clock.advance(Duration.ofNanos(delays.remove()).plusMillis(i == 500 ? 3_600_000 : 3));
                tasks.remove().run();
                assertThat(tasks).hasSize(1);
            }
            assertThat(readings).hasSize(1000);
            // 150 ms to the first one, and 999 seconds from there.
            assertThat(Duration.between(start, clock.instant()).toMillis())
                    .isEqualTo(150 + 999_000L + 3_600_000 + 3 - (3_600_000 % 1000));
        }
    }

    @Test
    void theFirstTickComesSoonAndCoversWhatIsSinceTheBeginning() {
        clock.advance(Duration.ofSeconds(7)); // the database is slow to open
        cpuNanos.set(Duration.ofSeconds(6).toNanos());
        ticker.begin();
        request("/a", 5);
        assertThat(ticker.untilNext()).isEqualTo(Duration.ofMillis(150).toNanos());

        IntervalReading first = tick(Duration.ofMillis(150));
        assertThat(first.afterGap()).isFalse();
        assertThat(first.sample().second().seconds()).isEqualTo(0.15);
        assertThat(first.sample().minute().seconds()).isEqualTo(0.15);
        assertThat(first.sample().second().requests()).isEqualTo(1);
        assertThat(first.sample().gauges().cpuShare()).isZero();
        assertThat(ticker.untilNext()).isEqualTo(SECOND.toNanos());

        Sample second = tick(SECOND).sample();
        assertThat(second.second().seconds()).isEqualTo(1);
        assertThat(second.minute().seconds()).isEqualTo(1.15);
        for (int i = 0; i < 100; i++) {
            assertThat(tick(SECOND).sample().minute().seconds()).isLessThanOrEqualTo(60);
        }
    }

    @Test
    void aPipelineThatFailsOnceIsCalledAgain() {
        Deque<Runnable> tasks = new ArrayDeque<>();
        List<Instant> readings = new ArrayList<>();
        try (Metrics metrics = new Metrics(
                "one",
                sources,
                mark -> false,
                (request, loadRun, status, took, thrown) -> {},
                (nanos, task) -> {
                    tasks.add(task);
                    return new CompletableFuture<Void>();
                },
                clock::nanos,
                clock)) {
            metrics.start(reading -> {
                readings.add(reading.sample().at());
                if (readings.size() == 1) {
                    throw new IllegalStateException("a bug in a station behind");
                }
            });
            tasks.remove().run();
            tasks.remove().run();
        }
        assertThat(readings).hasSize(2);
    }

    @Test
    void gaugesAreThoseOfTheMomentAndCpuAShareOfAllCores() {
        int cores = Runtime.getRuntime().availableProcessors();
        cpuNanos.set(cores * SECOND.toNanos() / 4);
        Sample sample = tick(SECOND).sample();

        assertThat(sample.gauges().cpuShare()).isCloseTo(0.25, within(1e-9));
        assertThat(sample.gauges().cores()).isEqualTo(cores);
        assertThat(sample.gauges().requestsActive()).isEqualTo(4);
        assertThat(sample.gauges().dbActive()).isEqualTo(3);
        assertThat(sample.gauges().dbMax()).isEqualTo(20);
        assertThat(sample.gauges().productsActive()).isEqualTo(954);
        assertThat(sample.gauges().memoryUsedBytes())
                .isPositive()
                .isLessThan(sample.gauges().memoryMaxBytes());
        assertThat(sample.gauges().processRssBytes()).isNull();
        assertThat(sample.totals().productsSynced()).isEqualTo(5);
    }

    @Test
    void clientsAreForgottenAfterFiveMinutesAndTheirNumberIsBounded() {
        for (int i = 0; i < ActiveClients.MAX + 500; i++) {
            clients.seen("client-" + i, clock.nanos());
        }
        assertThat(tick(SECOND).sample().gauges().usersActive()).isEqualTo(ActiveClients.MAX);
        for (int i = 0; i < 299; i++) {
            clients.seen("client-5", clock.nanos());
            tick(SECOND);
        }
        assertThat(tick(SECOND).sample().gauges().usersActive()).isEqualTo(1);
    }

    private void request(String route, long millis) {
        recorders.record(route, TrafficKind.USER, 200, millis(millis));
    }

    private static long millis(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }

    private IntervalReading tick(Duration after) {
        clock.advance(after);
        return ticker.tick();
    }
}
