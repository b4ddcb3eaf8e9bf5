package dev.opsdeck.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.metrics.History;
import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.TestDatabases;
import dev.opsdeck.server.metrics.SomeDurations;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A whole day at one second: percentiles as exact as over a minute, and an answer in time for a chart. All but its
/// last hours come into the database as the minutes that they are read from.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HistoryOfADayIT {

    private static final Logger LOG = LoggerFactory.getLogger(HistoryOfADayIT.class);
    private static final Instant START = Instant.parse("2026-11-22T10:20:33.500Z");
    private static final int DAY = 86_400;
    private static final Duration IN_SECONDS = Duration.ofHours(3);

    private final Histogram minute = Seconds.histogram();
    private final Histogram hour = Seconds.histogram();
    private final Histogram day = Seconds.histogram();
    private final List<Stretch> seconds = new ArrayList<>();

    @BeforeAll
    void makeADay() {
        Random random = new Random(2);
        for (int i = 1; i <= DAY; i++) {
            long[] micros = random.longs(5, 200, 50_000 + i).toArray();
            if (i > DAY - 60) {
                Arrays.stream(micros).forEach(minute::recordValue);
            }
            if (i > DAY - 3600) {
                Arrays.stream(micros).forEach(hour::recordValue);
            }
            Arrays.stream(micros).forEach(day::recordValue);
            seconds.add(Seconds.second(START.plusSeconds(i), 0, i, SomeDurations.counted(micros)));
        }
    }

    @Test
    void onH2() {
        try (Database database = TestDatabases.h2()) {
            check(database);
        }
    }

    @Test
    void onPostgres() {
        try (Database database = TestDatabases.postgres()) {
            check(database);
        }
    }

    private void check(Database database) {
        SampleRepository repository = new SampleRepository(database, "here");
        RollUps rollUps = new RollUps(repository, new PackedMinuteRepository(database, "here"));
        Instant end = START.plusSeconds(DAY);
        SortedMap<Instant, List<Stretch>> minutes = seconds.stream()
                .collect(Collectors.groupingBy(HistoryOfADayIT::minute, TreeMap::new, Collectors.toList()));
        Instant cut = end.minus(IN_SECONDS);
        repository.store(
                Tier.MINUTE,
                minutes.headMap(cut).entrySet().stream()
                        .map(minute -> Stretch.merged(minute.getKey(), minute.getValue()))
                        .toList());
        minutes.tailMap(cut).values().forEach(minute -> {
            repository.store(Tier.SECOND, minute);
            rollUps.stored(minute);
        });
        try (SampleHistory history =
                new SampleHistory(database, "here", InstantSource.fixed(end), Duration.ofHours(1))) {
            check(history, end, Duration.ofMinutes(1), minute);
            check(history, end, Duration.ofHours(1), hour);
            check(history, end, Duration.ofDays(1), day);
        }
    }

    /// That a second belongs to, by its end.
    private static Instant minute(Stretch second) {
        return second.at().minusNanos(1).truncatedTo(ChronoUnit.MINUTES).plusSeconds(60);
    }

    private static void check(SampleHistory history, Instant end, Duration window, Histogram raw) {
        for (int attempt = 0; attempt < 3; attempt++) {
            long begin = System.nanoTime();
            History read = history.query(
                    List.of(Metric.P50, Metric.P95, Metric.P99, Metric.REQUEST_RATE), end.minus(window), end, 500);
            Duration taken = Duration.ofNanos(System.nanoTime() - begin);
            LOG.info("{} in 500 points from {} s rows: {} ms", window, read.tierSeconds(), taken.toMillis());
            assertThat(read.series().get(0).whole()).isEqualTo(raw.getValueAtPercentile(50) / 1e3);
            assertThat(read.series().get(1).whole()).isEqualTo(raw.getValueAtPercentile(95) / 1e3);
            assertThat(read.series().get(2).whole()).isEqualTo(raw.getValueAtPercentile(99) / 1e3);
            assertThat(taken).isLessThan(Duration.ofSeconds(5));
        }
    }
}
