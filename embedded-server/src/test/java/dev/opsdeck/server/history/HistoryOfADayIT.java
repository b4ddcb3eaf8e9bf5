package dev.opsdeck.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.metrics.History;
import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.TestDatabases;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A whole day at one second: percentiles as exact as over a minute, and an answer in time for a chart. On PostgreSQL
/// a quarter of it, which is read from the same rows as the whole.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HistoryOfADayIT {

    private static final Logger LOG = LoggerFactory.getLogger(HistoryOfADayIT.class);
    private static final Instant START = Instant.parse("2026-11-22T10:20:33.500Z");
    private static final int DAY = 86_400;
    private static final int QUARTER = DAY / 4;

    private final Histogram minute = Seconds.histogram();
    private final Histogram hour = Seconds.histogram();
    private final Histogram quarter = Seconds.histogram();
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
            if (i > DAY - QUARTER) {
                Arrays.stream(micros).forEach(quarter::recordValue);
            }
            Arrays.stream(micros).forEach(day::recordValue);
            seconds.add(Seconds.second(START.plusSeconds(i), 0, i, micros));
        }
    }

    @Test
    void onH2() {
        try (Database database = TestDatabases.h2()) {
            check(database, DAY, day);
        }
    }

    @Test
    void onPostgres() {
        try (Database database = TestDatabases.postgres()) {
            check(database, QUARTER, quarter);
        }
    }

    /// @param length in seconds, of the end of the day
    private void check(Database database, int length, Histogram whole) {
        SampleRepository repository = new SampleRepository(database, "here");
        RollUps rollUps = new RollUps(repository, new PackedMinuteRepository(database, "here"));
        for (int i = DAY - length; i < DAY; i += 600) {
            List<Stretch> batch = seconds.subList(i, i + 600);
            repository.store(Tier.SECOND, batch);
            rollUps.stored(batch);
        }
        Instant end = START.plusSeconds(DAY);
        try (SampleHistory history =
                new SampleHistory(database, "here", InstantSource.fixed(end), Duration.ofHours(1))) {
            check(history, end, Duration.ofMinutes(1), minute);
            check(history, end, Duration.ofHours(1), hour);
            check(history, end, Duration.ofSeconds(length), whole);
        }
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
