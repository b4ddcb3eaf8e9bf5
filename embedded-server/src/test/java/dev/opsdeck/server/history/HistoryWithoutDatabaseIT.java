package dev.opsdeck.server.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.opsdeck.api.metrics.History;
import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.server.FreePort;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.DatabaseSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A database that goes away under the history and comes back.
final class HistoryWithoutDatabaseIT {

    private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Test
    void secondsWithoutADatabaseAreStoredWhenItIsBack() throws Exception {
        int port = FreePort.choose();
        DatabaseSettings settings =
                new DatabaseSettings("jdbc:postgresql://localhost:" + port + "/postgres", "postgres", "postgres", 3);
        EmbeddedPostgres postgres = start(port);
        try (Database database = Database.open(settings);
                SampleHistory history = new SampleHistory(
                        database, "here", InstantSource.fixed(START.plusSeconds(20)), Duration.ofMillis(100))) {
            append(history, 1, 3);
            await().atMost(Duration.ofSeconds(30)).until(() -> seconds(history) == 3 && stored(database) == 3);

            postgres.close();
            long begin = System.nanoTime();
            append(history, 4, 12);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));

            postgres = start(port);
            await().atMost(Duration.ofSeconds(90)).ignoreExceptions().until(() -> stored(database) == 12);
            assertThat(seconds(history)).isEqualTo(12);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> new SampleRepository(database, "here").last(Tier.TEN_SECONDS) != null);
        } finally {
            postgres.close();
        }
    }

    private static void append(SampleHistory history, int from, int to) {
        for (int i = from; i <= to; i++) {
            history.append(Seconds.reading(START.plusSeconds(i), 0, i, 1_000));
        }
    }

    private static long stored(Database database) {
        return new SampleRepository(database, "here")
                .endsAfter(Tier.SECOND, START)
                .size();
    }

    private static int seconds(SampleHistory history) {
        History read = history.query(List.of(Metric.MEMORY_USED), START, START.plusSeconds(20), 20);
        return read.series().getFirst().points().size();
    }

    private EmbeddedPostgres start(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .start();
    }
}
